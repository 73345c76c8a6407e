"""A table of questions for Kahoot."""
