"""What was read on a page: the ink of each box, and what it says, or why that is not sure."""

from __future__ import annotations

from typing import Literal

import msgspec

State = Literal["sure", "blank", "doubtful"]

EMPTY = "nothing is printed on the page"
"""Why a page is refused that is no sheet, but the back of one or what a feeder put between."""


class FieldRead(msgspec.Struct, frozen=True):
    """An answer: ``ink`` of each box by column, as a share of what a full box has, and last of a box ``corrected``.

    ``value`` is what the filled boxes say (letters in their order, characters of a number), empty where it is blank or
    doubtful; ``margin`` is how far the nearest box is from being read otherwise; ``why`` says what is doubtful.
    """

    question: int
    part: str
    index: int
    ink: tuple[tuple[float, ...], ...]
    value: str
    state: State
    margin: float
    why: str = ""


class PageRead(msgspec.Struct, frozen=True):
    """A page of a file: whose form it is by its seal, and its answers; ``refused`` says why there are none."""

    file: str
    page: int
    seal: str
    number: int
    fields: tuple[FieldRead, ...]
    refused: str = ""
