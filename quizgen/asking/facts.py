"""What a computed question is about, as one line: an input, layers, and the value that belongs to them.

Of two questions about one fact each gives what the other one asks for: the size behind a layer is the key of one and
stands in the stem of the other, which asks for the layer. A fact holds what its value follows from and no more, so that
a size behind 64 channels is one behind 3, too.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from quizgen.answers import Answer, Choice, Multiple, Numerical, Value
from quizgen.layers import Layer, Network, layer_json, network_json
from quizgen.model import Question

Fact: TypeAlias = str
_OF_LAYERS = ("input", "layers", "target", "repeated")
"""All else belongs to the fact as it is: the numbers of a map, or what else is given."""
_CHANNELS = frozenset({"in_channels", "out_channels", "groups", "bias"})
_SIZES = ("output_size", "kernel_size", "padding", "smallest_input_size", "largest_input_size")
_INDIFFERENT: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(_SIZES, _CHANNELS),
    "receptive_field": _CHANNELS | {"padding"},
    "parameters": frozenset(),
}
"""By what is asked the arguments of a layer that have no part in it. Of the input its channels have none, either."""


def field_fact(network: Network, value: int) -> Fact:
    """That a unit of the network's output has the receptive field."""
    whole = network_json(network)
    return _line("receptive_field", whole["input"], whole["layers"], value)


def facts(question: Question) -> frozenset[Fact]:
    """What its right answers complete; nothing where it has several parts or no layers."""
    if len(question.parts) > 1 or "layers" not in question.params:
        return frozenset()
    return frozenset(_completed(question.asks, question.params, key) for key in _keys(question.parts[0].answer))


def _keys(answer: Answer) -> tuple[Value, ...]:
    match answer:
        case Choice():
            return (answer.key.value,)
        case Multiple():
            return tuple(option.value for option in answer.key)
        case Numerical():
            return (answer.key,)
        case _:
            return ()


def _completed(asks: str, params: Mapping[str, Any], key: Value) -> Fact:
    """The fact with the key in its place: as a layer, for what the stem leaves open, or as the value."""
    layers = [*params["layers"], *([layer_json(key)] if isinstance(key, Layer) else [])]
    if "repeated" in params and isinstance(key, int):
        layers += [params["repeated"]] * key
    line = _line(asks, params["input"], layers, params.get("target", key))
    if others := {name: value for name, value in params.items() if name not in _OF_LAYERS}:
        line += repr(others)
    return line if isinstance(key, Layer) else line.replace("None", repr(_plain(key)))


def _line(asks: str, shape: Any, layers: Any, value: object) -> Fact:
    if asks in _INDIFFERENT:
        if without := _INDIFFERENT[asks]:
            layers = [{name: part for name, part in layer.items() if name not in without} for layer in layers]
        shape = () if asks == "receptive_field" else shape[1:]
    return repr((shape, layers, _plain(value)))


def _plain(value: object) -> object:
    """A value with one way to be written; a size that is the same along both axes is one number."""
    if isinstance(value, int):
        return value
    if isinstance(value, tuple | list):
        return value[0] if len(value) == 2 and value[0] == value[1] else list(value)
    return str(value)
