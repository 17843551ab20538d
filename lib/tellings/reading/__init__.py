"""One file in which to read a story with all that was found in it, to mark, and to correct."""
