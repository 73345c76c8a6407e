"""Somebody's own module, run and watched: what each of its innermost modules gives, in the order in which they run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any

from quizgen.errors import UsageError
from quizgen.oracle.probe import BORDER, NOTHING, Probe, start
from quizgen.oracle.probe_tensor import kind, marked
from quizgen.oracle.repeating import Profile
from quizgen.oracle.running import counting, loaded

Hook = Callable[[str, Any, Any], None]


@dataclass(frozen=True, slots=True)
class ModuleCall:
    """One call of an innermost module; a module's parameters count at its first call.

    ``output_shape`` is without the batch, None for anything but one tensor. ``macs`` are None for modules whose
    operations torch does not count one by one.
    """

    name: str
    type: str
    output_shape: tuple[int, ...] | None
    parameters: int
    macs: int | None
    again: bool


@dataclass(slots=True)
class Watched:
    """All calls of a run, what the whole module has and does, and the names of parameters that no call counted."""

    calls: list[ModuleCall] = field(default_factory=list)
    parameters: int = 0
    macs: int = 0
    elsewhere: tuple[str, ...] = ()


def is_module(value: object) -> bool:
    """Whether something is a ``torch.nn.Module``."""
    return isinstance(value, loaded().nn.Module)


def innermost(module: Any) -> dict[str, Any]:
    """The modules without modules inside, by name; those that torch runs as a whole count as such."""
    nn = loaded().nn
    found: dict[str, Any] = {}

    def visit(one: Any, name: str) -> None:
        whole = isinstance(one, nn.MultiheadAttention) or nn.utils.parametrize.is_parametrized(one)
        children = [] if whole else list(one.named_children())
        if not children and not isinstance(one, (nn.Sequential, nn.ModuleList, nn.ModuleDict)):
            found[name or type(one).__name__] = one
        for child, inner in children:
            visit(inner, f"{name}.{child}" if name else child)

    visit(module, "")
    return found


@contextmanager
def _hooked(module: Any, before: Hook | None, after: Hook) -> Iterator[None]:
    """Calls ``before`` and ``after`` with name, module and output around every call of an innermost module."""
    training = {id(one): one.training for one in module.modules()}
    done = set()
    with ExitStack() as stack:
        for name, one in innermost(module).items():
            if id(one) in done:
                continue
            done.add(id(one))
            if before:
                stack.callback(one.register_forward_pre_hook(lambda m, _, name=name: before(name, m, None)).remove)
            stack.callback(one.register_forward_hook(lambda m, _, out, name=name: after(name, m, out)).remove)
        module.eval()
        try:
            yield
        finally:
            for one in module.modules():
                one.training = training.get(id(one), False)


def watched(module: Any, shape: Sequence[int]) -> Watched:
    """The module run in evaluation on one sample of zeros.

    Raises UsageError, naming the innermost module that ran last, where the forward fails.
    """
    torch = loaded()
    found, counted, uses = Watched(), set[int](), dict[str, int]()
    state: dict[str, Any] = {"name": "", "flops": 0}
    kinds = [one.dtype for one in module.parameters() if one.is_floating_point()]
    signal = torch.zeros(1, *shape, dtype=kinds[0] if kinds else torch.float32)

    def before(name: str, one: Any, _: object) -> None:
        del one
        state.update(name=name, flops=counter.get_total_flops())

    def after(name: str, one: Any, output: Any) -> None:
        own = [part for part in one.parameters() if id(part) not in counted]
        counted.update(map(id, own))
        uses[name] = uses.get(name, 0) + 1
        spent = (counter.get_total_flops() - state["flops"]) // 2
        found.calls.append(
            ModuleCall(
                name=name if uses[name] == 1 else f"{name}#{uses[name]}",
                type=type(one).__name__,
                output_shape=tuple(output.shape[1:]) if isinstance(output, torch.Tensor) else None,
                parameters=sum(part.numel() for part in own),
                macs=None if isinstance(one, (torch.nn.RNNBase, torch.nn.MultiheadAttention)) else spent,
                again=uses[name] > 1,
            )
        )
        state["name"] = ""

    with torch.inference_mode(), counting() as counter, _hooked(module, before, after):
        try:
            module(signal)
        except Exception as error:
            raise _failed(module, shape, state["name"], error) from error
    found.macs = int(counter.get_total_flops()) // 2
    found.parameters = sum(part.numel() for part in module.parameters())
    found.elsewhere = tuple(name for name, part in module.named_parameters() if id(part) not in counted)
    return found


def _failed(module: Any, shape: Sequence[int], name: str, error: Exception) -> UsageError:
    place = f"its layer {name}" if name else "its forward"
    words = " ".join(str(error).split()) or type(error).__name__
    size = "x".join(map(str, shape))
    return UsageError(f"{type(module).__name__} cannot take an input of {size}: {place} says '{words}'")


@dataclass(slots=True)
class Looked:
    """One run on marks: the profile of each call's maps along the probed axis, as far as the run came.

    A call whose output is not a map of the input's axes has only the hull of all that its units see, as one unit.
    ``reason`` says why there is no more.
    """

    profiles: list[Profile | None]
    maps: list[bool]
    shapes: list[tuple[int, ...]]
    probe: Probe
    reason: str = ""


def looked(module: Any, shape: Sequence[int], which: int, first: Sequence[tuple[int, int]] | None = None) -> Looked:
    """The module run on marks along one axis; ``first`` are the ratios of the run on the input as it was given."""
    torch = loaded()
    probe = Probe(which, len(shape) - 1, first)
    found = Looked([], [], [], probe)

    def after(name: str, one: Any, output: Any) -> None:
        del name, one
        if not isinstance(output, kind()):
            probe.lose("code that cannot be followed" if isinstance(output, torch.Tensor) else "several outputs in one")
        if probe.lost:
            found.profiles.append(None)
            found.maps.append(False)
            found.shapes.append(())
            return
        plain = output.as_subclass(torch.Tensor)
        is_map = plain.dim() == 2 + probe.axes
        found.profiles.append(_profile(plain, which) if is_map or plain.dim() == 2 else None)
        found.maps.append(is_map)
        found.shapes.append(tuple(plain.shape[1:]))

    with torch.no_grad(), _hooked(module, None, after):
        try:
            module(marked(start(shape, which).contiguous(), probe))
        except Exception as error:  # noqa: BLE001 - whatever somebody's forward raises
            found.reason = str(error)
    return found


def _profile(marks: Any, which: int) -> Profile:
    """What units see along an axis, whatever their channel and their place on the other axes."""
    if marks.dim() == 2:
        rows = marks.amax(1, keepdim=True)
    else:
        if marks.stride(1) == 0:
            marks = marks[:, :1]
        rows = marks.amax([dim for dim in range(1, marks.dim()) if dim != 2 + which])
    last, first, border = rows.tolist()
    stretches = tuple(
        None if high == NOTHING else (round(-low), round(high)) for low, high in zip(first, last, strict=True)
    )
    return Profile(stretches, tuple(mark <= 0 for mark in (border if marks.dim() > 2 else [1])))


__all__ = ["BORDER", "Looked", "ModuleCall", "Watched", "innermost", "is_module", "looked", "watched"]
