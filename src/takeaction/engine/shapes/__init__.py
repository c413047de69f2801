"""The JSON of answers, as types: one for each answer and each part of an answer."""
