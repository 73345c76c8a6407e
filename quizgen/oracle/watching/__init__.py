"""Somebody's own module, run and watched."""

from quizgen.oracle.watching.innermost import innermost, is_module
from quizgen.oracle.watching.inputs import Wanted
from quizgen.oracle.watching.looking import Looked, looked
from quizgen.oracle.watching.measuring import wanted_of, watched
from quizgen.oracle.watching.rows import ModuleCall, Other, Watched

__all__ = [
    "Looked",
    "ModuleCall",
    "Other",
    "Wanted",
    "Watched",
    "innermost",
    "is_module",
    "looked",
    "wanted_of",
    "watched",
]
