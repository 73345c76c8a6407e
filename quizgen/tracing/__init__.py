"""What is known of every layer of a network, by formula: shapes, parameters, operations and receptive fields."""

from quizgen.tracing.joins import joined
from quizgen.tracing.rows import Row, explained, total
from quizgen.tracing.shapes import after
from quizgen.tracing.words import shown

__all__ = ["Row", "after", "explained", "joined", "shown", "total"]
