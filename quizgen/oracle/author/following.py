"""Runs somebody's module once and notes each call of a layer or function, with the calls whose outputs it reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from msgspec.structs import replace

from quizgen.oracle.author import derived, functions, modules
from quizgen.oracle.author.calls import Call, Read
from quizgen.oracle.author.joining import join
from quizgen.oracle.author.opening import TELLING, opened
from quizgen.oracle.author.shaping import reshaped
from quizgen.oracle.running import loaded
from quizgen.oracle.watching import events
from quizgen.oracle.watching.counting import Counted
from quizgen.oracle.watching.flow import tensors
from quizgen.oracle.watching.functions import step
from quizgen.oracle.watching.innermost import parted, type_name
from quizgen.oracle.watching.inputs import Wanted
from quizgen.oracle.watching.once import once


def followed(module: Any, wanted: Sequence[Wanted]) -> tuple[Call, ...]:
    """The calls of a forward on a batch of one, in the order in which they end.

    Layers of ``torch.nn`` are calls as they stand; in modules of anybody's own the functions count that they call.
    What keeps its input's shape and says nothing of sizes is no call. Raises UsageError where the forward fails.
    """
    holders = parted(module, opened).holders
    notes, _ = once(module, wanted, lambda count: _Notes(count, holders), TELLING)
    return tuple(notes.calls)


class _Known(NamedTuple):
    """A call of a layer of torch's own: its name, whether the name was called before, and what the layer is."""

    name: str
    again: bool
    module: Any
    type: str
    read: Read


@dataclass(slots=True)
class _Notes(Counted):
    """The calls of a run, in which ``holders`` are opened.

    ``places`` says for each event where what it gives comes from, by the places of calls.
    """

    holders: Mapping[str, Any]
    calls: list[Call] = field(default_factory=list)
    places: list[tuple[int, ...]] = field(default_factory=list)
    counted: set[int] = field(default_factory=set)
    uses: dict[str, int] = field(default_factory=dict)

    def begins(self, call: events.Call) -> None:
        """What was counted before belongs to no layer."""
        del call
        self.count.taken()

    def ends(self, call: events.Call) -> None:
        """A layer or function ran."""
        sources = tuple(one for origin in call.origins for place in origin for one in self._from(place))
        if call.kind == "module":
            known = _Known(call.name, call.again, call.what, call.type, modules.read(call.what))
            found = self._layer(known, call.inputs, call.output, sources)
        else:
            found = self._function(call, sources)
        if found is None:
            self.places.append(sources)
        else:
            self.places.append((len(self.calls),))
            self.calls.append(found)

    def _from(self, place: int) -> tuple[int, ...]:
        return self.places[place] if place >= 0 else (place,)

    def _layer(self, known: _Known, given: Sequence[Any], output: Any, sources: tuple[int, ...]) -> Call | None:
        """The call of a layer; None where it gives its only input on."""
        read, before, after = known.read, _shape(next(iter(given), None)), _shape(output)
        if read.layer is not None and (many := _samples(given)) > 1:
            read = replace(read, reason=f"what reaches it are {many} samples, though the network is given one")
        if read.keeps and len(sources) == 1 and after is not None and after == before:
            return None
        own = [part for part in known.module.parameters() if id(part) not in self.counted]
        self.counted.update(map(id, own))
        macs, _ = self.count.taken()
        return Call(
            known.name,
            known.type,
            Read(reason="it is given, or gives, more than one map") if read.keeps else read,
            sources,
            before if len(given) == 1 else None,
            after,
            sum(part.numel() for part in own),
            macs,
            again=known.again,
            frozen=any(not part.requires_grad for part in own),
        )

    def _function(self, call: events.Call, sources: tuple[int, ...]) -> Call | None:
        """The call of a function; None where nothing of the input goes in, or it gives the only tensor that does on."""
        if not sources:
            return None
        word, made = step(call.what)[0], list(tensors(call.output)) or [call.inputs[0]]
        given = [one for one, origin in zip(call.inputs, call.origins, strict=True) if any(map(self._from, origin))]
        if known := self._derived(word, call):
            return self._layer(known, given[:1], call.output, sources)
        before, after = _shape(given[0]), _shape(made[0]) if len(made) == 1 else None
        read = Read()
        if len(sources) == 1:
            if after is not None and after == before and functions.keeps(word, call.args, call.options):
                return None
            read = reshaped(word, given[0], made[0]) or functions.read(word, *_others(call))
        if read.keeps:
            return None
        return Call(call.name, word, read, sources, before, after, joins=join(word, call, given, after))

    def _derived(self, word: str, call: events.Call) -> _Known | None:
        """A function that is the forward of a class derived from a layer of torch's own, under the layer's name."""
        owner = self.holders.get(call.path)
        found = derived.layer(owner, word, call.args, call.options)
        if found is None:
            return None
        name = call.path or type_name(owner)
        self.uses[name] = uses = self.uses.get(name, 0) + 1
        return _Known(name if uses == 1 else f"{name}#{uses}", uses > 1, owner, *found)


def _samples(given: Sequence[Any]) -> int:
    """How many samples reach a layer."""
    return int(given[0].shape[0]) if given and given[0].dim() > 1 else 1


def _others(call: events.Call) -> tuple[Sequence[Any], dict[str, Any]]:
    """All arguments but the first, the tensor itself."""
    if call.args:
        return call.args[1:], dict(call.options)
    return (), {name: value for name, value in call.options.items() if name != "input"}


def _shape(value: Any) -> tuple[int, ...] | None:
    """Without the batch, which has to be one; None for anything but one tensor."""
    if isinstance(value, loaded().Tensor) and value.dim() > 1 and value.shape[0] == 1:
        return tuple(value.shape[1:])
    return None
