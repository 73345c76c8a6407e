"""Anki: cards on which answers are chosen or typed and judged, and the package that Anki imports."""
