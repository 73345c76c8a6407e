"""Pages of scans, read one after the other: every page gives what stands on it, or why it cannot be read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

import numpy as np

from quizgen.scanning.borders import shifts
from quizgen.scanning.deciding import THRESHOLDS, Thresholds, decide
from quizgen.scanning.inks import black, darkness, inks, is_shaded
from quizgen.scanning.lighting import lit
from quizgen.scanning.looking import SCALE, Look, Sheets, look
from quizgen.scanning.pictures import Grey, Picture
from quizgen.scanning.reading import FieldRead, PageRead
from quizgen.sheets.page import Box, Field, Page

SEEN, ALL_SEEN = 0.3, 0.5
"""How well borders of boxes fit where they are, 1 at best: below the first a field, below the second (in the middle of
all boxes) a page is not seen."""
HIDING = 0.3
"""Marks with so much ink may hide the borders of their boxes."""
SHADE = 0.08
"""So much ink of what is pale and goes on outside its box hides an answer, unless marks beside it are much darker."""

Ink: TypeAlias = list[list[float]]


def read_picture(one: Picture, sheets: Sheets, thresholds: Thresholds = THRESHOLDS) -> PageRead:
    """What a picture says."""
    return read_look(one, look(one, sheets), thresholds)


def read_look(one: Picture, seen: Look, thresholds: Thresholds = THRESHOLDS) -> PageRead:
    """What a picture says that was laid flat."""
    fields, refused = _fields(seen, thresholds)
    return PageRead(str(one.file), one.page, seen.seal, seen.number, fields, refused)


def _fields(seen: Look, thresholds: Thresholds) -> tuple[tuple[FieldRead, ...], str]:
    if seen.flat is None or seen.page is None:
        return (), seen.refused
    measured = measure(seen.flat, seen.page)
    if not measured:
        return (), "the boxes of the form are not where its sheet has them"
    return tuple(decide(field, measured[at], thresholds) for at, field in enumerate(seen.page.fields)), ""


def measure(flat: Grey, page: Page) -> list[Ink]:
    """The ink of all boxes by field and column, of a page as ``looking`` lays it flat; none where no boxes are seen.

    A field whose boxes are not seen has no columns.
    """
    columns = [_columns(field) for field in page.fields]
    boxes = [box for every in columns for column in every for box in column]
    dark = lit(flat, SCALE)
    found = shifts(dark, SCALE, boxes)
    if float(np.median(found.seen)) < ALL_SEEN:
        return []
    full = black(flat, SCALE, page.corners)
    shares = inks(darkness(dark, SCALE, boxes, found.off), boxes, full).tolist()
    shade = [
        ink >= SHADE and is_shaded(dark, SCALE, box, off, full)
        for ink, box, off in zip(shares, boxes, found.off.tolist(), strict=True)
    ]
    every = iter(zip(shares, found.seen.tolist(), shade, strict=True))
    return [_sorted(one, every) for one in columns]


def _columns(field: Field) -> list[tuple[Box, ...]]:
    return [*field.columns, *([(field.corrected,)] if field.corrected else ())]


def _sorted(columns: list[tuple[Box, ...]], every: Iterator[tuple[float, float, bool]]) -> Ink:
    """The next inks, by columns; none where neither borders are seen nor marks that may hide them, or shade is."""
    found = [[next(every) for _ in column] for column in columns]
    flat = [one for column in found for one in column]
    most = max(ink for ink, _, _ in flat)
    if max(seen for _, seen, _ in flat) < SEEN and most < HIDING:
        return []
    if any(shade and ink >= THRESHOLDS.erased * most for ink, _, shade in flat):
        return []
    return [[ink for ink, _, _ in column] for column in found]
