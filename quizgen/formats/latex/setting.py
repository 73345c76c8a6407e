"""What pdflatex can set, and where a form holds what it cannot."""

from __future__ import annotations

from collections.abc import Callable
from unicodedata import name as unicode_name

from msgspec.structs import replace

from quizgen.errors import QuizgenError
from quizgen.model import Form
from quizgen.text.latex_characters import unknown

UNNAMEABLE = frozenset("\\{}#%~$&^\"'|<>*?")
"""What no name of a file may hold that a LaTeX source names."""


def settable(form: Form, render: Callable[[Form], str]) -> str:
    """What comes of a form; raises QuizgenError for a character that pdflatex cannot set, with its place."""
    shown = render(form)
    if strange := unknown(shown):
        raise QuizgenError(
            f"{_place(form, render)} cannot be printed: pdflatex has no character '{strange}' "
            f"({unicode_name(strange, f'U+{ord(strange):04X}')}); write it in other words, or take another format"
        )
    return shown


def nameable(name: str) -> str:
    """The name of a file; raises QuizgenError for one that LaTeX cannot read."""
    if strange := sorted(UNNAMEABLE & set(name)):
        raise QuizgenError(f"LaTeX reads no file called '{name}': choose a name without {' '.join(strange)} with -o")
    return name


def _place(form: Form, render: Callable[[Form], str]) -> str:
    """The first item that holds what cannot be set, or else the words around the items."""
    for item in form.items:
        alone = replace(form, items=(item,), title="-", course="", date="", notes=("-",), student=None, sections=())
        if unknown(render(alone)):
            return f"the item '{item.id}'"
    if form.student and unknown(render(replace(form, items=(), title="-", course="", date="", notes=("-",)))):
        return f"the student '{form.student.name}' ({form.student.number})"
    return f"the title, course, date or instructions of '{form.title}'"
