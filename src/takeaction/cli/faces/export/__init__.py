"""``takeaction export``: the answers and the catalog in the formats of other programs."""
