"""The closed words: lists of the only values that a field may take.

Facts about the words of a list follow the list. The open words (skills, roles, topics, products)
are data: see ``models.word``.
"""
