"""LaTeX source of an exam."""
