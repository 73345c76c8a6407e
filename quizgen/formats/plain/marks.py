"""Exams whose marks a target has no place for are refused, for an import would change what they are worth."""

from __future__ import annotations

from quizgen.errors import UsageError
from quizgen.formats.points import points
from quizgen.formats.protocol import Options
from quizgen.model import Form


def require_free(name: str, options: Options) -> None:
    """Raises UsageError where a wrong option costs points, and the target takes nothing off."""
    if options.wrong:
        raise UsageError(
            f"{name} takes nothing off for a wrong option, which costs {float(options.wrong * 100):g}% here: "
            "leave wrong out, or write --format moodle"
        )


def require_alike(name: str, form: Form) -> None:
    """Raises UsageError where an exam's items are worth more than one number of points, and the target has none."""
    worth = sorted({item.points for item in form.items})
    if form.ordered and len(worth) > 1:
        first, last = points(worth[0]), points(worth[-1])
        raise UsageError(
            f"{name} files have no points, and items of this exam are worth {first} to {last}: "
            "give all slots the same points, or write --format moodle"
        )
