"""Answers in the formats of other programs. Nothing is written here: a face does that."""
