"""The axes of maps in words: which one is asked about, and what its positions are called."""

from __future__ import annotations

from collections.abc import Sequence

from quizgen.of_network.places import AskedNetwork, Place, even

NAMES = ("depth", "height", "width")
SIDES = {"height": "rows", "width": "columns"}
ONE_AXIS = " The table holds what counts for the {axis}."


def named(subject: AskedNetwork, which: int) -> str:
    """An axis by its name."""
    return NAMES[len(NAMES) - subject.axes + which]


def sides(subject: AskedNetwork, which: int | None) -> str:
    """What a size counts: along one axis, or along each where all are alike and none is named."""
    if subject.axes == 1:
        return "positions"
    if subject.axes == len(SIDES):
        return SIDES[named(subject, which or 0)]
    return "positions along each axis" if which is None else f"positions along the {named(subject, which)}"


def heading(subject: AskedNetwork, which: int) -> str:
    """The same above a column."""
    return named(subject, which) if subject.axes > len(SIDES) else sides(subject, which)


def apart(subject: AskedNetwork, chain: Sequence[Place]) -> bool:
    """Whether layers treat axes apart, so that one of them has to be named."""
    return subject.axes > 1 and not all(map(even, chain))


def meant(subject: AskedNetwork, chain: Sequence[Place], which: int) -> str:
    """The axis that layers are asked about along, by its name; nothing where it need not be named."""
    return named(subject, which) if apart(subject, chain) else ""


def told(axis: str) -> dict[str, object]:
    """As JSON the axis that a table is about, if one is named."""
    return {"axis": axis} if axis else {}


def of_one(axis: str) -> str:
    """The sentence that says the same."""
    return ONE_AXIS.replace("{axis}", axis) if axis else ""
