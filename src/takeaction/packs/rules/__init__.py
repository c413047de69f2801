"""The rules for records, one module a rule family; a rule yields the faults it finds."""
