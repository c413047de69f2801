"""JSON Schemas of questions, answers and records, made from their types and docstrings."""
