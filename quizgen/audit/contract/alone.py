"""An item's JSON is enough: what it names is built and run, and gives the key again."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import isclose
from typing import Any

from quizgen.asking.source import Audited
from quizgen.catalog.blame import package, reason, written
from quizgen.formats.json import dumped, item_json
from quizgen.model import Evidence, Item, Level, Question
from quizgen.oracle.from_json import Alone, known

NAME = "ALONE"
AXES = ("height", "width")


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


def from_json(source: Audited, question: Question) -> Iterator[str]:
    """Whether the JSON's ``params`` alone give the key; of layers to choose among, whether they tell the right ones."""
    if source.authored:
        return
    item = json.loads(dumped(item_json(Item(question, Evidence("", ())))))
    word, function = item["asks"], functions(source)[item["asks"]]
    try:
        if any(isinstance(option["value"], dict) for option in item.get("options", ())):
            yield from _which(function, item)
        else:
            yield from _key(function, item)
    except Exception as error:  # noqa: BLE001 - whatever an author's code raises is told
        yield f"the function for '{word}' fails on the item's JSON: {reason(error, package(source.module))}"


def _key(function: Alone, item: dict[str, Any]) -> Iterator[str]:
    key = [part["key"] for part in item["parts"]] if "parts" in item else item["key"]
    found = function(_along(item["params"]))
    if not agree(found, key):
        yield f"from the JSON alone '{item['asks']}' is {found}, the key is {key}"


def _which(function: Alone, item: dict[str, Any]) -> Iterator[str]:
    params = item["params"]
    for option in item["options"]:
        found = function(params | {"layers": [*params["layers"], option["value"]]})
        if agree(found, params["target"]) is not option["correct"]:
            said = "the right one" if option["correct"] else "a wrong one"
            target = params["target"]
            yield f"from the JSON alone {option['text']}, {said}, gives {found}, and the target is {target}"


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
    """Layers and input with both axes alike, as they are along the one that is asked, if one is."""
    if "axis" not in params:
        return params
    place = AXES.index(params["axis"])
    channels, *sides = params["input"]
    layers = [{name: _on_axis(value, place) for name, value in layer.items()} for layer in params["layers"]]
    return params | {"layers": layers, "input": [channels, sides[place], sides[place]]}


def _on_axis(value: Any, place: int) -> Any:
    pair = isinstance(value, list) and len(value) == len(AXES) and all(isinstance(one, int) for one in value)
    return value[place] if pair else value
