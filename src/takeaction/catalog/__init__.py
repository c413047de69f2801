"""The records of all packs together, and the places that they cover."""
