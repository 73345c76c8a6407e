"""Numbers to be written in H5P's gaps, which compare what is typed with the spellings of a key letter by letter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from markupsafe import Markup

from quizgen.answers import Grid, Numerical
from quizgen.answers.values import components
from quizgen.formats.plain.spellings import signed, whole
from quizgen.templating import H5P_GAPS, Templates
from quizgen.text import Text


def typed_exactly(answer: Numerical) -> bool:
    """Whether what is right can be told by its letters: whole numbers have few spellings, and others any number."""
    return not answer.tolerance and all(isinstance(number, int) for number in components(answer.key))


def gaps(answer: Numerical) -> Markup:
    """A gap for each number of the key, with × between them."""
    shown = (f"*{'/'.join(signed(number, whole(abs(int(number)))))}*" for number in components(answer.key))
    return Markup(" × ".join(shown))  # noqa: S704 - digits and their separators


def written(answer: Numerical | Grid, label: str) -> list[str]:
    """Blocks of text in which stars open gaps: one for a number behind its label, one for each row of a table."""
    templates = Templates(H5P_GAPS)
    if isinstance(answer, Numerical):
        return [templates.render("h5p/gap.xml.j2", label=label, gap=gaps(answer)).strip()]
    return [templates.render("h5p/row.xml.j2", **row).strip() for row in _rows(answer)]


def _rows(grid: Grid) -> Iterator[Mapping[str, object]]:
    for heading, cells in zip(grid.rows, grid.cells, strict=True):
        shown = [cell if isinstance(cell, Text) else gaps(cell) for cell in cells]
        yield {"corner": grid.corner, "heading": heading, "cells": list(zip(grid.columns, shown, strict=True))}
