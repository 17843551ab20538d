"""Sentences, words, quotation marks and layers, and the view that shows them in place."""
