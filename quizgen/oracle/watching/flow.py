"""Where a tensor comes from: the calls whose outputs it is made of, carried along while a module runs.

Each tensor carries its origin as an attribute, so that plain tensors and those of the probe are treated alike. Views
share the origin of what they look at: what is written into one is in the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct, field

from quizgen.oracle.running import loaded

KEY = "_quizgen_origin"


class Origin(Struct):
    """The places of calls, or of inputs, that one storage holds values of; ``size`` is how many numbers it has."""

    run: object
    places: tuple[int, ...]
    size: int


def tensors(value: object) -> Iterator[Any]:
    """All tensors in nested lists, tuples, dicts and objects that have fields."""
    if isinstance(value, loaded().Tensor):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from tensors(part)
    elif isinstance(value, list | tuple | set):
        for part in value:
            yield from tensors(part)
    elif hasattr(value, "__dataclass_fields__"):
        yield from tensors(list(vars(value).values()) if hasattr(value, "__dict__") else [])


class Flow(Struct):
    """The origins of one run; ``constants`` are the ids of parameters and buffers, which come from nowhere."""

    constants: frozenset[int]
    known: dict[int, Any] = field(default_factory=dict)

    def origin(self, tensor: Any) -> Origin | None:
        """What is known of a tensor in this run."""
        found = tensor.__dict__.get(KEY)
        return found if found is not None and found.run is self.known else None

    def set(self, tensor: Any, places: Iterable[int]) -> None:
        """A tensor that was just made."""
        tensor.__dict__[KEY] = Origin(self.known, tuple(sorted(set(places))), tensor.numel())

    def share(self, tensor: Any, other: Any) -> None:
        """A view of another tensor."""
        origin = self.origin(other)
        if origin is not None:
            tensor.__dict__[KEY] = origin

    def write(self, tensor: Any, places: Iterable[int]) -> None:
        """A tensor whose values are changed where they are; what a view leaves alone stays."""
        origin = self.origin(tensor)
        if origin is None:
            self.set(tensor, places)
        elif tensor.numel() < origin.size:
            origin.places = tuple(sorted({*origin.places, *places}))
        else:
            origin.places = tuple(sorted(set(places)))

    def places(self, values: Iterable[Any]) -> tuple[int, ...]:
        """The places that some tensors come from."""
        return tuple(sorted({place for one in values if (origin := self.origin(one)) for place in origin.places}))

    def fed(self, values: Iterable[Any]) -> bool:
        """Whether something of the input reaches some tensors, as far as is known: one that nobody made may hold it."""
        return any(self._fed(one) for one in values)

    def _fed(self, one: Any) -> bool:
        origin = self.origin(one)
        return bool(origin.places) if origin is not None else id(one) not in self.constants
