"""How a table for readers is to look."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

COLUMNS = (
    "name",
    "type",
    "input",
    "output",
    "parameters",
    "trainable",
    "macs",
    "memory",
    "field",
    "jump",
    "start",
    "global",
)
"""What a table can tell of each layer; docs/explain.md says what each is."""


class Wishes(Struct, frozen=True):
    """Which ``columns`` (none: those for which there is room), how deep names are told apart, and what is left out.

    ``folded`` counts activations and normalisations in the row of the layer before them, ``functional`` gives functions
    rows. ``unfold`` is what a reader writes to have ``folded`` undone, where there is such a thing. ``width`` is how
    many characters a line may have; on a ``terminal`` what has no room comes in blocks.
    """

    columns: tuple[str, ...] = ()
    depth: int | None = None
    folded: bool = True
    functional: bool = True
    width: int = 80
    terminal: bool = False
    unfold: str = ""

    def on_terminal(self, room: int) -> Wishes:
        """The same for a terminal with that many columns."""
        return replace(self, width=room, terminal=True)


USUAL = Wishes()
