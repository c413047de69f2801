"""Changes to records after publication: patches of other packs add, withdrawals take back."""
