"""Somebody's own module, run and watched: what each of its innermost modules gives, in the order in which they run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any

from quizgen.errors import UsageError
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


__all__ = ["ModuleCall", "Watched", "is_module", "watched"]
