"""Helplines on a terminal, in a few rows or in full."""
