"""Answers in the formats of other programs. These modules return bytes; faces write files."""
