"""Sets of items that quizgen wrote as JSON, read back to questions that can be asked without drawing anything."""
