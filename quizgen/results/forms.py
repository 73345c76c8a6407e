"""The forms of an exam as sheets of paper: which fields stand on which page, and which column of results each fills."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from msgspec import Struct

from quizgen.marking.records import FormKept
from quizgen.sheets.page import Field, Page
from quizgen.sheets.place import Place, place_of

_COLUMN = re.compile(r"(\d+)(.*)")


class Form(Struct, frozen=True, dict=True):
    """A form with the pages of its sheet; ``number`` and ``student`` are empty unless it is a student's own."""

    kept: FormKept
    pages: tuple[Page, ...]

    @property
    def name(self) -> str:
        """What it is called."""
        return self.kept.form

    @property
    def seal(self) -> str:
        """The seal by which its pages are known."""
        return self.kept.seal

    @property
    def number(self) -> str:
        """Its student's number."""
        return self.kept.student.number if self.kept.student else ""

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of its answers in the order of the form."""
        return tuple(column for question in self.kept.questions for column in question.columns)

    @cached_property
    def fields(self) -> Mapping[str, tuple[tuple[int, Field], ...]]:
        """For each column its fields in order, each with the number of its page."""
        found: dict[str, list[tuple[int, Field]]] = {column: [] for column in self.columns}
        for page in self.pages:
            for field in page.fields:
                if field.question:
                    found[place_of(field).column].append((page.number, field))
        return {name: tuple(sorted(some, key=lambda one: one[1].index)) for name, some in found.items()}

    @cached_property
    def sizes(self) -> Mapping[str, tuple[int, ...]]:
        """For each column how many numbers each of its cells has: several where it is a shape."""
        parts = [(f"{question.place}{part.part}", part) for question in self.kept.questions for part in question.parts]
        return {name: tuple(map(_size, [cell.key for cell in part.cells] or [part.key])) for name, part in parts}

    def on(self, page: int) -> Mapping[Place, Field]:
        """The fields of a page, its number among them."""
        return {place_of(field): field for field in self.pages[page - 1].fields}


class Exam(Struct, frozen=True):
    """An exam: its forms by their seals, and the names of all who may sit it by their numbers, if that is known."""

    seal: str
    title: str
    language: str
    forms: Mapping[str, Form]
    names: Mapping[str, str] | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of all forms, by number and letter."""
        return ordered(column for form in self.forms.values() for column in form.columns)

    def named(self, name: str) -> Form | None:
        """The form of that name."""
        return next((form for form in self.forms.values() if form.name == name), None)

    def name_of(self, number: str) -> str:
        """A student's name, where it is known."""
        return (self.names or {}).get(number, "")


def ordered(columns: Iterable[str]) -> tuple[str, ...]:
    """Names of columns, each once, as people count: ``2``, ``7a``, ``7b``, ``10``."""
    return tuple(sorted(set(columns), key=_place))


def is_column(name: str) -> bool:
    """Whether a column's name is that of an answer."""
    found = _COLUMN.fullmatch(name)
    return bool(found and (not found[2] or found[2].isalpha()))


def _place(column: str) -> tuple[int, str]:
    found = _COLUMN.fullmatch(column)
    return (int(found[1]), found[2]) if found else (0, column)


def _size(key: object) -> int:
    return len(key) if isinstance(key, list | tuple) else 1


def labels(field: Field) -> Iterator[str]:
    """What its boxes can say, each once."""
    yield from dict.fromkeys(box.label for column in field.columns for box in column)


def is_written(field: Field) -> bool:
    """Whether it is a number, which has a column for each character."""
    return field.columns[0][0].label.isdigit()
