"""The parts of somebody's own module: those that are told as one layer each, and those that hold them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from msgspec import Struct, field

from quizgen.oracle.running import loaded

Opening: TypeAlias = Callable[..., Sequence[tuple[str, Any]] | None]
"""Gives the modules inside of a part that is opened, by name, and None for one that is told as one layer.

It is given the part, and ``whole`` which says that this is all of the module.
"""

OWN = "torch.nn."
LAYERS = frozenset(
    {
        "activation",
        "batchnorm",
        "conv",
        "dropout",
        "instancenorm",
        "linear",
        "normalization",
        "padding",
        "pooling",
        "rnn",
        "sparse",
        "upsampling",
    }
)
"""Rooms of ``torch.nn.modules`` that hold nothing but layers."""


def is_module(value: object) -> bool:
    """Whether something is a ``torch.nn.Module``."""
    return isinstance(value, loaded().nn.Module)


def type_name(module: Any) -> str:
    """The name of its class, that of the layer itself where torch has put a parametrization around it."""
    parametrize = loaded().nn.utils.parametrize
    kind = parametrize.type_before_parametrizations(module)
    return str(getattr(module, "original_name", None) or kind.__name__)


def children(module: Any) -> list[tuple[str, Any]]:
    """The modules inside with their names; none where all of it is one layer, and never what makes weights.

    One layer is what torch runs as a whole, and a class of somebody's own that is one of torch's layers and something
    more, such as a ``BatchNorm2d`` with its activation.
    """
    torch = loaded()
    if isinstance(module, torch.jit.ScriptModule) or any(map(_is_layer, type(module).__mro__)):
        return []
    made = torch.nn.utils.parametrize.is_parametrized(module)
    return [(name, one) for name, one in module.named_children() if not (made and name == "parametrizations")]


def opened(module: Any, *, whole: bool) -> Sequence[tuple[str, Any]] | None:
    """The modules inside; None where there are none, those that torch runs as a whole included.

    The whole module is one layer only where it is torch's own, such as ``Conv2d``: what a class of somebody's own does
    in its forward is told function by function.
    """
    inside = children(module)
    return inside if inside or _only_holds(module) or (whole and not _torch_s_own(module)) else None


class Parts(Struct):
    """A module's parts by name, each once: ``layers`` are told as one call each, ``holders`` are opened.

    The module itself is among the holders as "", or the only layer under the name of its class.
    """

    layers: dict[str, Any] = field(default_factory=dict)
    holders: dict[str, Any] = field(default_factory=dict)


def parted(module: Any, opening: Opening = opened) -> Parts:
    """The parts of a module."""
    found = Parts()
    _visit(module, "", opening, found, set())
    return found


def _visit(one: Any, name: str, opening: Opening, found: Parts, seen: set[int]) -> None:
    if id(one) in seen:
        return
    seen.add(id(one))
    inside = opening(one, whole=not name)
    if inside is None:
        found.layers[name or type_name(one)] = one
        return
    found.holders[name] = one
    for child, part in inside:
        _visit(part, f"{name}.{child}" if name else child, opening, found, seen)


def _is_layer(kind: type[Any]) -> bool:
    """Whether a class is one of torch's layers, which have no modules inside but what attention projects with."""
    room = kind.__module__.removeprefix("torch.nn.modules.")
    return kind.__module__ == f"torch.nn.modules.{room}" and room in LAYERS


def _only_holds(one: Any) -> bool:
    nn = loaded().nn
    return isinstance(one, nn.Sequential | nn.ModuleList | nn.ModuleDict | nn.ParameterList | nn.ParameterDict)


def _torch_s_own(one: Any) -> bool:
    kind = loaded().nn.utils.parametrize.type_before_parametrizations(one)
    return bool(kind.__module__.startswith(OWN)) or isinstance(one, loaded().jit.ScriptModule)
