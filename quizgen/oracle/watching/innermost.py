"""The parts of somebody's own module: those that are told as one layer each, and those that hold them."""

from __future__ import annotations

from typing import Any

from quizgen.oracle.running import loaded

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


def innermost(module: Any) -> dict[str, Any]:
    """The modules without modules inside, by name; those that torch runs as a whole count as such.

    The module itself is one where it is torch's own, such as ``Conv2d``: what a class of somebody's own does in its
    forward is told function by function.
    """
    found: dict[str, Any] = {}
    _visit(module, "", found, {}, set())
    return found


def containers(module: Any) -> dict[str, Any]:
    """The modules that hold others, by name, the module itself among them as "" unless it is innermost."""
    found: dict[str, Any] = {}
    _visit(module, "", {}, found, set())
    return found


def _visit(one: Any, name: str, inner: dict[str, Any], outer: dict[str, Any], seen: set[int]) -> None:
    if id(one) in seen:
        return
    seen.add(id(one))
    inside = children(one)
    if inside or _only_holds(one) or (not name and not _torch_s_own(one)):
        outer[name] = one
    else:
        inner[name or type_name(one)] = one
    for child, part in inside:
        _visit(part, f"{name}.{child}" if name else child, inner, outer, seen)


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
