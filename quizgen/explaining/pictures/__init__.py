"""Pictures of a network for slides and print: its layers and paths, its receptive fields, and what it costs."""

from quizgen.explaining.pictures.drawing import PICTURES, drawing, drawn, svg

__all__ = ["PICTURES", "drawing", "drawn", "svg"]
