"""The families of this topic."""
