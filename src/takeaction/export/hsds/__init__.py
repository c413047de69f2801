"""The export of helplines to the Human Services Data Specification (HSDS) 3.0 and 3.1."""
