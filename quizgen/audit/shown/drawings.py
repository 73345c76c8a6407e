"""Figures of a stem: their layers and maps."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from quizgen.audit.shown.layers import Given, Seen, same
from quizgen.audit.shown.phrases import phrase
from quizgen.model import Question

_SIZE = re.compile(r"([\d,]+)(?: × ([\d,]+) × ([\d,]+)| channels)")
_WEIGHTS = re.compile(r"with weight (\N{MINUS SIGN}?\d+) and bias (\N{MINUS SIGN}?\d+)")
_WINDOW = ("kernel_size", "stride", "padding", "dilation")
Drawn: TypeAlias = Mapping[str, Any]


def contradictions(question: Question, given: Given) -> Iterator[str]:
    """Whether what is drawn in the stem is what the JSON holds; a figure of a kind not known here is left alone."""
    drawn = [(one.kind, one.params) for _, one in question.drawn("stem")]
    yield from given.in_order(seen for kind, params in drawn for seen in _LAYERS.get(kind, _none)(params))
    for kind, params in drawn:
        yield from _matrix(params, given) if kind == "matrix" else _shapes(params, given)
    weights = [number for kind, params in drawn if kind == "residual" for number in _weights(params)]
    if weights and not same(weights, [number for block in given.params.get("blocks", []) for number in block]):
        yield f"the figures show the weights and biases {weights}, params hold {given.params.get('blocks')}"


def _none(params: Drawn) -> Iterator[Seen]:
    del params
    yield from ()


def _chain(params: Drawn) -> Iterator[Seen]:
    for layer in params["layers"]:
        shown = {name: value for name, value in layer.items() if name in _WINDOW}
        yield Seen(f"a figure with {layer}", layer["type"], shown)


def _branches(params: Drawn) -> Iterator[Seen]:
    yield from (one for branch in params["branches"] for words in branch if (one := phrase(words)))


def _residual(params: Drawn) -> Iterator[Seen]:
    paths = (*params["path"], *params["shortcut"], *params["after"])
    yield from (one for words in paths if (one := phrase(_WEIGHTS.sub("", words))))


_LAYERS: Mapping[str, Callable[[Drawn], Iterator[Seen]]] = {
    "chain": _chain,
    "inception": _branches,
    "residual": _residual,
}


def _matrix(params: Drawn, given: Given) -> Iterator[str]:
    for drawn, held in (("rows", "x"), ("kernel", "weight")):
        if params[drawn] and held in given.params and [list(row) for row in params[drawn]] != given.params[held]:
            yield f"the figure shows {params[drawn]}, params hold {given.params[held]} as {held}"


def _shapes(params: Drawn, given: Given) -> Iterator[str]:
    """The sizes that a figure writes at its beginning."""
    match = _SIZE.search(str(params.get("start", "")))
    if match and "input" in given.params:
        sizes = [int(part.replace(",", "")) for part in match.groups() if part]
        if sizes != given.params["input"][: len(sizes)]:
            yield f"the figure begins with {params['start']}, params hold the input {given.params['input']}"


def _weights(params: Drawn) -> Iterator[int]:
    for words in params["path"]:
        for pair in _WEIGHTS.findall(words):
            yield from (int(number.replace("\N{MINUS SIGN}", "-")) for number in pair)
