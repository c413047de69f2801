"""The catalog in the formats of other programs. The same catalog and selection, the same bytes."""
