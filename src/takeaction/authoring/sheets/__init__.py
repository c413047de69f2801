"""Packs and spreadsheets: rows become records, and records rows."""
