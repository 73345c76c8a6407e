"""Everything that questions come from."""
