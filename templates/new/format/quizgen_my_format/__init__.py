"""A plug-in of quizgen with the format my-format."""
