"""Shopping and travel: the risks, labels and sellers of goods, and advice before a trip."""
