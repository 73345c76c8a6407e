"""Somebody's own module, followed through its forward: which layers it calls, and on what other calls gave."""

from quizgen.oracle.author.calls import INPUT, Call, Join, Read, Seen
from quizgen.oracle.author.following import followed
from quizgen.oracle.author.titles import title

__all__ = ["INPUT", "Call", "Join", "Read", "Seen", "followed", "title"]
