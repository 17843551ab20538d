"""What does each tell that the others leave out? The room of lesson 4."""
