"""Who is speaking? The room of lesson 3."""
