"""Ask: plain words in, and the answer of the question that they seem to ask."""
