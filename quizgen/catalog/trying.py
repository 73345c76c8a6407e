"""Whether a plug-in's family can be asked at all: found at the first points of its levels."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from quizgen.asking.source import Audited
from quizgen.catalog.blame import package, reason
from quizgen.catalog.foreign import prints_aside
from quizgen.catalog.staying import staying
from quizgen.errors import QuizgenError
from quizgen.model import LEVELS

if TYPE_CHECKING:
    from quizgen.asking.spaced import Spaced


def failing(source: Audited) -> str:
    """What an author's functions raise or give that no question can be made of, in a sentence; nothing if all is well.

    Real layers are not run: what they give is told with the item.
    """
    from quizgen.asking.spaced import Spaced  # with it comes numpy, which lists of what is shipped need not

    return _failing(source) if isinstance(source, Spaced) else ""


@cache
def _failing(source: Spaced) -> str:
    for level in LEVELS:
        try:
            with prints_aside(), staying():
                source.tried(level)
        except QuizgenError as error:
            return f"{source.id} ({level}): {error}; for the place, run: quizgen check {source.id}"
        except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever an author's code raises is told
            whose = package(source.module)
            return f"{source.id} ({level}) fails: {reason(error, whose)}; mend it or uninstall {whose}"
    return ""
