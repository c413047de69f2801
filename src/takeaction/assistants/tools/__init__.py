"""The tools: for each its name, its words for a model, its arguments and its answer."""
