"""A draft pack from a directory in the Human Services Data Specification (HSDS) 3."""
