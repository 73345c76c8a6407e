"""A plug-in of quizgen with the family my-family."""
