"""Sheets as students and scanners make them, from a seed: printed ones are filled in with pens, spoiled, and judged."""
