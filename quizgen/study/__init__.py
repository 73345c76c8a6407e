"""Learning with items: a session's questions, answers and results."""
