"""Questions as records of a file, made the values again that every screen, asking and mark is made for."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from fractions import Fraction
from typing import Any, assert_never

from msgspec import Struct

from quizgen import layers
from quizgen.answers import (
    Answer,
    Choice,
    Concept,
    Grid,
    Matching,
    Multiple,
    Numerical,
    Option,
    Ordering,
    Slip,
    Value,
)
from quizgen.answers.values import single
from quizgen.errors import FormulaError, QuizgenError
from quizgen.layers import Layer
from quizgen.marking.records import CellKept, OptionKept
from quizgen.marking.values import values
from quizgen.marking.written import Kept
from quizgen.model import Evidence, Figure, Item, Part, Question
from quizgen.sets import markdown
from quizgen.sets.records import Meaning, PartAsked, QuestionAsked, Set
from quizgen.text import Text

UNPROVED = Evidence("", ())
"""Nothing is measured here: whoever wrote the file did that."""
SIDES = {"true", "false"}
"""The options of a choice that has two sides."""
Named = Callable[[str], Concept | None]
"""The concept of an id, where it is known."""


def items(found: Set, concept: Named) -> tuple[Item, ...]:
    """The questions of a set, each with what it is worth; raises QuizgenError, with the key, for one that is none."""
    maker = _Maker(found.meanings, concept)
    return tuple(_item(found, place, one, maker) for place, one in enumerate(found.questions, 1))


def item(found: Set, place: int, concept: Named) -> Item:
    """The question at a place, from 1; raises QuizgenError as ``items`` does."""
    return _item(found, place, found.questions[place - 1], _Maker(found.meanings, concept))


def _item(found: Set, place: int, kept: QuestionAsked, maker: _Maker) -> Item:
    try:
        return Item(maker.question(kept), UNPROVED, Fraction(kept.points))
    except (FormulaError, IndexError, KeyError, TypeError, ValueError) as error:
        said = str(error) if isinstance(error, FormulaError) else "its parts do not fit together"
        raise QuizgenError(f"{found.where} is not as quizgen wrote it: {found.at}[{place}]: {said}") from None


class _Maker(Struct, frozen=True):
    meanings: Mapping[str, Meaning]
    concept: Named

    def question(self, kept: QuestionAsked) -> Question:
        return Question(
            id=kept.item,
            family=kept.family,
            topic=kept.topic,
            level=kept.level,
            asks="",
            params=kept.params,
            stem=markdown.text(kept.stem),
            parts=tuple(self._part(one, kept.points) for one in kept.parts),
            source=kept.source,
            hint=markdown.text(kept.hint) if kept.hint else None,
            hints=None if kept.hints is None else tuple(map(markdown.text, kept.hints)),
            where="",
            figures=tuple(Figure(one.kind, one.params, markdown.line(one.alt), one.place) for one in kept.figures),
        )

    def _part(self, kept: PartAsked, whole: Fraction) -> Part:
        solution = (markdown.text(kept.solution),) if kept.solution else ()
        return Part(self._answer(kept), solution, markdown.text(kept.prompt), Fraction(kept.share * whole))

    def _answer(self, kept: PartAsked) -> Answer:
        options = [self._option(one) for one in kept.options]
        right = [place for place, one in enumerate(kept.options) if one.correct]
        match kept.kind:
            case "choice":
                return Choice(tuple(options), right[0], two_sided={one.text.lower() for one in kept.options} == SIDES)
            case "multiple":
                return Multiple(tuple(options), frozenset(right))
            case "matching":
                return Matching(tuple(map(markdown.line, kept.prompts)), tuple(options), tuple(kept.key))
            case "ordering":
                slip = next(one.slip for one in options if one.slip)
                return Ordering(tuple(one.text for one in options), tuple(kept.key), slip)
            case "numerical":
                return self._number(kept)
            case "grid":
                return self._grid(kept)
            case _:
                assert_never(kept.kind)

    def _grid(self, kept: PartAsked) -> Grid:
        """A table, each empty cell of which has a number of its own."""
        if kept.table is None:
            raise FormulaError("a table is expected under 'table'")
        opened = {(one.row, one.column): self._number(one) for one in kept.cells}
        cells = tuple(
            tuple(
                opened.pop((row, column)) if given is None else markdown.line(given)
                for column, given in enumerate(cells)
            )
            for row, cells in enumerate(kept.table.given)
        )
        if opened or len(cells) != len(kept.table.rows) or {*map(len, cells)} != {len(kept.table.columns)}:
            raise FormulaError("the table's headings, what is given in it and its empty cells do not fit together")
        rows, columns = (tuple(map(markdown.line, one)) for one in (kept.table.rows, kept.table.columns))
        return Grid(rows, columns, cells, markdown.line(kept.table.corner), Text(""))

    def _number(self, kept: PartAsked | CellKept) -> Numerical:
        foreseen = tuple(self._option(one) for one in kept.options)
        key = single(values(kept.key))
        return Numerical(key, foreseen, Fraction(kept.tolerance), kept.names, _followed(kept.follows))

    def _option(self, kept: OptionKept) -> Option:
        text = markdown.line(kept.text)
        tolerance = Fraction(kept.tolerance)
        return Option(
            text,
            _value(kept.value, text),
            None if kept.misconception is None else self._slip(kept.misconception, kept.concept or ""),
            None,
            _followed(kept.follows),
            tolerance,
            self._slip(kept.overlooked.misconception, kept.overlooked.concept) if kept.overlooked else None,
        )

    def _slip(self, name: str, concept: str) -> Slip:
        about = self.meanings.get(name, Meaning(""))
        return Slip(name, self._concept(concept, about), markdown.line(about.feedback))

    def _concept(self, name: str, about: Meaning) -> Concept:
        """As the file names it, else as quizgen does, else by its id: that of a plug-in's author, perhaps."""
        if not about.name and (known := self.concept(name)):
            return known
        return Concept(name, about.name or name.replace("-", " "), markdown.line(about.meaning), "")


def _followed(sources: tuple[str, ...]) -> Kept | tuple[()]:
    """Formulas, none of which is read later and found to be none then."""
    found = Kept(sources)
    return found if tuple(found) else ()


def _value(kept: object, text: Text) -> Value:
    if numbers := values(kept):
        return single(numbers)
    if isinstance(kept, dict) and (layer := _layer(kept)):
        return layer
    return text


def _layer(kept: Mapping[str, object]) -> Layer | None:
    """A layer from its JSON, None for one of a kind that quizgen does not know."""
    name = str(kept.get("type"))
    kind: Any = getattr(layers, name) if name in layers.__all__ else None
    if not isinstance(kind, type) or not issubclass(kind, Layer):
        return None
    made: Callable[..., Layer] = kind
    try:
        return made(**dict(_arguments(kept, kind.fixed)))
    except (TypeError, ValueError):
        return None


def _arguments(kept: Mapping[str, object], fixed: Container[str]) -> Iterator[tuple[str, object]]:
    for name, value in kept.items():
        if name != "type" and name not in fixed:
            yield name, tuple(value) if isinstance(value, list) else value
