"""A tensor of marks: it has the shape that a real one has and no numbers, and knows how far its units see.

Whatever a module's forward does arrives here as operations of torch's library. One that has no rule is never guessed
at: what it gives is lost, with the reason, and so is all that comes of that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
from msgspec import Struct

from quizgen.oracle.probing.calls import FUNCTIONS, RULES, Call, Gate, Gathered, Lost, Made, Probe, Untold, bound
from quizgen.oracle.probing.first_dispatch import settle
from quizgen.oracle.probing.rules.indexing import written
from quizgen.oracle.probing.seen import ROWS, Seen, nothing, slim
from quizgen.oracle.probing.shaping import reshaped
from quizgen.oracle.probing.straight import straight
from quizgen.oracle.running import loaded
from quizgen.oracle.watching.flow import tensors

ASKING = frozenset(
    [
        *("numpy", "tolist", "item", "__bool__", "__float__", "__int__", "__index__", "__array__", "__complex__"),
        "__contains__",
    ]
)


@cache
def kind() -> Any:
    """The class of tensors of marks; torch is imported late."""
    torch = loaded()
    settle()

    class Marked(torch.Tensor):  # type: ignore[misc, name-defined]  # torch is imported late
        probe: Probe
        seen: tuple[Seen, ...]
        lost: str
        gates: tuple[Gate, ...]
        origin: Any

        @classmethod
        def __torch_function__(
            cls, function: Any, types: object, args: Sequence[Any] = (), kwargs: dict[str, Any] | None = None
        ) -> Any:
            del types
            return _called(function, args, kwargs or {})

        @classmethod
        def __torch_dispatch__(
            cls, operation: Any, types: object, args: Sequence[Any] = (), kwargs: dict[str, Any] | None = None
        ) -> Any:
            del types
            return _dispatched(operation, args, kwargs or {})

        def __repr__(self, **_: object) -> str:
            return f"Marked({tuple(self.shape)})"

    return Marked


def marked(made: Made, probe: Probe, lost: str = "", gates: tuple[Gate, ...] = ()) -> Any:
    """A tensor of a shape that knows what its units see."""
    torch = loaded()
    found = torch.Tensor._make_wrapper_subclass(  # noqa: SLF001 - torch names no other way
        kind(), made.shape, dtype=made.dtype or torch.float32
    )
    found.probe, found.seen, found.lost, found.gates, found.origin = probe, made.seen, lost, gates, None
    return found


def seen_of(value: Any) -> tuple[Seen, ...] | None:
    """What a tensor's units see along each axis of the input; None for one without marks."""
    if not isinstance(value, kind()):
        return None
    _updated(value)
    found: tuple[Seen, ...] = value.seen
    return found


MOST = 2**22
"""So many numbers a tensor may have of which a part is written."""

SAME_ORDER = frozenset({"alias", "detach", "view", "_unsafe_view", "_reshape_alias", "unsqueeze", "squeeze"})


class View(Struct):
    """How a tensor came from another one whose memory it shares: its ``number``-th part by an operation."""

    base: Any
    operation: Any
    options: tuple[tuple[Any, ...], dict[str, Any]]
    number: int
    version: int = 0

    def __post_init__(self) -> None:
        """As it stands now."""
        self.version = getattr(self.base, "version", 0)

    def _of(self, tensor: Any) -> Any:
        found = self.operation(tensor, *self.options[0], **self.options[1])
        return found[self.number] if isinstance(found, tuple | list) else found

    def again(self) -> Any:
        """The same part of what is there now."""
        return self._of(self.base)

    def put(self, part: Any, which: int) -> Seen:
        """The whole with what the part sees now. Raises Lost where it is too large."""
        base, seen = self.base, part.seen[which]
        if self.operation.overloadpacket.__name__ in SAME_ORDER:
            return reshaped(seen, tuple(part.shape), tuple(base.shape))
        dim = self.options[0][0] % base.dim() if self.options[0] and isinstance(self.options[0][0], int) else 0
        map_of = base.dim() - base.probe.axes, which
        match self.operation.overloadpacket.__name__:
            case "slice":
                place = slice(*(self.options[0][1:4] or (None,)))
                return written(base.seen[which], seen, dim, (base.shape[dim], place), map_of)
            case "select":
                at = self.options[0][1] % base.shape[dim]
                given = np.expand_dims(seen, 1 + dim)
                return written(base.seen[which], given, dim, (base.shape[dim], slice(at, at + 1)), map_of)
        if base.numel() > MOST:
            raise Lost("writing into a part of so large a tensor")
        places = self._of(loaded().arange(base.numel()).reshape(base.shape)).flatten().numpy()
        found: Seen = np.broadcast_to(base.seen[which], (ROWS, *base.shape)).reshape(ROWS, -1).copy()
        found[:, places] = np.broadcast_to(seen, (ROWS, *part.shape)).reshape(ROWS, -1)
        return slim(found.reshape(ROWS, *base.shape), range(base.dim()))


