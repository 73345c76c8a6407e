"""What is known of every layer of a network, by formula: shapes, parameters, operations and receptive fields."""

from quizgen.tracing.rows import Row, explained, total
from quizgen.tracing.shapes import after, joined, shown

__all__ = ["Row", "after", "explained", "joined", "shown", "total"]
