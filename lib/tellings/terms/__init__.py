"""Which words does each newsroom lean on? The room of lesson 2."""
