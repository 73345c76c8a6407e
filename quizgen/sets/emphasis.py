"""Which marks of emphasis belong together."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct


class Mark(Struct, frozen=True):
    """``*`` or ``**``, where it is one."""

    sign: str


def paired(pieces: Sequence[str | Mark]) -> str:
    """The pieces of a line in one, with those marks that open and close something; others say nothing.

    Emphasis may stand within what is strong, and not the other way round.
    """
    kept = _kept(pieces)
    return "".join(
        piece.sign if isinstance(piece, Mark) else piece
        for place, piece in enumerate(pieces)
        if not isinstance(piece, Mark) or place in kept
    )


def _kept(pieces: Sequence[str | Mark]) -> frozenset[int]:
    """The places of marks that hold something between them."""
    waiting: list[int] = []
    kept: set[int] = set()
    for place, piece in enumerate(pieces):
        if not isinstance(piece, Mark):
            continue
        opened = next((one for one in reversed(waiting) if pieces[one] == piece), None)
        if opened is None:
            waiting.append(place)
            continue
        del waiting[waiting.index(opened) :]
        inner = pieces[opened + 1 : place]
        crossing = piece.sign == "*" and any(one in kept for one in range(opened, place))
        if any(isinstance(one, str) and one for one in inner) and not crossing:
            kept |= {opened, place}
    return frozenset(kept)
