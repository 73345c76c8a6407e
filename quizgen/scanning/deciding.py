"""What ink says: a pure function of it, so that other thresholds mark again what was scanned once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from quizgen.scanning.reading import FieldRead, State
from quizgen.sheets.page import Box, Field

Inks = Sequence[Sequence[float]]
"""Shares of a full box, by column and box; empty where a field cannot be seen."""


class Thresholds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Below ``blank`` a box is empty, from ``mark`` on it is marked; what lies between is doubtful.

    Beside a mark it is none, if it has at most the share ``erased`` of the mark's ink: something was erased there.
    """

    blank: float = 0.06
    mark: float = 0.12
    erased: float = 0.35


THRESHOLDS = Thresholds()


@dataclass(frozen=True, slots=True)
class _Column:
    """The labels that are marked, how far that is from being otherwise, and what is doubtful."""

    marked: str
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
    many = field.marks == "many"
    pairs = zip(field.columns, ink, strict=True)
    columns = [_column(boxes, inks, thresholds, many=many) for boxes, inks in pairs]
    margin = round(min(column.margin for column in columns), 3)
    why = next((column.why for column in columns if column.why), "")
    characters = [column.marked for column in columns]
    if not why and _has_gap(characters):
        why = "an empty column between two characters"
    return "" if why else "".join(characters), margin, why


def _has_gap(characters: Sequence[str]) -> bool:
    filled = [at for at, one in enumerate(characters) if one]
    return bool(filled) and len(filled) != filled[-1] - filled[0] + 1


def _column(boxes: Sequence[Box], inks: Sequence[float], thresholds: Thresholds, *, many: bool) -> _Column:
    marked = [(ink, box.label) for box, ink in zip(boxes, inks, strict=True) if ink >= thresholds.mark]
    if len(marked) > 1 and not many:
        labels = _listed([label for _, label in marked])
        second = sorted(ink for ink, _ in marked)[-2]
        return _Column("", round(second - thresholds.mark, 3), f"{labels} are marked")
    weakest = min((ink for ink, _ in marked), default=0.0)
    limit = min(thresholds.mark, max(thresholds.blank, thresholds.erased * weakest))
    others = [(ink, box.label) for box, ink in zip(boxes, inks, strict=True) if ink < thresholds.mark]
    strongest = max(others, default=(0.0, ""))
    if strongest[0] >= limit:
        faint = _listed([label for ink, label in others if ink >= limit])
        near = min(strongest[0] - limit, thresholds.mark - strongest[0])
        return _Column(
            "", near, f"a faint mark in {faint}" if not marked else f"a faint mark in {faint} beside another"
        )
    margin = limit - strongest[0]
    if marked:
        margin = min(margin, weakest - thresholds.mark)
    return _Column("".join(label for _, label in marked), margin)


def _listed(labels: Sequence[str]) -> str:
    """Labels as they are read out: ``B and C``."""
    *first, last = labels
    return f"{', '.join(first)} and {last}" if first else last
