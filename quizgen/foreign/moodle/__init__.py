"""Moodle XML of any version: questions as they stand in the file, not as an importer would mend them."""

from quizgen.foreign.moodle.reader import read

__all__ = ["read"]
