"""Items that quizgen wrote as JSON, as tables of an imported file: nothing has to be found again but their hints."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any, assert_never

from quizgen.answers import Answer, Choice, Grid, Matching, Multiple, Numerical, Option, Ordering
from quizgen.answers.values import components, written
from quizgen.figures import svg
from quizgen.figures.picture import KIND
from quizgen.foreign.model import Remark
from quizgen.importing.making import CARRIED, Fields, without
from quizgen.importing.pictures import Shown
from quizgen.importing.question import Made
from quizgen.misconceptions.concepts import concepts
from quizgen.model import Figure, Item, Part
from quizgen.model.hints import hints
from quizgen.text import Text
from quizgen.text.markdown import MARKDOWN
from quizgen.text.terminal import TERMINAL


def made_of(item: Item, tags: Iterable[str], line: int) -> Made:
    """The table of an item, with its pictures."""
    question = item.question
    parts = [_part(part, item.points_of(place)) for place, part in enumerate(question.parts)]
    first, *others = parts
    table = without(
        {
            "id": item.id,
            "kind": "parts" if others else first.pop("kind"),
            "topic": item.topic,
            "level": item.level,
            "stem": MARKDOWN.text(question.stem),
            "explanation": "" if others else first.pop("explanation", ""),
            "hints": [MARKDOWN.text(one) for one in hints(question)],
            "source": question.source,
            "tags": [item.family, *(tag for tag in tags if tag not in {item.topic, item.family, item.level})],
            "points": item.points if item.points != 1 and not others else None,
            "signed": question.signed or None,
        }
    )
    linked = any(part.names or part.after for part in question.parts)
    lost = (Remark("carried-errors", "warning", CARRIED, line, item.id),) if linked else ()
    fields = (
        {"part": parts} if others else {key: value for key, value in first.items() if key not in {"prompt", "points"}}
    )
    return Made(table | fields, tuple(map(_picture, question.figures)), lost)


def _part(part: Part, points: Fraction) -> Fields:
    kind, fields = _answer(part.answer)
    explanation = "\n\n".join(MARKDOWN.text(one) for one in part.solution)
    return (
        without({"kind": kind, "prompt": MARKDOWN.text(part.prompt), "points": points, "explanation": explanation})
        | fields
    )


def _answer(answer: Answer) -> tuple[str, Fields]:  # noqa: PLR0911 - one for each kind
    match answer:
        case Choice(options, key, two_sided):
            if two_sided:
                wrong = options[1 - key]
                true = TERMINAL.line(answer.key.text).lower() == "true"
                return "true-false", {"key": true, **_told(wrong)}
            return "choice", {"order": "fixed", "option": [*_options(options, {key})]}
        case Multiple(options, right_ones):
            return "multiple", {"order": "fixed", "option": [*_options(options, right_ones)]}
        case Numerical():
            return "numerical", _number(answer)
        case Matching():
            return "matching", _matching(answer)
        case Ordering(steps, places, slip):
            ordered = [MARKDOWN.line(steps[place]) for place in places]
            shown = [places.index(place) + 1 for place in range(len(steps))]
            return "ordering", {"key": ordered, "shown": shown, **_told(Option(Text(""), Text(""), slip))}
        case Grid():
            return "grid", _grid(answer)
        case _:
            assert_never(answer)


def _told(option: Option) -> Fields:
    slip = option.slip or option.overlooked
    if slip is None:
        return {}
    known = {"concept": slip.concept.id} if slip.concept.id in concepts() else {}
    return {"misconception": slip.id, **known, "feedback": MARKDOWN.line(slip.feedback)}


def _options(options: Iterable[Option], right: Iterable[int]) -> Iterator[Fields]:
    places = frozenset(right)
    for place, one in enumerate(options):
        yield {"text": MARKDOWN.line(one.text), **({"right": True} if place in places else {}), **_told(one)}


def _number(answer: Numerical) -> Fields:
    mistakes = [
        {
            "value": _plain(one.value),
            **({} if MARKDOWN.line(one.text) == _usual(one) else {"text": MARKDOWN.line(one.text)}),
            **({"tolerance": Fraction(one.tolerance)} if one.tolerance else {}),
            **_told(one),
        }
        for one in answer.foreseen
    ]
    return without({"key": _plain(answer.key), "tolerance": Fraction(answer.tolerance) or None, "mistake": mistakes})


def _usual(option: Option) -> str:
    value = option.value
    return MARKDOWN.line(written(value)) if isinstance(value, int | Fraction | tuple) else ""


def _plain(value: Any) -> Any:
    numbers = [Fraction(one) for one in components(value)]
    return numbers[0] if len(numbers) == 1 else numbers


def _matching(answer: Matching) -> Fields:
    pairs = [
        {"prompt": MARKDOWN.line(prompt), "answer": MARKDOWN.line(option.text), **_told(option)}
        for prompt, option in answer.pairs
    ]
    left = [place for place in range(len(answer.options)) if place not in answer.correct]
    order = [*answer.places, *left]
    extra = [MARKDOWN.line(answer.options[place].text) for place in left]
    shown = [order.index(place) + 1 for place in range(len(order))]
    return without({"pair": pairs, "extra": extra, "shown": shown})


def _grid(answer: Grid) -> Fields:
    rows = [
        [MARKDOWN.line(heading), *(MARKDOWN.line(cell) if isinstance(cell, Text) else "" for cell in cells)]
        for heading, cells in zip(answer.rows, answer.cells, strict=True)
    ]
    columns = [MARKDOWN.line(one) for one in (answer.corner, *answer.columns)]
    return without(
        {"columns": columns, "rows": rows, "about": MARKDOWN.line(answer.about), "gap": [*map(_number, answer.open)]}
    )


def _picture(figure: Figure) -> Shown:
    alt = MARKDOWN.line(figure.alt)
    if figure.kind == KIND and "data" in figure.params:
        params = figure.params
        suffix = ".png" if params["type"] == "image/png" else ".jpg"
        return Shown(b64decode(params["data"]), suffix, alt, figure.place, params["width"])
    return Shown(svg(figure).encode(), ".svg", alt, figure.place, 0)
