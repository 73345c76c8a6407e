"""How large the map is that comes out of a layer."""
