"""Somebody's own module, run and watched."""

from quizgen.oracle.watching.innermost import is_module, type_name
from quizgen.oracle.watching.inputs import Wanted, bound, float_type
from quizgen.oracle.watching.measuring import wanted_of, watched
from quizgen.oracle.watching.rows import ModuleCall, Other, Watched
from quizgen.oracle.watching.unfilled import built

__all__ = [
    "ModuleCall",
    "Other",
    "Wanted",
    "Watched",
    "bound",
    "built",
    "float_type",
    "is_module",
    "type_name",
    "wanted_of",
    "watched",
]
