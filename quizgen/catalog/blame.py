"""Where an author's own code went wrong: file and line, for a sentence in place of a traceback."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Sequence
from functools import cache
from traceback import walk_tb

from quizgen.errors import QuizgenError

TOPICS = "quizgen.topics"


def reason(error: BaseException, package: str) -> str:
    """What was raised, after the place of the last step in a package, or of what Python could not read there."""
    return ": ".join(part for part in (_place(error, package), kind(error)) if part)


def kind(error: BaseException) -> str:
    """What was raised, in one line; of what quizgen itself says of a declaration its words alone."""
    words = _words(error)
    if isinstance(error, QuizgenError):
        return words
    return f"{type(error).__name__}: {words}" if words else type(error).__name__


def _words(error: BaseException) -> str:
    """The message, without the path of a module that lacks a name: it takes the room of what is expected."""
    words = " ".join(str(error.msg if isinstance(error, SyntaxError) else error).split())
    path = error.path if isinstance(error, ImportError) else None
    return words.removesuffix(f" ({path})") if path else words


def _place(error: BaseException, package: str) -> str:
    steps = [
        (frame.f_code.co_filename, line)
        for frame, line in walk_tb(error.__traceback__)
        if _within(str(frame.f_globals.get("__name__")), package)
    ]
    return unread(error) or ("{}, line {}".format(*steps[-1]) if steps else "")


def unread(error: BaseException) -> str:
    """File and line of what Python could not read; nothing for an error of another kind."""
    if isinstance(error, SyntaxError) and error.filename and error.lineno:
        return f"{error.filename}, line {error.lineno}"
    return ""


def _within(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


def package(module: str) -> str:
    """Whose code a module's author wrote: all of another package, of quizgen the families."""
    first = module.partition(".")[0]
    return TOPICS if _within(module, TOPICS) else first if first != "quizgen" else module


def first_of(broken: Sequence[str]) -> str:
    """The first of sentences about what cannot be used, and how many others there are."""
    others = len(broken) - 1
    return f"{broken[0]}; and so on for {others} more, which quizgen check names" if others else broken[0]


def written(module: str, words: str) -> str:
    """File and line where a module has the words; the file alone where they stand elsewhere."""
    file, lines = _source(module)
    number = next((number for number, line in enumerate(lines, 1) if words and words in line), None)
    return file if number is None else f"{file}, line {number}"


@cache
def _source(module: str) -> tuple[str, tuple[str, ...]]:
    """A module's file, and its lines as far as they can be read."""
    found = sys.modules[module]
    try:
        return inspect.getfile(found), tuple(inspect.getsource(found).splitlines())
    except (OSError, TypeError):
        return module, ()
