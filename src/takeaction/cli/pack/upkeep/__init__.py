"""``takeaction pack due`` and ``pack review``: what keeps a pack right after its first day."""
