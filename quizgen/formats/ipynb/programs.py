"""Programs that find an item's key with real PyTorch layers, from what its JSON gives: one template for each word.

What an item ``asks`` is the name of its template, ``which_...`` where layers are on offer. The program's last lines say
``answer:``, but for an item about a program: that says what it prints.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from string import ascii_uppercase
from typing import Any

from jinja2 import UndefinedError
from markupsafe import Markup

from quizgen import resources
from quizgen.answers.encoding import value_json
from quizgen.formats.ipynb import networks, ones
from quizgen.formats.ipynb.networks import INDENT, NOTHING, Given
from quizgen.formats.json import dumped
from quizgen.layers import Layer
from quizgen.model import Question
from quizgen.templating import PYTHON, Templates

FOLDER = "ipynb/code"
_BACK: Mapping[str, int] = {"depth": -3, "height": -2, "width": -1}
"""Where the number of an axis stands, from the end."""
_READ = ("in_channels", "in_features", "num_features")
"""What says how much a layer reads."""


def program(question: Question) -> str | None:
    """The program; nothing for items in words, and for those of plug-ins that our templates do not know.

    A plug-in may use a word of ours with other ``params``: then what the template needs is not there.
    """
    options = layers_on_offer(question)
    name = f"which_{question.asks}" if options else question.asks
    if name not in known():
        return None
    params: dict[str, Any] = json.loads(dumped(question.params))
    given = {"params": params, "asks": question.asks, "options": options, "classes": networks.classes(_layers(params))}
    try:
        return Templates(PYTHON).render(f"{FOLDER}/{name}.py.j2", **given, **_WRITERS).strip() + "\n"
    except UndefinedError:
        return None


@cache
def known() -> frozenset[str]:
    """The words that have a template."""
    return frozenset(file.name.removesuffix(".py.j2") for file in (resources.templates() / FOLDER).glob("*.py.j2"))


def layers_on_offer(question: Question) -> list[tuple[str, Any]]:
    """Each layer that is an option, as the JSON has it, behind its letter; nothing where options are no layers."""
    options = question.options
    if not options or not all(isinstance(option.value, Layer) for option in options):
        return []
    return [(letter, value_json(option.value)) for letter, option in zip(ascii_uppercase, options, strict=False)]


def _layers(params: Mapping[str, Any]) -> list[Given]:
    """All layers that the item gives."""
    several = params.get("networks", {}).values()
    return [*params.get("layers", ()), *(layer for layers in several for layer in layers)]


def _source(code: str) -> Markup:
    """Code of ours, whose numbers and words are literals."""
    return Markup(code)  # noqa: S704 - see above


def _network(layers: Sequence[Given], asked: Mapping[str, str] = NOTHING) -> Markup:
    return _source(networks.network(layers, asked))


def _layer(given: Given) -> Markup:
    return _source(networks.call({name: value for name, value in given.items() if name != "times"}))


def _deeper(code: Markup) -> Markup:
    """Code that stands one step further in, but for its first line."""
    return _source(str(code).replace("\n", f"\n{INDENT}"))


def _wider(params: Mapping[str, Any]) -> Given:
    """The layer with so many times as many channels, in other groups."""
    old: Given = params["layer"]
    channels = {name: params["times"] * old[name] for name in ("in_channels", "out_channels")}
    return {**old, **channels, "groups": params["new_groups"]}


def _altered(params: Mapping[str, Any]) -> list[Given]:
    """The layers with a change of one of them; those behind it find out by themselves how much they read."""
    place, argument, value = (params["change"][name] for name in ("row", "argument", "value"))
    before, changed, behind = params["layers"][: place - 1], params["layers"][place - 1], params["layers"][place:]
    return [*before, {**changed, argument: value}, *map(_lazy, behind)]


def _lazy(layer: Given) -> Given:
    kept = {name: given for name, given in layer.items() if name not in _READ}
    alone = len(kept) == len(layer) or layer.get("groups", 1) != 1
    return layer if alone else {**kept, "type": f"Lazy{layer['type']}"}


def _features(layers: Sequence[Given]) -> list[Given]:
    """The layers before the map is flattened."""
    kinds = [layer["type"] for layer in layers]
    return list(layers[: kinds.index("Flatten")])


def _along(params: Mapping[str, Any]) -> list[Given]:
    """The layers with the axis that is asked for in the first place."""
    if "layers" not in params:
        raise UndefinedError("there are no layers")
    last = _BACK.get(params.get("axis", ""))
    if last is None:
        return list(params["layers"])
    return [
        {name: value[last:] if isinstance(value, list) else value for name, value in layer.items()}
        for layer in params["layers"]
    ]


def _axes(flips: Sequence[str]) -> list[int]:
    """The axes of an image that flips turn round."""
    return [{"vertical": 0, "horizontal": 1}[flip] for flip in flips]


def _sizes(sizes: Sequence[int]) -> Markup:
    """Numbers as arguments, one after the other."""
    return _source(", ".join(map(str, sizes)))


_WRITERS: Mapping[str, object] = {
    "network": _network,
    "layer": _layer,
    "deeper": _deeper,
    "wider": _wider,
    "altered": _altered,
    "features": _features,
    "axes": _axes,
    "along": _along,
    "program": _source,
    "word": _source,
    "as_tuple": tuple,
    "sizes": _sizes,
    "ones": lambda layers, padded=False: _source(ones.row(layers, padded=padded)),
    "one_of_ones": lambda layer: _source(ones.one(layer)),
    "ones_and": lambda layers, added: _source(ones.row([*layers, {**added, "dilation": None}], padded=True)),
    "each_of_ones": lambda layers: _source(ones.each(layers)),
}
"""What templates call to write code."""
