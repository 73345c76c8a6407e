"""The numbers of an item in shorthand, from its JSON and so alike for all families: ``n=121 k=7 s=2 p=2``.

What tells items apart and is short comes first: the place in a known network, the input, what is wanted, single
numbers; then layers, then rows. What is no number, flag, word or row of them, such as a program, is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import takewhile
from typing import Any, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from quizgen.formats.shorthand.brief import brief
from quizgen.formats.shorthand.layers import NOTHING, ROW, SETTINGS, Manner, are_layers, names_channels, network, size
from quizgen.model import Question
from quizgen.text import Table, Text

Lists: TypeAlias = list[Any]
"""The lists of layers that an item's JSON holds."""
LETTERS: Mapping[str, str] = {
    "batch": "N",
    "bias": "b",
    "bias_value": "b",
    "biases": "b",
    "height": "h",
    "momentum": "m",
    "normalized_shape": "F",
    "place": "at",
    "position": "at",
    "running_mean": "mean",
    "running_var": "var",
    "strength": "λ",
    "weight": "w",
    "weight_decay": "decay",
    "weights": "w",
    "width": "w",
}
"""Usual letters for what JSON spells out."""
USUAL: Mapping[str, object] = {
    "axes": 1,
    "bias": 0,
    "channel": 0,
    "eps": 0,
    "gradient": 1,
    "loss": 0,
    "min_delta": 0,
    "momentum": 0,
    "quarter_turns": 1,
}
"""Values that say no more than if they were left out."""
ELSEWHERE = frozenset({*SETTINGS, "architecture", "change", "code", "input", "names", "target", "type"})
"""What is told at a place of its own, or not at all."""
_PADDING, _AFFINE, _BOTH = frozenset({"padding"}), frozenset({"affine"}), frozenset({"affine", "padding"})
TOLD = ("place",)
"""What a stem tells and the JSON, which has what follows from it, does not."""
SIDES = ("n", "n_h", "height")
"""What stems call the height of the input; that in the JSON plays no part where a stem has none or another one."""


class Given(Struct, frozen=True):
    """What a question's JSON gives: lists of layers, single numbers, and rows of them, the shortest first.

    ``compared`` are the layers of the first of networks that are compared.
    """

    question: Question
    lists: Lists
    compared: Lists
    single: list[str]
    rows: list[str]

    @staticmethod
    def of(question: Question) -> Given:
        """What is given there."""
        params = question.params
        lists: Lists = []
        single = [_entry("target", params["target"])] if "target" in params else []
        if "change" in params:
            single.append(_change(params["change"]))
        rows: list[str] = []
        for key, value in params.items():
            if type(value) is int:
                if key not in ELSEWHERE and value != USUAL.get(key):
                    single.append(f"{LETTERS.get(key, key)}{' ' if key == 'position' else '='}{value}")
                continue
            layers = [value] if key == "layer" else value
            if are_layers(layers):
                lists.append(layers)
            elif key not in ELSEWHERE and value != USUAL.get(key):
                entry = _entry(key, value)
                (rows if "," in entry else single).append(entry)
        single += [_entry(name, question.stem.values[name]) for name in TOLD if _only_told(question, name)]
        compared = _compared(params["networks"]) if "networks" in params else []
        return Given(question, lists, compared, single, sorted(rows, key=len))

    def numbers(self) -> str:
        """All numbers."""
        before = (_place(self.question.params), *_input(self.question, (*self.lists, *self.compared)), *self.single)
        return _joined((*before, *self._layers(), *self.rows))

    def few(self) -> str:
        """Those where there is little room: channels told once, rows before layers, without what seldom varies."""
        channels, *_ = _row(self.question.params.get("input")) or [None]
        shown = [] if channels in (None, 1) else [f"c={channels}"]
        before = (_place(self.question.params), *shown, *_sides(self.question), *self.single)
        known = channels if shown else None
        return _joined((*before, *self.rows, *[brief(layers, known) for layers in (*self.lists, *self.compared)]))

    def _layers(self) -> Iterator[str]:
        question, params = self.question, self.question.params
        bias = _tells_bias(question.stem)
        manner = Manner(bias, question.asks == "parameters", _unsaid(question) if self.lists else NOTHING)
        yield from [network(layers, manner) for layers in self.lists]
        yield from [network(layers, replace(manner, unsaid=NOTHING)) for layers in self.compared]
        if "repeated" in params and are_layers([params["repeated"]]):
            yield f"+ {network([params['repeated']])}"
        if "type" in params:
            yield network([params])


