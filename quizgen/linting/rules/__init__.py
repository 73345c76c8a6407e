"""The rules, those of a kind in one module."""
