"""Hearing: the likely meaning of plain words."""
