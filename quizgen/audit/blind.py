"""Blind guessing measured on the items that people get: many seeds, a few items of each."""

from __future__ import annotations

import re
from fractions import Fraction
from math import lcm

from quizgen.asking.source import Source
from quizgen.audit.drawn import choice, choices
from quizgen.audit.panel import Look, Seen, Verdict, judge
from quizgen.guessing.own_stride import SIZES, Away, away, rough_size
from quizgen.guessing.strides import input_over_strides
from quizgen.layers import Layer, arguments, layer_json
from quizgen.model import Level, Question, Value
from quizgen.text.speech import SPEECH

PATHS = 2000
_NUMBER = re.compile(r"\d+")
_LONG = 18
"""No number of so many digits is taken out of a stem."""


def blind(source: Source, level: Level, paths: int = PATHS, prefix: str = "panel") -> Verdict:
    """The panel's verdict on a level's choice items over ``paths`` fixed paths, named by ``prefix``."""
    return judge([seen(question) for question in choices(source, level, paths, prefix)])


def right_place(question: Question) -> int:
    """Where the key of a choice stands."""
    return choice(question).right


def seen(question: Question) -> Seen:
    """What the panel is shown of a choice among numbers, pairs or layers; raises TypeError for one in words."""
    stem = (int(digits) for digits in _NUMBER.findall(SPEECH.text(question.stem)) if len(digits) < _LONG)
    shown, parts = _look(question)
    scaled = input_over_strides(question.params)
    numbers = tuple(number * parts for number in stem)
    return Seen(shown, right_place(question), numbers, scaled and scaled * parts, _away(question))


def _away(question: Question) -> Away:
    """How far what each layer's stride would about give lies above the size in the stem.

    Nothing where no size is wanted, or where it has to be found from the layers of a main path.
    """
    layers = [option.value for option in question.options if isinstance(option.value, Layer)]
    if question.asks not in SIZES or not layers or "main_path" in question.params:
        return ()
    side, target = question.params["input"][-1], question.params["target"]
    wanted = target[-1] if isinstance(target, list) else target
    return away([rough_size(side, layer_json(layer)) for layer in layers], wanted)


def look(question: Question) -> Look:
    """The options as the panel sees them."""
    return _look(question)[0]


def _look(question: Question) -> tuple[Look, int]:
    """The options as numbers; fractions in parts of the same size, and how many of these make a whole."""
    values = [option.value for option in question.options]
    if any(isinstance(value, Fraction) for value in values):
        parts = lcm(*(value.denominator for value in values if isinstance(value, int | Fraction)))
        return tuple((int(value * parts),) for value in values if isinstance(value, int | Fraction)), parts
    return tuple(_numbers(value) for value in values), 1


def _numbers(value: Value) -> tuple[int, ...]:
    if isinstance(value, int):
        return (value,)
    if isinstance(value, tuple):
        return tuple(int(number) for number in value)
    if not isinstance(value, Layer):
        raise TypeError(f"{value!r} is neither a number nor a layer")
    return tuple(_flat(argument) for argument in arguments(value).values())


def _flat(argument: object) -> int:
    """A layer's argument as one number, sizes of two axes by their product."""
    if isinstance(argument, tuple):
        return int(argument[0]) * int(argument[1])
    return int(argument) if isinstance(argument, int) else 0
