"""Somebody's own module, run and watched."""

from quizgen.oracle.watching.innermost import innermost, is_module
from quizgen.oracle.watching.measuring import ModuleCall, Watched, watched

__all__ = ["ModuleCall", "Watched", "innermost", "is_module", "watched"]
