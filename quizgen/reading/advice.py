"""What to write instead of an unknown name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

CLOSEST = 3
LIKE = 0.6
"""How much alike two names are where one is taken for a slip of the other."""
PART = 3
"""Letters of a name that is looked for within others."""
ROOM, FEW = 160, 8
"""Characters that names may take, so that each can be typed; of those that take more, so many are told at most."""


def advice(name: str, known: Iterable[str], more: str = "") -> str:
    """What to write instead of an unknown name: the three that are most like it, else what there is.

    ``more`` says where all stand, if they are more than can be told.
    """
    every = {one.lower(): one for one in known}
    if near := _near(name.lower(), every):
        return f"did you mean {alternatives(near)}?"
    return more or f"known are {some([*every.values()])}"


def _near(name: str, known: Mapping[str, str]) -> list[str]:
    """At most three that differ from it by a slip, else those of which it is a part."""
    found = get_close_matches(name, known, CLOSEST, LIKE)
    if not found and len(name) >= PART:
        found = [one for one in known if name in one][:CLOSEST]
    return [known[one] for one in found]


def some(names: list[str]) -> str:
    """All names, or some and how many more there are."""
    every = ", ".join(names)
    if len(every) <= ROOM:
        return every
    told = next(many for many in range(FEW, 0, -1) if many == 1 or len(", ".join(names[:many])) <= ROOM)
    return f"{', '.join(names[:told])} and {len(names) - told} more"


def alternatives(names: Iterable[str], last: str = "or") -> str:
    """``'a', 'b' or 'c'``."""
    *others, end = (f"'{name}'" for name in names)
    return f"{', '.join(others)} {last} {end}" if others else end
