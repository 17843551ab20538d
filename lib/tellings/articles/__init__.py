"""What is the article, and what is only the page? The room of lesson 0."""
