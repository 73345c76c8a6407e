"""Mathematics as a tree: read from Python expressions, rewritten, evaluated, printed."""
