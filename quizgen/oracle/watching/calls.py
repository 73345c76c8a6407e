"""The calls of one run of a module, as they are made and told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeAlias

from msgspec import Struct, field

from quizgen.oracle.running import loaded
from quizgen.oracle.watching.flow import Flow, tensors

Kind: TypeAlias = Literal["module", "function"]
Given: TypeAlias = tuple[Sequence[Any], Mapping[str, Any]]
"""What is given by place, and by name."""


class Call(Struct):
    """One call: ``what`` is the module or the function that runs.

    It is given ``args`` and ``options``; ``inputs`` are all tensors among these, ``output`` is what it gives, None
    until it has. ``place`` counts calls from 0. ``origins`` are for each input the places of the calls that it comes
    from, through views and whatever else is not told, and -1, -2, ... for the first, second, ... tensor among the
    inputs of the whole module. ``again`` says that the name was called before: ``relu#2`` is the second call of
    ``relu``. ``path`` names the module in whose forward a function is called; of a layer it is the name, whichever call
    it is.
    """

    place: int
    kind: Kind
    name: str
    type: str
    what: Any
    path: str
    again: bool
    args: Sequence[Any]
    options: Mapping[str, Any]
    inputs: tuple[Any, ...]
    origins: tuple[tuple[int, ...], ...]
    output: Any = None

    @property
    def sources(self) -> tuple[int, ...]:
        """The places that any of the inputs comes from, each once."""
        return tuple(sorted({place for places in self.origins for place in places}))


class Listener:
    """What hears of calls; all of it may be left out."""

    def begins(self, call: Call) -> None:
        """A call, before it runs. A function that turns out to make nothing new begins and never ends."""

    def ends(self, call: Call) -> None:
        """A call, after it ran."""

    def rests(self, *, on: bool) -> None:
        """From here on, or no longer, what is made comes from no input: weights from weights, or a constant."""


class Run(Struct):
    """One run as far as it came: how many calls ended, and which one was being made, if any, when it stopped.

    Functions of the words ``untold`` are no calls. ``reads`` tells of constants that a forward gives to functions
    between layers, by their id, before which call it first does; ``strangers`` are parameters that it gives them and
    does not hold, by their id. ``left`` names the function by which a forward leaves torch, where it does.
    """

    listener: Listener
    flow: Flow
    untold: frozenset[str]
    calls: int = 0
    current: Call | None = None
    path: list[str] = field(default_factory=list)
    inside: bool = False
    changed: list[Any] = field(default_factory=list)
    uses: dict[str, int] = field(default_factory=dict)
    reads: dict[int, int] = field(default_factory=dict)
    strangers: set[int] = field(default_factory=set)
    left: str = ""

    def call(self, kind: Kind, own: tuple[str, str], what: Any, given: Given) -> Call:
        """The next call; ``own`` are its name, or a function's word, and its type. It counts when it has ended."""
        name, inputs = own[0], tuple(tensors(given))
        path = self.path[-1] if self.path else ""
        if kind == "function":
            name = f"{path}.{name}" if path else name
        again = name in self.uses
        told = f"{name}#{self.uses[name] + 1}" if again else name
        origins = tuple(self.flow.places([one]) for one in inputs)
        return Call(
            self.calls, kind, told, own[1], what, path if kind == "function" else name, again, *given, inputs, origins
        )

    def begin(self, call: Call, changed: list[Any]) -> None:
        """Tells of a call that is about to run; ``changed`` are the tensors that it changes where they are."""
        self.current, self.changed = call, changed
        self.listener.begins(call)

    def drop(self) -> None:
        """The current call is none after all."""
        self.current, self.changed = None, []

    def end(self, call: Call, output: Any) -> Any:
        """Tells of a call that ran; gives its output, in which no tensor is one that went in."""
        name = call.name.rpartition("#")[0] if call.again else call.name
        self.uses[name] = self.uses.get(name, 0) + 1
        call.place, self.calls = self.calls, self.calls + 1
        for one in self.changed:
            self.flow.write(one, [call.place])
        output = _apart(output, call.inputs)
        for one in tensors(output):
            self.flow.set(one, [call.place])
        call.output = output
        self.current, self.changed = None, []
        self.listener.ends(call)
        return output


class Stopped(Exception):  # noqa: N818 - it tells of a run, the error is its cause
    """A forward raised ``error``; ``run`` is how far it came."""

    def __init__(self, run: Run, error: Exception) -> None:
        super().__init__(str(error))
        self.run, self.error = run, error


def _apart(output: Any, inputs: tuple[Any, ...]) -> Any:
    """The output, in which a tensor that went in stands as a view of its own: ``Identity`` is a call like others."""
    if isinstance(output, loaded().Tensor):
        return output.view_as(output) if any(output is one for one in inputs) else output
    if type(output) in {tuple, list}:
        return type(output)(_apart(part, inputs) for part in output)
    return output
