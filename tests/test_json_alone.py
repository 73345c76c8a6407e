"""An item's JSON can be checked without quizgen: what it names is built and run here by the modules in json_alone."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from quizgen.asking.source import Source
from quizgen.blueprint import draw
from quizgen.formats.json import item_json
from quizgen.model import Item, Level

Json = dict[str, Any]
FOLDER = Path(__file__).parent / "json_alone"
MODULES = [import_module(path.stem) for path in sorted(FOLDER.glob("*.py")) if path.stem != "built"]
FOUND: dict[str, Callable[[Json], Any]] = {k: v for m in MODULES for k, v in getattr(m, "FOUND", {}).items()}
HOLDS: dict[str, Callable[[Json, Any], bool]] = {k: v for m in MODULES for k, v in getattr(m, "HOLDS", {}).items()}


def test_real_layers_from_the_json_give_the_key(source: Source, level: Level) -> None:
    for item in islice(draw(source, level, source.kinds[0], "json"), 4):
        found = item_json(item)
        params = found["params"]
        if "multiple" in source.kinds:
            _options_meet_the_target(item, params, found["options"])
        elif item.question.asks in HOLDS:
            assert HOLDS[item.question.asks](params, found["key"])
        elif "parts" in found:
            assert _number(FOUND[item.question.asks](params)) == [_number(part["key"]) for part in found["parts"]]
        elif "grid" in found:
            _every_open_cell_is_found(FOUND[item.question.asks](params), found["key"])
        else:
            assert _number(FOUND[item.question.asks](_along(params))) == pytest.approx(
                _number(found["key"]), rel=1e-6, abs=1e-7
            )


def _number(value: Any) -> Any:
    """A key as JSON holds it: a number, ``p/q``, or a list."""
    if isinstance(value, list | tuple):
        return [_number(part) for part in value]
    return float(Fraction(value)) if isinstance(value, str | Fraction) else value


def _every_open_cell_is_found(found: list[list[Any]], key: list[list[Any]]) -> None:
    """A key has None for each cell that is given."""
    rows = zip(found, key, strict=True)
    pairs = [pair for row in rows for pair in zip(*row, strict=True) if pair[1] is not None]
    assert [own for own, _ in pairs] == [asked for _, asked in pairs]


def _along(params: Json) -> Json:
    """The layers with pairs replaced by what they say of the axis that is asked, if one is."""
    if "axis" not in params:
        return params
    layers = [
        {name: value[-1] if isinstance(value, list) else value for name, value in layer.items()}
        for layer in params["layers"]
    ]
    return params | {"layers": layers}


def _options_meet_the_target(item: Item, params: Json, options: list[Json]) -> None:
    for option in options:
        found = FOUND[item.question.asks](params | {"layers": [*params["layers"], option["value"]]})
        assert (_number(found) == _number(params["target"])) is option["correct"]
