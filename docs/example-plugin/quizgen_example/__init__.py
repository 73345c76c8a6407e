"""A plug-in of quizgen: one family, one file of authored items, one format."""
