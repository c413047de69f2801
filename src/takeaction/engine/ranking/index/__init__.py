"""The fast way to rank, with sets of rows: the same order as the plain loop, sooner."""
