"""Mentions: the places that a text names, read by the words around them."""
