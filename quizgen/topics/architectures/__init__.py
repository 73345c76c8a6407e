"""Questions on the layers of the published networks that ship with quizgen."""
