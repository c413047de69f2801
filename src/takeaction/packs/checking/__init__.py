"""Apply every rule to one pack, in the order in which one thing depends on another."""
