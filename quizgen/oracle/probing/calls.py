"""One operation of torch on marked tensors, as a rule meets it, and the rules by the operation's name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache, partial
from typing import Any, TypeAlias

from msgspec import Struct, field

from quizgen.oracle.probing.seen import Seen, Shape, globalised, has_windows, nothing, sees_all
from quizgen.oracle.watching.flow import tensors


class Lost(Exception):  # noqa: N818 - it is caught wherever it is raised
    """What an operation makes of what units see cannot be told; the text says of what, such as "a flip"."""


class Untold(Exception):  # noqa: N818 - it ends a run
    """A forward asks for a number that it has only on a real input; the text is the function that asks."""


class Misfit(Exception):  # noqa: N818 - it ends a run, as torch's own error would
    """An operation cannot take tensors of these shapes."""


def fit(ours: object, theirs: object, what: str) -> None:
    """Raises Misfit where two sizes that must agree do not."""
    if ours != theirs:
        raise Misfit(f"{what}: {ours} and {theirs}")


class Gate(Struct):
    """A place where everything comes together; it gets the name of the layer in which that happened."""

    name: str = ""


class Probe(Struct):
    """One run of a module on marks along each of its input's ``axes``.

    The input is ``factors`` times as long as it was given. ``first`` are the lengths before and after each operation
    with a fixed output size, in their order, on the input as it was given; ``ratios`` are those of this run.

    ``decided`` are the axes along which each operation that brings units together has brought together everything, in
    their order, and ``forced`` those of another run, which hold for this one: on a small map a window may look like
    everything. ``uneven`` says that a map was resized in steps that only seem to repeat on a short one. ``word`` is the
    function that the forward called last, and ``gates`` are those that have no name yet.
    """

    axes: int
    first: Sequence[tuple[int, int]] | None = None
    factors: Sequence[int | Fraction] = ()
    ratios: list[tuple[int, int]] = field(default_factory=list)
    forced: Sequence[tuple[bool, ...]] = ()
    decided: list[tuple[bool, ...]] = field(default_factory=list)
    uneven: bool = False
    word: str = ""
    gates: list[Gate] = field(default_factory=list)

    def fixed(self, before: int, after: int) -> tuple[int, int]:
        """Notes the lengths around an operation with a fixed output size; gives those of the first run."""
        self.ratios.append((before, after))
        if self.first is None or len(self.ratios) > len(self.first):
            return before, after
        return self.first[len(self.ratios) - 1]


class Made(Struct, frozen=True):
    """A tensor that an operation gives: its shape, what is seen along each axis, and torch's type of its numbers."""

    shape: Shape
    seen: tuple[Seen, ...]
    dtype: Any = None


Result: TypeAlias = Made | Sequence[Made | None] | int
See: TypeAlias = Callable[[Any], Seen]


class Call(Struct):
    """One operation: its options by name, as torch's schema has them."""

    probe: Probe
    name: str
    options: Mapping[str, Any]
    marks: Callable[[Any], tuple[Seen, ...] | None]

    def __getitem__(self, name: str) -> Any:
        return self.options[name]

    def get(self, name: str, default: Any = None) -> Any:
        """An option that not all overloads have."""
        return self.options.get(name, default)

    def see(self, value: Any, which: int) -> Seen:
        """What a tensor sees; one without marks sees nothing."""
        found = self.marks(value)
        return found[which] if found is not None else nothing(value.dim())

    def each(self, make: Callable[[See, int], Seen]) -> tuple[Seen, ...]:
        """What ``make`` gives for each axis of the input, from what tensors see along it."""
        return tuple(make(partial(self.see, which=which), which) for which in range(self.probe.axes))

    def kept(self, value: Any = None) -> Made:
        """The tensor as it is, or with what it sees."""
        one = self["self"] if value is None else value
        return Made(tuple(one.shape), self.each(lambda see, _: see(one)), one.dtype)

    def tensors(self) -> Iterator[Any]:
        """All tensors among the options."""
        return tensors(self.options)


Rule: TypeAlias = Callable[[Call], Result]
RULES: dict[str, Rule] = {}
"""By the name of the operation in torch's library, without the underscore at its end where it works in place."""
FUNCTIONS: dict[str, tuple[Rule, tuple[str, ...]]] = {}
"""By the name of a function in Python, taken before torch parts it into operations, with the names of its arguments."""


def rule(*names: str, mixing: bool = False) -> Callable[[Rule], Rule]:
    """Registers a rule; one that is ``mixing`` brings units together, and may bring together all there are."""

    def register(made: Rule) -> Rule:
        for name in names:
            RULES[name] = _mixed(made) if mixing else made
        return made

    return register


def function(name: str, arguments: str, *, mixing: bool = False) -> Callable[[Rule], Rule]:
    """Registers a rule for a function in Python with the names of its arguments."""

    def register(made: Rule) -> Rule:
        FUNCTIONS[name] = (_mixed(made) if mixing else made, tuple(arguments.split()))
        return made

    return register


def _mixed(made: Rule) -> Rule:
    def found(call: Call) -> Result:
        result = made(call)
        if isinstance(result, Made):
            first: Made = collected(call, [result])[0]
            return first
        if not isinstance(result, list):
            return result
        return collected(call, result)

    return found


def collected(call: Call, results: Sequence[Any]) -> list[Any]:
    """Results, as seen by way of the whole map where units come together that see all of it."""
    before = [marks for value in call.tensors() if (marks := call.marks(value)) is not None]
    probe = call.probe
    number = len(probe.decided)
    forced = probe.forced[number] if number < len(probe.forced) else None
    decided = [False] * probe.axes
    found = []
    for made in results:
        seen = list(made.seen) if isinstance(made, Made) else []
        changed = False
        for which, after in enumerate(seen):
            if forced is None:
                whole = sees_all([marks[which] for marks in before], after)
            else:
                whole = forced[which] and has_windows(after)
            if whole:
                seen[which], changed = globalised(after), True
                decided[which] = True
        found.append(Gathered(made.shape, tuple(seen), made.dtype) if changed else made)
    probe.decided.append(tuple(decided))
    return found


class Gathered(Made, frozen=True):
    """A tensor in which everything came together just now."""


@cache
def arguments(operation: Any) -> tuple[tuple[str, Any], ...]:
    """The names of an operation's arguments with what stands for them by default."""
    return tuple(
        (one.name, one.default_value if one.has_default_value() else None)
        for one in operation._schema.arguments  # noqa: SLF001 - torch names no other way
    )


def bound(operation: Any, args: Sequence[Any], kwargs: Mapping[str, Any]) -> dict[str, Any]:
    """All options of an operation by name."""
    names = arguments(operation)
    found = dict(names)
    found.update(zip((name for name, _ in names), args, strict=False))
    found.update(kwargs)
    return found
