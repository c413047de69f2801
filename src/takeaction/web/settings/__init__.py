"""The settings of a host: who it is, its colours, and its own words, all checked at the start."""
