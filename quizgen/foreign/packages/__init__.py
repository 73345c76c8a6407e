"""Packages of questions: zip archives with a manifest."""

from quizgen.foreign.packages.reader import read

__all__ = ["read"]
