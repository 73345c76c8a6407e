"""An item's JSON is enough: what it names is built and run, and gives the key again."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import isclose
from typing import Any

from quizgen.answers.encoding import value_json
from quizgen.asking.source import Audited
from quizgen.catalog.blame import package, reason, written
from quizgen.formats.json import dumped
from quizgen.layers import Layer
from quizgen.model import Level, Question
from quizgen.oracle.from_json import Alone, known
from quizgen.text.markdown import MARKDOWN

NAME = "ALONE"
AXES = ("depth", "height", "width")


def functions(source: Audited) -> dict[str, Alone]:
    """By the word in ``asks``, those of the oracle and those that stand beside the family."""
    return {**known(), **_own(source)}


def _own(source: Audited) -> Mapping[str, Alone]:
    own: Mapping[str, Alone] = getattr(sys.modules[source.module], NAME, {})
    return own


def word_known(source: Audited, level: Level) -> Iterator[str]:
    """There is a function for what is asked; nothing computes what somebody wrote."""
    del level
    word = source.asks
    if not isinstance(_own(source), dict):
        yield f"{NAME} is no dict of functions by words: name it otherwise ({written(source.module, NAME)})"
    elif not source.authored and word not in functions(source):
        yield (
            f"nobody finds '{word}' (asks) from an item's JSON alone: write {NAME} = {{'{word}': function}} beside "
            f"FAMILY ({written(source.module, word)}), where function(params) gives the key from the JSON's params, "
            "without the formula"
        )


class FromJson:
    """Finds the keys of a source's questions again from the ``params`` of their JSON alone.

    What two questions give alike, such as a number asked for in two ways, is built and run once.
    """

    def __init__(self, source: Audited) -> None:
        self._source = source
        self._found: dict[str, Any] = {}

    def faults(self, question: Question) -> Iterator[str]:
        """Whether the key is found; of layers to choose among, whether each is as right or wrong as is said."""
        if self._source.authored:
            return
        try:
            if any(isinstance(option.value, Layer) for option in question.options):
                yield from self._which(question)
            else:
                yield from self._key(question)
        except Exception as error:  # noqa: BLE001 - whatever an author's code raises is told
            told = reason(error, package(self._source.module))
            yield f"the function for '{question.asks}' fails on the item's JSON: {told}"

    def _key(self, question: Question) -> Iterator[str]:
        keys = [part.answer.key_json() for part in question.parts]
        key = json.loads(dumped(keys if len(keys) > 1 else keys[0]))
        found = self._again(question.asks, question.params)
        if not agree(found, key):
            yield f"from the JSON alone '{question.asks}' is {found}, the key is {key}"

    def _which(self, question: Question) -> Iterator[str]:
        given = dict(question.params)
        target = json.loads(dumped(given.pop("target")))
        answer = question.parts[0].answer
        for place, option in enumerate(answer.options):
            found = self._again(question.asks, given | {"layers": [*given["layers"], value_json(option.value)]})
            if agree(found, target) is not (place in answer.correct):
                text, said = MARKDOWN.line(option.text), "the right one" if place in answer.correct else "a wrong one"
                yield f"from the JSON alone {text}, {said}, gives {found}, and the target is {target}"

    def _again(self, word: str, params: Mapping[str, Any]) -> Any:
        """What the function for the word gives for the params as a reader of the JSON has them."""
        text = dumped(params)
        if text not in self._found:
            self._found[text] = functions(self._source)[word](_along(json.loads(text)))
        return self._found[text]


def agree(found: Any, key: Any) -> bool:
    """Whether what was found is the key, number by number; a cell that is given has no key."""
    if key is None:
        return True
    if isinstance(key, list):
        fits = isinstance(found, list | tuple) and len(found) == len(key)
        return fits and all(agree(one, other) for one, other in zip(found, key, strict=True))
    if isinstance(found, list | tuple):
        return False
    one, other = Fraction(found), Fraction(key)
    return one == other or isclose(one, other, rel_tol=1e-6, abs_tol=1e-7)


def _along(params: dict[str, Any]) -> dict[str, Any]:
    """Layers and input with all axes alike, as they are along the one that is asked, if one is."""
    if "axis" not in params:
        return params
    channels, *sides = params["input"]
    place = AXES[-len(sides) :].index(params["axis"])
    layers = [{name: _on_axis(value, place, sides) for name, value in layer.items()} for layer in params["layers"]]
    return params | {"layers": layers, "input": [channels, *[sides[place]] * len(sides)]}


def _on_axis(value: Any, place: int, sides: list[int]) -> Any:
    pair = isinstance(value, list) and len(value) == len(sides) and all(isinstance(one, int) for one in value)
    return value[place] if pair else value
