"""JSON: one document a form, its items as docs/json-schema.md describes them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

from quizgen import resources, templating
from quizgen.formats.protocol import File, Format, Options, file_name
from quizgen.layers import Layer, layer_json
from quizgen.model import KINDS, Evidence, Figure, Form, Item, Kind, Option, Values
from quizgen.text import Text
from quizgen.text.markdown import MARKDOWN
from quizgen.text.speech import SPEECH

Json: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class JsonFormat:
    """Items for programs."""

    name: str = "json"
    suffix: str = ".json"
    kinds: frozenset[Kind] = frozenset(KINDS)
    title: str = "one document with a stable schema, for programs"

    def write(self, forms: Sequence[Form], options: Options) -> Iterator[File]:
        """One document for each form."""
        for form in forms:
            yield File(file_name(form, options, self.suffix), templating.encoded(_document(form)))


def _document(form: Form) -> Iterator[str]:
    """The document in pieces, one item a line.

    What an item is worth is the form's business: it stands beside the items, which are the same in every document.
    """
    head = {
        "quizgen": resources.version(),
        "seed": form.seed,
        "title": form.title,
        "form": form.name,
        "points": [item.points for item in form.items],
    }
    yield f'{dumped(head)[:-1]}, "items": ['
    for number, item in enumerate(form.items):
        yield (",\n" if number else "\n") + dumped(item_json(item))
    yield "\n]}\n"


def dumped(value: object) -> str:
    """A value on one line; letters beyond ASCII stay letters."""
    return json.dumps(value, ensure_ascii=False, default=_number_or_map)


def item_json(item: Item) -> Json:
    """The item with its keys in the schema's order."""
    return {
        "id": item.id,
        "family": item.family,
        "topic": item.topic,
        "level": item.level,
        "kind": item.kind,
        "asks": item.asks,
        "params": item.params,
        "stem": MARKDOWN.text(item.stem),
        "prompts": [MARKDOWN.line(prompt) for prompt in item.prompts],
        "options": [_option(option) for option in item.options],
        "key": value_json(item.key),
        "tolerance": item.tolerance,
        "solution": "\n\n".join(MARKDOWN.text(text) for text in item.solution),
        "figures": [_figure(figure) for figure in item.figures],
        "tags": item.tags,
        "source": item.source,
        "evidence": _evidence(item.evidence),
    }


def _evidence(evidence: Evidence) -> Json | None:
    """What real layers gave; nothing where nothing was measured."""
    if not evidence.torch:
        return None
    return {"torch": evidence.torch, "measured": _measured(evidence.measured)}


def _measured(found: tuple[Values, ...]) -> object:
    """What was measured, in the form of a key: one value, or a list with one for each option that was run."""
    values = [values[0] if len(values) == 1 else values for values in found]
    return values[0] if len(values) == 1 else values


def _option(option: Option) -> Json:
    return {
        "text": MARKDOWN.line(option.text),
        "value": value_json(option.value),
        "correct": option.correct,
        "misconception": option.misconception,
        "feedback": MARKDOWN.line(option.feedback),
    }


def _figure(figure: Figure) -> Json:
    return {"kind": figure.kind, "params": figure.params, "alt": SPEECH.text(figure.alt), "place": figure.place}


def value_json(value: object) -> object:
    """A number, a shape as a list, a layer as an object, words as Markdown; several of them as a list."""
    if isinstance(value, Text):
        return MARKDOWN.line(value)
    if isinstance(value, tuple):
        return [value_json(part) for part in value]
    if isinstance(value, Layer):
        return layer_json(value)
    return value


def _number_or_map(value: object) -> object:
    """What json itself cannot write: a fraction as "p/q" unless it is whole, a mapping that is no dict."""
    if isinstance(value, Fraction):
        return value.numerator if value.denominator == 1 else f"{value.numerator}/{value.denominator}"
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"JSON holds no {type(value).__name__}: {value!r}")


FORMAT: Format = JsonFormat()
