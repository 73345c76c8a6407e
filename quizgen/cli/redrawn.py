"""Tells of items that a slot still has though it was drawn anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quizgen.blueprint.before import Again
from quizgen.blueprint.slots import Slot
from quizgen.cli.errors import LONGEST, remark, shortened

SHOWN = 2
"""So many items are named, if there is room."""
FEW = "no others fit: name more families, another level or kind, or ask for fewer items or forms"
BY_CHANCE = "a student's form avoids only what it had itself: raise redraw once more, or name more families"


def tell_again(again: Again, slots: Iterable[Slot], *, personal: bool) -> None:
    """Says on standard error what each slot has that it had before, but for what it pins."""
    pinned = {slot.id: slot.pin for slot in slots}
    for slot, items in again.items.items():
        if still := [one for one in items if one not in pinned[slot]]:
            notes = [_note(slot, still, shown, BY_CHANCE if personal else FEW) for shown in range(SHOWN, 0, -1)]
            remark(shortened(next((one for one in notes if len(one) < LONGEST), notes[-1]), LONGEST - 1))


def _note(slot: str, still: Sequence[str], shown: int, advice: str) -> str:
    more = f" and {len(still) - shown} more" if len(still) > shown else ""
    return f"Note: the slot '{slot}' was drawn anew and still has {', '.join(still[:shown])}{more}; {advice}."
