"""Answers and records as HTML, for notebooks: escaped, without script, in light and dark."""
