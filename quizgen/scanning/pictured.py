"""A page as it was read, with pictures of what a human has to look at: both of one look at the scan."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

import cv2
import numpy as np

from quizgen.scanning.deciding import THRESHOLDS, Thresholds
from quizgen.scanning.looking import Look, Sheets, look
from quizgen.scanning.pages import read_look
from quizgen.scanning.pictures import Grey, picture
from quizgen.scanning.reading import EMPTY, PageRead
from quizgen.scanning.strips import cut_out, shrunk
from quizgen.sheets.place import Place, place_of

OTHER, INK = 60, 0.0005
"""Grey levels by which ink differs from paper, and the share of a page that has it where something was printed."""

LEGIBLE = 1600
"""Pixels of the longer side of a page whose answers a human gives."""


def read(
    file: Path, page: int, sheets: Sheets, thresholds: Thresholds = THRESHOLDS
) -> tuple[PageRead, Mapping[Place | None, bytes]]:
    """What stands on a page, counted from 1, and pictures: of its doubtful fields, or with None of a refused page.

    A page that the libraries cannot cope with is refused, too.
    """
    try:
        return _read(file, page, sheets, thresholds)
    except (cv2.error, MemoryError) as error:
        why = f"the page cannot be read ({' '.join(str(error).split())[:80] or 'it is too large'})"
        return PageRead(str(file), page, "", 0, (), why), {}


def _read(
    file: Path, page: int, sheets: Sheets, thresholds: Thresholds
) -> tuple[PageRead, Mapping[Place | None, bytes]]:
    one = picture(file, page)
    seen = look(one, sheets)
    found = read_look(one, seen, thresholds)
    cut: dict[Place | None, bytes] = {}
    if not found.refused:
        doubtful = [place_of(field) for field in found.fields if field.state == "doubtful"]
        cut.update(_cut(seen, doubtful).items())
    elif one.grey is not None and seen.page is None and is_empty(one.grey):
        found = PageRead(found.file, found.page, "", 0, (), EMPTY)
    elif one.grey is not None:
        cut[None] = shrunk(one.grey)
    return found, cut


def pictures(file: Path, page: int, sheets: Sheets, wanted: Collection[Place]) -> Mapping[Place, bytes]:
    """Pictures of these fields of a page."""
    return _cut(look(picture(file, page), sheets), wanted)


def whole(file: Path, page: int) -> bytes:
    """A page as a human can read it; empty where it cannot be opened."""
    grey = picture(file, page).grey
    return b"" if grey is None else shrunk(grey, LEGIBLE)


def is_empty(grey: Grey) -> bool:
    """Whether hardly anything differs from the paper."""
    paper = float(np.median(grey))
    return float(np.mean((grey < paper - OTHER) | (grey > paper + OTHER))) < INK


def _cut(seen: Look, wanted: Collection[Place]) -> dict[Place, bytes]:
    if seen.flat is None or seen.page is None:
        return {}
    fields = {place_of(field): field for field in seen.page.fields}
    return {place: cut_out(seen.flat, fields[place]) for place in wanted if place in fields}
