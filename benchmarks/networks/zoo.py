"""The classification networks of torchvision and timm: their names, how each is built, what is published of them."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

import torch
from torch.overrides import TorchFunctionMode

LIBRARIES = ("torchvision", "timm")
WITHOUT_HELPERS = {"googlenet": {"aux_logits": False, "init_weights": False}, "inception_v3": {"init_weights": False}}
"""torchvision publishes GoogLeNet's parameters without its auxiliary classifiers, and Inception-v3's with its own."""
FILLING = {"normal_", "uniform_", "trunc_normal_", "erfinv_", "kaiming_normal_", "kaiming_uniform_", "orthogonal_"}
_KEPT: list[Any] = []
"""What torch forgets as soon as nobody holds it."""


@dataclass(frozen=True, slots=True)
class Name:
    """A network by its library and its name there."""

    library: str
    name: str


@dataclass(frozen=True, slots=True)
class Published:
    """What torchvision publishes with its weights: parameters, and 10^9 multiply-adds to three decimals."""

    parameters: int
    billions: float


@cache
def library(name: str) -> Any:
    """The models of torchvision, or timm.

    PyPI's wheel of torchvision is compiled for one build of torch. Beside another, such as that for the CPU alone, its
    own operators are not there, and it cannot be imported; networks need none of them, so their names do.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            import_module("torchvision")
        except RuntimeError as error:
            if "torchvision::" not in str(error):
                raise
            _without_operators()
        return import_module("torchvision.models" if name == "torchvision" else name)


def _without_operators() -> None:
    """Imports torchvision beside a torch for which it was not compiled."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "torchvision"]:
        del sys.modules[name]
    _KEPT.append(torch.library.Library("torchvision", "FRAGMENT"))  # type: ignore[no-untyped-call] # torch has none
    for operator in ("nms", "qnms"):
        _KEPT[-1].define(f"{operator}(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")
    import_module("torchvision")


def names() -> Iterator[Name]:
    """All of them, in their libraries' order."""
    models = library("torchvision")
    yield from (Name("torchvision", name) for name in models.list_models(module=models))
    yield from (Name("timm", name) for name in library("timm").list_models())


class _Unfilled(TorchFunctionMode):
    """Leaves parameters as they are allocated: what they hold changes nothing that is asked here."""

    def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        if args and getattr(func, "__name__", "") in FILLING:
            return args[0]
        return func(*args, **(kwargs or {}))


def built(one: Name) -> Any:
    """The network, ready for evaluation, its parameters being whatever stood in memory."""
    with warnings.catch_warnings(), _Unfilled():
        warnings.simplefilter("ignore")
        if one.library == "torchvision":
            module = library("torchvision").get_model(one.name, weights=None, **_settings(one))
        else:
            module = library("timm").create_model(one.name, pretrained=False)
    return module.eval()


def _settings(one: Name) -> dict[str, Any]:
    """Arguments with which a network of torchvision is the one that its first weights are for."""
    if one.name.startswith("vit_"):
        return {"image_size": _crop(one)}
    return WITHOUT_HELPERS.get(one.name, {})


def input_shape(one: Name, module: Any) -> tuple[int, ...]:
    """Channels, height and width that the network was made for."""
    if one.library == "timm":
        return tuple(module.default_cfg.get("input_size") or (3, 224, 224))
    crop = _crop(one)
    return 3, crop, crop


def published(one: Name) -> Published | None:
    """What the library publishes of the network on that input, if anything."""
    if one.library == "timm":
        return None
    about = _weights(one).meta
    return Published(about["num_params"], about["_ops"])


def _crop(one: Name) -> int:
    return int(_weights(one).transforms().crop_size[0])


def _weights(one: Name) -> Any:
    """The first of torchvision's weights."""
    return next(iter(library("torchvision").get_model_weights(one.name)))
