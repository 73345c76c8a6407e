"""The layers in an item's JSON, and whether what is shown of one is what it says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import Any

from msgspec import Struct, field

ASKED = "?"
"""What stands where a value is asked for."""
_AXES = ("depth", "height", "width")
BLOCKS = ("Residual", "Parallel")
BEFORE = "before"
"""The name in ``params`` of what runs, and is shown, before the layers that are asked about."""


class Seen(Struct, frozen=True):
    """What is shown of a layer, or of an item's other numbers, which have no type; ``text`` is how it is shown."""

    text: str
    type: str = ""
    arguments: Mapping[str, Any] = field(default_factory=dict)

    def fits(self, holder: Mapping[str, Any]) -> bool:
        """Whether a JSON object says the same."""
        if self.type and self.type != holder.get("type"):
            return False
        return all(name in holder and same(value, holder[name]) for name, value in self.arguments.items())


class Given(Struct, frozen=True, dict=True):
    """An item's ``params``, and the layers among its options."""

    params: Mapping[str, Any]
    offered: Sequence[Mapping[str, Any]] = ()

    @cached_property
    def holders(self) -> list[Mapping[str, Any]]:
        """Every JSON object: the params themselves, each layer, what is on offer."""
        return [*_objects(self.params), *self.offered]

    @cached_property
    def layers(self) -> list[Mapping[str, Any]]:
        """Every layer in reading order; those within blocks, and not the blocks."""
        ordered = dict(sorted(self.params.items(), key=lambda entry: entry[0] != BEFORE))
        return [one for one in _objects(ordered) if one.get("type", BLOCKS[0]) not in BLOCKS]

    def in_order(self, seen: Iterable[Seen]) -> Iterator[str]:
        """A sentence for the first that is shown and is no layer here, in this order; layers may be left out."""
        rest = iter(self.layers)
        for one in seen:
            if not any(one.fits(layer) or one.fits(self._along(layer)) for layer in rest):
                yield f"the stem shows {one.text}, which is not the next layer in params"
                return

    def _along(self, layer: Mapping[str, Any]) -> Mapping[str, Any]:
        """The layer as it is along the axis that is asked, if only one is."""
        if "axis" not in self.params:
            return layer
        place = _AXES.index(self.params["axis"]) - len(_AXES)
        return {name: value[place] if isinstance(value, list) else value for name, value in layer.items()}


def _objects(value: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, dict):
        yield value
        yield from (inner for part in value.values() for inner in _objects(part))
    elif isinstance(value, list):
        yield from (inner for part in value for inner in _objects(part))


def same(shown: Any, held: Any) -> bool:
    """Whether a value is that of the JSON: a pair of equal numbers is one number, what is asked is ``null`` there."""
    if shown == ASKED or (held is None and shown == "same"):
        return True
    if isinstance(shown, bool) or isinstance(held, bool) or isinstance(shown, str):
        return type(shown) is type(held) and bool(shown == held)
    one, other = _numbers(shown), _numbers(held)
    if len(one) != len(other):
        one, other = one[:1] if len(set(one)) == 1 else one, other[:1] if len(set(other)) == 1 else other
    return one == other


def _numbers(value: Any) -> list[Fraction | None]:
    parts = value if isinstance(value, list | tuple) else [value]
    return [None if part is None else Fraction(str(part)) for part in parts]


def flat(value: Any) -> list[Any]:
    """The values of a list of lists in a row."""
    return [inner for part in value for inner in flat(part)] if isinstance(value, list) else [value]
