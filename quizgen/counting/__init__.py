"""How many items there are."""
