"""How architectures are written in one line."""
