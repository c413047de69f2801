"""For those who publish packs: build them."""
