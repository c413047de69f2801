"""Readings of the catalogue: the actions that a person would choose for somebody, in order.

``people`` reads invented people and what readings gave them; ``draw`` picks the actions to show.
"""
