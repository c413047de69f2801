"""From a question to an answer. Pure: no files, clock, network or randomness.

One module for each question, over what they share: ``gates`` and ``factors`` (each once),
``freshness`` and ``reasons``.
"""
