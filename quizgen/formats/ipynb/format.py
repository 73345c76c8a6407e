"""Jupyter notebooks: questions to read, to answer by jupyterquiz, and to run in PyTorch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import TypeAlias

from msgspec import Struct

from quizgen.formats.foot import foot
from quizgen.formats.frames import Frame, frame
from quizgen.formats.indented import indented
from quizgen.formats.instructions import allowed, instructions
from quizgen.formats.ipynb.cells import Cell, cells, code, markdown
from quizgen.formats.protocol import File, Format, Options, Spool, file_name
from quizgen.formats.sections import headings
from quizgen.model import KINDS, Form, Item, Kind
from quizgen.templating import NOTEBOOK, Templates, encoded
from quizgen.text.notebook import NOTEBOOK as PRINTER

Piece: TypeAlias = tuple[str, list[Cell]]
"""What is said behind a question's number, and its cells."""
NEEDED = "%pip install jupyterquiz torch"
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


class NotebookFormat(Struct, frozen=True):
    """Items for Jupyter, with their keys."""

    name: str = "ipynb"
    suffix: str = ".ipynb"
    kinds: frozenset[Kind] = frozenset(KINDS)
    title: str = "a Jupyter notebook: questions by jupyterquiz, folded solutions, programs in PyTorch that find the key"
    heeds: frozenset[str] = frozenset(("extra-time",))

    def write(self, forms: Sequence[Form], options: Options) -> Iterator[File]:
        """One notebook for each form."""
        for form in forms:
            words = frame(form.sitting.language)
            weighed = any(item.points != 1 for item in form.items)
            pieces = ((_worth(item, words) if weighed else "", cells(item, words)) for item in form.items)
            yield from self.joined(form, pieces, options)

    def piece(self, item: Item, options: Options) -> Piece:
        """The cells."""
        del options
        return "", cells(item, frame())

    def joined(self, form: Form, pieces: Iterable[Piece], options: Options, spool: Spool = BytesIO) -> Iterator[File]:
        """One notebook, whose cells have numbers for names."""
        del spool
        yield File(file_name(form, options, self.suffix), encoded(_notebook(form, pieces)))


def _worth(item: Item, words: Frame) -> str:
    return f" ({words.points_of(item.points)})"


def _notebook(form: Form, pieces: Iterable[Piece]) -> Iterator[str]:
    """The file in pieces, as nbformat would write it."""
    yield '{\n "cells": ['
    for number, cell in enumerate(_every(form, pieces)):
        named = {**cell, "id": f"cell-{number}"}
        yield ("," if number else "") + "\n  " + indented(named, "  ")
    about = {**METADATA, "title": form.title, "quizgen": {"form": form.name, "seed": form.seed}}
    rest = indented({"metadata": about, "nbformat": 4, "nbformat_minor": 5})
    yield f"\n ],\n {rest[1:].strip()}\n"


def _every(form: Form, pieces: Iterable[Piece]) -> Iterator[Cell]:
    words = frame(form.sitting.language)
    lines = [line for line in (_about(form, words), *_whose(form, words), *allowed(form), *_told(form)) if line]
    yield markdown(_rendered("head", form=form, lines=[*lines, words.of_notebook.strip()]))
    yield code(f"# {words.of_program}\n# {NEEDED}")
    sections = headings(form)
    level = "###" if sections else "##"
    for number, (worth, made) in enumerate(pieces, start=1):
        if number - 1 in sections:
            yield markdown(_rendered("section", section=sections[number - 1], frame=words))
        first, *others = made
        heading = f"{level} {PRINTER.string(words.question)} {number}{PRINTER.string(worth)}\n\n"
        yield {**first, "source": [*heading.splitlines(keepends=True), *first["source"]]}
        yield from others


def _rendered(name: str, **given: object) -> str:
    return Templates(NOTEBOOK).render(f"ipynb/{name}.md.j2", **given)


def _about(form: Form, words: Frame) -> str:
    """Course and date, and of an exam what tells its form apart."""
    exam = foot(form, words, key=True) if form.ordered and form.items else ()
    return " · ".join(part for part in (form.course, words.dated(form.date), *exam) if part)


def _whose(form: Form, words: Frame) -> Iterator[str]:
    """The student's name and number."""
    if form.student:
        yield f"{words.name}: {form.student.name}"
        yield f"{words.student_number}: {form.student.number}"


def _told(form: Form) -> tuple[str, ...]:
    """What an exam says above its questions."""
    return instructions(form) if form.ordered or form.notes else ()


FORMAT: Format = NotebookFormat()
