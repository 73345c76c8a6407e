"""What is handed out."""

from __future__ import annotations

from msgspec import Struct, field

from quizgen.model.item import Item
from quizgen.model.section import Section
from quizgen.model.sitting import Sitting
from quizgen.model.student import Student


class Form(Struct, frozen=True):
    """Items in the order in which they are asked, under one title.

    ``name`` tells parallel forms apart (``A``, ``B`` ...); it is empty where there is only one. ``ordered`` says that
    the order is that of an exam. ``asked`` says in words what the items were drawn for: ``dilation, hard``.
    Where the form is a ``student``'s, its name is what files call that student. ``seal`` is the mark by which an exam
    knows the form again; nothing outside exams. ``sections`` follow one another and hold all items, if there are any.
    """

    title: str
    seed: str
    items: tuple[Item, ...]
    name: str = ""
    course: str = ""
    date: str = ""
    notes: tuple[str, ...] = ()
    ordered: bool = False
    asked: str = ""
    seal: str = ""
    sitting: Sitting = field(default_factory=Sitting)
    student: Student | None = None
    sections: tuple[Section, ...] = ()
