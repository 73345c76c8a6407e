"""What ink says: a pure function of it, so that other thresholds mark again what was scanned once."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from msgspec import Struct

from quizgen.scanning.reading import FieldRead, State
from quizgen.sheets.page import Box, Field

Inks = Sequence[Sequence[float]]
"""Shares of a full box, by column and box, last that of the box ``corrected``; empty where a field cannot be seen."""


class Thresholds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Below ``blank`` a box is empty, from ``mark`` on it is marked; what lies between is doubtful.

    In a field with marks, what has less than the share ``erased`` of their ink is no sure mark, and below ``mark`` it
    is empty: something was erased there, or the paper is folded.
    """

    blank: float = 0.06
    mark: float = 0.14
    erased: float = 0.35


THRESHOLDS = Thresholds()


class _Column(Struct, frozen=True):
    """The labels that are marked, None for the box ``corrected``; how far that is from others; what is doubtful."""

    marked: str | None
    margin: float
    why: str = ""


def decide(field: Field, ink: Inks, thresholds: Thresholds = THRESHOLDS) -> FieldRead:
    """What a field says by the ink of its boxes: sure, blank or doubtful; never a guess."""
    kept = tuple(tuple(map(float, column)) for column in ink)
    value, margin, why = _said(field, kept, thresholds) if kept else ("", 0.0, "its boxes cannot be seen")
    state: State = "doubtful" if why else "sure" if value else "blank"
    return FieldRead(field.question, field.part, field.index, kept, value, state, margin, why)


def _said(field: Field, ink: Inks, thresholds: Thresholds) -> tuple[str, float, str]:
    """Value, margin, and what is doubtful; there is no value then."""
    answers = ink[: len(field.columns)]
    limits = _limits([one for column in answers for one in column], thresholds)
    pairs = zip(field.columns, answers, strict=True)
    columns = [_column(boxes, inks, limits, many=field.marks == "many") for boxes, inks in pairs]
    if field.corrected:
        columns.insert(0, _corrected(ink[-1][0], (limits[0], thresholds.mark)))
    margin = round(min(column.margin for column in columns), 3)
    why = next((column.why for column in columns if column.why), "")
    characters = [column.marked for column in columns if column.marked is not None]
    if not why and _has_gap(characters):
        why = "an empty column between two characters"
    return "" if why else "".join(characters), margin, why


def _limits(inks: Sequence[float], thresholds: Thresholds) -> tuple[float, float]:
    """Below the first a box of this field is empty, from the second on it is marked: one hand marks all boxes alike."""
    mark = max(thresholds.mark, thresholds.erased * max(inks))
    weakest = min((one for one in inks if one >= mark), default=0.0)
    return min(thresholds.mark, max(thresholds.blank, thresholds.erased * weakest)), mark


def _corrected(ink: float, limits: tuple[float, float]) -> _Column:
    """The box that says that what counts is written beside it, for a human to read."""
    empty, mark = limits
    why = "" if ink < empty else "it was corrected by hand" if ink >= mark else "it may have been corrected by hand"
    return _Column(None, min(abs(ink - limit) for limit in limits), why)


def _has_gap(characters: Sequence[str]) -> bool:
    filled = [at for at, one in enumerate(characters) if one]
    return bool(filled) and len(filled) != filled[-1] - filled[0] + 1


def _column(boxes: Sequence[Box], inks: Sequence[float], limits: tuple[float, float], *, many: bool) -> _Column:
    """What a column says, where a box below the first limit is empty and from the second on marked."""
    empty, mark = limits
    every = [*zip(inks, (box.label for box in boxes), strict=True)]
    marked = [(ink, label) for ink, label in every if ink >= mark]
    faint = [(ink, label) for ink, label in every if empty <= ink < mark]
    if len(marked) > 1 and not many:
        second = sorted(ink for ink, _ in marked)[-2]
        return _Column("", second - mark, f"{_listed(marked)} are marked")
    if faint:
        near = min(min(ink - empty, mark - ink) for ink, _ in faint)
        return _Column("", near, f"a faint mark in {_listed(faint)}{' beside another' if marked else ''}")
    margin = min(ink - mark if ink >= mark else empty - ink for ink, _ in every)
    return _Column("".join(label for _, label in marked), margin)


def _listed(found: Sequence[tuple[float, str]]) -> str:
    """Labels as they are read out: ``B and C``."""
    *first, last = (label for _, label in found)
    return f"{', '.join(first)} and {last}" if first else last