def _called(function: Any, args: Sequence[Any], kwargs: dict[str, Any]) -> Any:
    name = getattr(function, "__name__", str(function))
    given = [one for one in tensors([*args, *kwargs.values()]) if isinstance(one, kind())]
    with loaded()._C.DisableTorchFunctionSubclass():  # noqa: SLF001 - torch names no other way
        if not given or name == "__get__":
            return function(*args, **kwargs)
        probe: Probe = given[0].probe
        probe.word = name.strip("_") or name
        if name in ASKING:
            raise Untold(probe.word)
        if name not in FUNCTIONS:
            operation = straight(name, args, kwargs)
            if operation is None:
                return function(*args, **kwargs)
            result = _dispatched(*operation, {})
            return result[0] if isinstance(result, tuple) else result
        rule, names = FUNCTIONS[name]
        options = {**dict.fromkeys(names), **dict(zip(names, args, strict=False)), **kwargs}
        call = Call(probe, name, options, seen_of)
        try:
            found = rule(call)
        except Lost as error:
            before = next((one.lost for one in given if one.lost), "")
            return _lost(function(*args, **kwargs), before or str(error))
        if found is None:
            return function(*args, **kwargs)
        result = _wrapped(found, probe, call, given)
        return _written(given[0], result) if options.get("inplace") is True else result


def _lost(result: Any, reason: str) -> Any:
    """What a function gives, of which nothing can be told."""
    for one in tensors([result]):
        if isinstance(one, kind()):
            one.lost = reason
    return result


def _dispatched(operation: Any, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
    options = bound(operation, args, kwargs)
    given = [one for one in tensors(options) if isinstance(one, kind())]
    probe: Probe = given[0].probe
    full = operation.overloadpacket.__name__
    inside = full.endswith("_") and not full.endswith("__")
    call = Call(probe, full.removesuffix("_") if inside else full, options, seen_of)
    try:
        found = _rule(call, operation)(call)
        lost = next((one.lost for one in given if one.lost), "")
    except Lost as error:
        lost = next((one.lost for one in given if one.lost), str(error))
        found = _blank(operation, args, kwargs, probe)
    result = _wrapped(found, probe, call, given, lost)
    if inside:
        return _written(args[0], result)
    if operation.is_view and isinstance(args[0], kind()):
        parts = result if isinstance(result, tuple) else [result]
        for number, one in enumerate(parts):
            one.origin = View(args[0], operation, (tuple(args[1:]), dict(kwargs)), number)
    return result


def _rule(call: Call, operation: Any) -> Any:
    found = RULES.get(call.name)
    if found is None and loaded().Tag.pointwise in operation.tags:
        return RULES["pointwise"]
    if found is None:
        raise Lost(f"the function {call.probe.word or call.name}")
    return found


def _wrapped(found: Any, probe: Probe, call: Call, given: Sequence[Any], lost: str = "") -> Any:
    """What a rule gives as tensors, with where everything comes together."""
    lost = lost or next((one.lost for one in given if one.lost), "")
    if isinstance(found, Made):
        return marked(found, probe, lost, _gates(found, probe, given))
    if isinstance(found, list | tuple):
        return tuple(None if one is None else _wrapped(one, probe, call, given, lost) for one in found)
    return found


def _gates(made: Made, probe: Probe, given: Sequence[Any]) -> tuple[Gate, ...]:
    if isinstance(made, Gathered):
        gate = Gate()
        probe.gates.append(gate)
        return (gate,)
    found: tuple[Gate, ...] = given[0].gates
    for one in given[1:]:
        if one.gates and one.gates is not found:
            found = (*found, *(gate for gate in one.gates if all(gate is not other for other in found)))
    return found


def _blank(operation: Any, args: Sequence[Any], kwargs: Mapping[str, Any], probe: Probe) -> Any:
    """What an operation without a rule gives: torch tells its shape."""
    try:
        found = operation(*map(_bare, args), **{key: _bare(one) for key, one in kwargs.items()})
    except Exception as error:
        raise Untold(probe.word) from error
    return _unseen(found, probe)


def _unseen(found: Any, probe: Probe) -> Any:
    if isinstance(found, loaded().Tensor):
        return Made(tuple(found.shape), (nothing(found.dim()),) * probe.axes, found.dtype)
    if isinstance(found, list | tuple):
        return [_unseen(one, probe) for one in found]
    return found


def _bare(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return type(value)(map(_bare, value))
    if isinstance(value, loaded().Tensor):
        return loaded().empty(value.shape, dtype=value.dtype, device="meta")
    return loaded().device("meta") if isinstance(value, loaded().device) else value


def _written(target: Any, result: Any) -> Any:
    """Puts a result where a tensor was changed in place, and into what that tensor is a view of."""
    target.seen, target.lost, target.gates = result.seen, result.lost, result.gates
    target.version = getattr(target, "version", 0) + 1
    view: View | None = target.origin
    if view is not None:
        base = view.base
        try:
            seen, lost = tuple(view.put(target, which) for which in range(target.probe.axes)), base.lost or result.lost
        except Lost as error:
            seen, lost = base.seen, base.lost or result.lost or str(error)
        gates = (*base.gates, *(gate for gate in result.gates if all(gate is not other for other in base.gates)))
        _written(base, marked(Made(tuple(base.shape), seen, base.dtype), target.probe, lost, gates))
        view.version = base.version
    return target


def _updated(value: Any) -> None:
    """Looks again where a view is of a tensor that was changed in place since."""
    view: View | None = value.origin
    if view is None:
        return
    _updated(view.base)
    if getattr(view.base, "version", 0) != view.version:
        again = view.again()
        value.seen, value.lost, value.gates = again.seen, again.lost, again.gates
        view.version = view.base.version
