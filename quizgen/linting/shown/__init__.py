"""Texts as a reader sees them: HTML taken apart, with the line of every tag and every piece of text."""
