"""Tools for people who write and publish packs."""
