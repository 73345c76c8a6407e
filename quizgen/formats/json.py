"""JSON: one document a form, its items as docs/json-schema.md describes them."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from io import BytesIO
from typing import TypeAlias

import msgspec
from msgspec import Struct

from quizgen import resources, templating
from quizgen.answers.encoding import Json
from quizgen.formats.protocol import File, Format, Options, Spool, file_name
from quizgen.model import KINDS, Evidence, Figure, Form, Item, Kind, Question, Values
from quizgen.text import Text
from quizgen.text.markdown import MARKDOWN
from quizgen.text.speech import SPEECH

Piece: TypeAlias = tuple[str, str]
SCHEMA = 2
"""The version of the schema; docs/json-schema.md says what has changed."""


class JsonFormat(Struct, frozen=True):
    """Items for programs."""

    name: str = "json"
    suffix: str = ".json"
    kinds: frozenset[Kind] = frozenset(KINDS)
    title: str = "one document with a stable schema, for programs"

    def write(self, forms: Sequence[Form], options: Options) -> Iterator[File]:
        """One document for each form."""
        for form in forms:
            yield from self.joined(form, (self.piece(item, options) for item in form.items), options)

    def piece(self, item: Item, options: Options) -> Piece:
        """The item's line, and its points."""
        del options
        return item_line(item), dumped(item.points)

    def joined(self, form: Form, pieces: Iterable[Piece], options: Options, spool: Spool = BytesIO) -> Iterator[File]:
        """One document, an item a line as it comes."""
        del spool
        yield File(file_name(form, options, self.suffix), templating.encoded(_document(form, pieces)))


def _document(form: Form, pieces: Iterable[Piece]) -> Iterator[str]:
    """The document in pieces, one item a line.

    What an item is worth is the form's business: it stands after the items, which are the same in every document.
    """
    head: Json = {
        "schema": SCHEMA,
        "quizgen": resources.version(),
        "seed": form.seed,
        "title": form.title,
        "form": form.name,
    }
    if form.student:
        head["student"] = {"number": form.student.number, "name": form.student.name}
    points: list[str] = []
    yield f'{dumped(head)[:-1]}, "items": ['
    for line, worth in pieces:
        yield (",\n" if points else "\n") + line
        points.append(sys.intern(worth))
    yield f'\n], "points": [{", ".join(points)}]{_sections(form)}}}\n'


def _sections(form: Form) -> str:
    """The sections, where an exam has some."""
    told = [{"title": one.title, "instructions": one.notes, "items": one.size} for one in form.sections]
    return f', "sections": {dumped(told)}' if told else ""


def dumped(value: object) -> str:
    """A value on one line; letters beyond ASCII stay letters."""
    return _ENCODER.encode(value)


def item_line(item: Item) -> str:
    """The item as ``dumped`` would write it."""
    return item_bytes(item).decode()


def item_bytes(item: Item) -> bytes:
    """The item's line as UTF-8, in half the time of ``dumped``: most of all JSON is items."""
    return msgspec.json.format(_ITEMS.encode(item_json(item)), indent=0)


def item_json(item: Item) -> Json:
    """The item with its keys in the schema's order."""
    question = item.question
    return {
        "id": item.id,
        "family": item.family,
        "topic": item.topic,
        "level": item.level,
        "kind": item.kind,
        "asks": question.asks,
        "params": question.params,
        "stem": MARKDOWN.text(question.stem),
        **_answers(question),
        "solution": _solution(question.solution),
        **({"hint": MARKDOWN.text(question.hint)} if question.hint else {}),
        **({} if question.hints is None else {"hints": [MARKDOWN.text(hint) for hint in question.hints]}),
        "figures": [figure_json(figure) for figure in question.figures],
        **({"language": question.language} if question.language else {}),
        "tags": item.tags,
        "source": question.source,
        "evidence": _evidence(item.evidence),
    }


def _answers(question: Question) -> Json:
    """The answer of the only part, or the parts, each with what it follows from."""
    if len(question.parts) == 1:
        return question.parts[0].answer.json()
    return {"parts": [_part(question, place) for place in range(len(question.parts))]}


def _part(question: Question, place: int) -> Json:
    part = question.parts[place]
    return {
        "part": question.letter(place),
        "kind": part.answer.kind,
        "prompt": MARKDOWN.text(part.prompt),
        "points": part.points,
        "after": [question.letter(earlier) for earlier in question.follows(place)],
        **part.answer.json(),
        "solution": _solution(part.solution),
    }


def _solution(texts: Sequence[Text]) -> str:
    return "\n\n".join(MARKDOWN.text(text) for text in texts)


def _evidence(evidence: Evidence) -> Json | None:
    """What real layers gave; nothing where nothing was measured."""
    if not evidence.torch:
        return None
    return {"torch": evidence.torch, "measured": _measured(evidence.measured)}


def _measured(found: tuple[Values, ...]) -> object:
    """What was measured, in the form of a key: one value, or a list with one for each option that was run."""
    values = [values[0] if len(values) == 1 else values for values in found]
    return values[0] if len(values) == 1 else values


def figure_json(figure: Figure) -> Json:
    """A drawing as data, with its words."""
    return {"kind": figure.kind, "params": figure.params, "alt": SPEECH.text(figure.alt), "place": figure.place}


def _number_or_map(value: object) -> object:
    """What json itself cannot write: a fraction as "p/q" unless it is whole, a mapping that is no dict."""
    if isinstance(value, Fraction):
        return value.numerator if value.denominator == 1 else f"{value.numerator}/{value.denominator}"
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"JSON holds no {type(value).__name__}: {value!r}")


def _any(value: object) -> object:
    """What msgspec itself cannot write: besides, a word of a type of its own."""
    return str(value) if isinstance(value, str) else _number_or_map(value)


_ITEMS = msgspec.json.Encoder(enc_hook=_any)
_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False, default=_number_or_map)


FORMAT: Format = JsonFormat()
