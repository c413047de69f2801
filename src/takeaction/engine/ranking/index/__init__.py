"""Rank by sets of rows: the same order as the plain loop, faster."""
