"""From a question to an answer. Pure: no files, clock, network or randomness.

Each question has a room of its own. The rooms share ``freshness``, ``reasons``, ``points`` and
``serialization``.
"""
