"""Somebody's own module, followed through its forward: which calls it makes, of which layers, on what other calls gave."""

from quizgen.oracle.author.calls import INPUT, Call, Join, Read, Seen
from quizgen.oracle.author.following import followed
from quizgen.oracle.author.giving import blank, title

__all__ = ["INPUT", "Call", "Join", "Read", "Seen", "blank", "followed", "title"]
