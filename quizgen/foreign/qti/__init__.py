"""QTI of any version: documents that stand alone, and those of packages."""

from quizgen.foreign.qti.reader import read

__all__ = ["read"]
