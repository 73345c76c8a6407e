"""Markdown of an exam."""
