"""How much of the input a unit sees, and how far apart neighbouring units look."""
