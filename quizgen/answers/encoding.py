"""Answers as JSON: see docs/json-schema.md."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, TypeAlias

from quizgen.answers.following import sources
from quizgen.answers.option import CORRECT, Option, Slip
from quizgen.layers import Layer, layer_json
from quizgen.text import Text
from quizgen.text.markdown import MARKDOWN

Json: TypeAlias = dict[str, Any]


def value_json(value: object) -> object:
    """A number, a shape as a list, a layer as an object, words as Markdown; several of them as a list."""
    if type(value) is int:  # most are
        return value
    if isinstance(value, Text):
        return MARKDOWN.line(value)
    if isinstance(value, tuple):
        return [value_json(part) for part in value]
    if isinstance(value, Layer):
        return layer_json(value)
    return value


def option_json(option: Option, *, correct: bool) -> Json:
    """An option with the misconception it comes from and that one's concept, where it comes from one.

    ``tolerance`` is there where a rounded value shows the mistake too, ``follows`` where the same mistake's value
    follows from earlier answers, ``overlooked`` where it is known what is missed by whoever leaves it out.
    """
    slip = option.slip
    told: Json = {
        "text": MARKDOWN.line(option.text),
        "value": value_json(option.value),
        "correct": correct,
        **(slip.json if slip else _right()),
    }
    if option.tolerance or option.follows:
        told |= reach_json(option)
    if option.overlooked:
        told["overlooked"] = option.overlooked.json
    return told


@cache
def _right() -> Json:
    """What is said of an option that shows no mistake."""
    return {"misconception": None, "concept": None, "feedback": MARKDOWN.line(CORRECT)}


def offer_json(option: Option, *, correct: bool) -> Json:
    """What is on offer, and the misconception and concept that it comes from, or is ``overlooked`` by."""
    slip, overlooked = option.slip, option.overlooked
    return {
        "text": MARKDOWN.line(option.text),
        "value": value_json(option.value),
        "correct": correct,
        "misconception": slip.id if slip else None,
        "concept": slip.concept.id if slip else None,
        **({"overlooked": _named(overlooked)} if overlooked else {}),
    }


def _named(slip: Slip) -> Json:
    return {"misconception": slip.id, "concept": slip.concept.id}


def reach_json(option: Option) -> Json:
    """Which other values show the same mistake: see ``option_json``."""
    reach: Json = {"tolerance": option.tolerance} if option.tolerance else {}
    if option.follows:
        reach["follows"] = sources(option.follows)
    return reach


def answer_json(options: Sequence[Json], key: object, prompts: Sequence[Text] = (), tolerance: object = 0) -> Json:
    """What the answers of all kinds have in common, in the schema's order."""
    return {
        "prompts": [MARKDOWN.line(prompt) for prompt in prompts],
        "options": list(options),
        "key": key,
        "tolerance": tolerance,
    }