def _change(change: Mapping[str, Any]) -> str:
    """What an argument of a network's layer becomes, of the one of that row: ``s→2``."""
    letter, _ = SETTINGS.get(change["argument"], (change["argument"], None))
    row = f"row {change['row']} " if "row" in change else ""
    return f"{row}{letter}→{change['value']}"


def _joined(words: Iterable[str]) -> str:
    return " ".join(filter(None, words))


def _unsaid(question: Question) -> frozenset[str]:
    """Arguments that the JSON has and the stem does not name, though it names others: they play no part."""
    texts = (question.stem, *[part.prompt for part in question.parts])
    said: set[str] = set()
    for text in texts:
        said |= _named(text.template)
        for words in _words(text):
            said |= _named(words)
    padding = "kernel_size" in said and "padding" not in said
    if "affine" in said:
        return _PADDING if padding else NOTHING
    return _BOTH if padding else _AFFINE


@lru_cache(maxsize=2048)
def _named(words: str) -> frozenset[str]:
    """Which of the arguments that may play no part, or show that others do, are named."""
    return frozenset([name for name in ("kernel_size", "padding", "affine") if name in words])


def _words(text: Text) -> Iterator[str]:
    """What the values of a text say in words or tables."""
    for value in text.values.values():
        if type(value) is int:  # most are
            continue
        if isinstance(value, str):
            yield value
        elif isinstance(value, Table):
            yield from (*value.header, *(cell for row in value.rows for cell in row))


def _only_told(question: Question, name: str) -> bool:
    return name not in question.params and isinstance(question.stem.values.get(name), int)


def _place(params: Mapping[str, Any]) -> str:
    """The network that is known by name, and the first and last of its layers that the item is about."""
    if "architecture" not in params:
        return ""
    names = [str(name) for name in _row(params.get("names"))] or [""]
    return " ".join((str(params["architecture"]), _span(names[0], names[-1]))).strip()


def _span(first: str, last: str) -> str:
    """From one layer to another, without what their names share at the beginning: ``conv5_1–3``."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False))
    shared = "".join(letter for letter, _ in same)
    cut = max(shared.rfind("."), shared.rfind("_")) + 1
    return first if first == last else f"{first}–{last[cut:]}"


def _input(question: Question, lists: Sequence[Any]) -> Iterator[str]:
    yield from _sides(question)
    channels, *_ = _row(question.params.get("input")) or [None]
    if channels not in (None, 1) and not any(map(names_channels, lists)):
        yield f"c={channels}"


def _sides(question: Question) -> Iterator[str]:
    _, *sides = _row(question.params.get("input")) or [None]
    if not sides or sides[0] is None:
        return
    told = [question.stem.values[name] for name in SIDES if name in question.stem.values]
    if sides[0] in told:
        yield f"n={size(sides if len(set(sides)) > 1 else sides[0])}"
    elif told:
        yield f"n={told[0]}"


def _compared(networks: object) -> Lists:
    """The layers of the first of networks that are compared."""
    compared = networks.values() if isinstance(networks, Mapping) else ()
    return [layers for layers in compared if are_layers(layers)][:1]


def _row(value: object) -> list[Any]:
    """What a list holds; the JSON of a plug-in's item may be otherwise."""
    return list(value) if isinstance(value, ROW) else []


def _tells_bias(stem: Text) -> bool:
    """Whether a value of a stem, or a table in it, says which layers have a bias."""
    for name, told in stem.values.items():
        if name.startswith("bias"):
            return True
        if type(told) is Table and any("bias=" in cell for row in told.rows for cell in row):
            return True
    return False


def _entry(key: str, value: object) -> str:
    """A value by its letter; words and flags speak for themselves."""
    if value is True:
        return key
    if isinstance(value, str):
        return f"{LETTERS.get(key, key)}={value}" if value.replace(".", "").isdigit() else value
    shown = _shown(value)
    return f"{LETTERS.get(key, key)}{' ' if key == 'position' else '='}{shown}" if shown else ""


def _shown(value: object) -> str:
    """A number; the numbers of a row with commas between them; rows with semicolons."""
    if type(value) is int:
        return str(value)
    if isinstance(value, ROW):
        rows = any(isinstance(one, ROW) for one in value)
        return (";" if rows else ",").join([_digit(one) if isinstance(one, bool) else _shown(one) for one in value])
    if value is None or isinstance(value, bool | Mapping):
        return ""
    return f"{value:g}" if isinstance(value, float) else str(value)


def _digit(flag: bool) -> str:  # noqa: FBT001 - an element of a row
    return str(int(flag))
