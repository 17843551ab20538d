"""What is this story about? The room of lesson 1."""
