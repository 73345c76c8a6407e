"""Somebody's own module, run and watched."""

from quizgen.oracle.watching.innermost import innermost, is_module
from quizgen.oracle.watching.measuring import Looked, ModuleCall, Watched, looked, watched

__all__ = ["Looked", "ModuleCall", "Watched", "innermost", "is_module", "looked", "watched"]
