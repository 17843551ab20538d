"""What do any number of articles tell? Tables of many stories, kept in files."""
