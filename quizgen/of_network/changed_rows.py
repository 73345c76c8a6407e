"""Which of some layers differ after an argument of one of them is changed: in what they give, or in what they learn.

The reader follows the change from layer to layer, as far as it reaches.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from quizgen.answers import Multiple, Option
from quizgen.asking.facts import Fact
from quizgen.layers import Linear, layer_json
from quizgen.misconceptions.concepts import slip
from quizgen.misconceptions.kinds import Misconception
from quizgen.model import Level, Values
from quizgen.of_network.about_one import identified
from quizgen.of_network.altering import MOVES
from quizgen.of_network.family import placed, remark, worded
from quizgen.of_network.lines import layers_json
from quizgen.of_network.parameter_words import code_in_table
from quizgen.of_network.places import AskedNetwork, Place, begins
from quizgen.of_network.printed import READERS, reached, reaching, read_by
from quizgen.of_network.row_family import RowFamily, by_level
from quizgen.of_network.row_quantities import PARAMETERS, SHAPE, Quantity, size
from quizgen.of_network.rows_apart import Altered, Change, altered, changes, runs
from quizgen.space import Dice
from quizgen.text import Table, Text
from quizgen.text.nodes import Filling

MOST, FEWEST, BEFORE = 6, 4, 2
"""Rows in a question, and of them before the one that is changed."""
CHANGES = (*MOVES, "out_channels", "out_features")
FROM_INPUT = "An input of {size} is given to {title}."
FROM_WITHIN = "In {title}, with an input of {input}, the layer `{first}` is given {size}."
STEM = """
{start} These layers follow each other, from top to bottom; activations and dropout between them are left out:

{layers}

What is left out has PyTorch's default. Now `{argument}` of `{changed}` is changed from {before} to {now}. Layers behind
it that have to be told how much they read (`in_channels`, `in_features`, `num_features`) are made to fit, and nothing
else is changed. {question}
"""
SOURCE = "PyTorch documentation, torch.nn: the shapes of inputs, outputs and parameters of each layer"
MISCONCEPTIONS = (*SHAPE.mistakes, *PARAMETERS.mistakes)
SAME, OTHER = "`{name}`: {old} as before. {why}", "`{name}`: {new} instead of {old}. {why}"


class Asked(Struct, frozen=True):
    """A change of some rows, and whether their shapes or their parameters are asked for."""

    subject: AskedNetwork
    altered: Altered
    quantity: Quantity

    @property
    def right(self) -> tuple[bool, ...]:
        """Which rows are right."""
        return self.quantity.differs(self.altered)

    @property
    def level(self) -> Level:
        """Easy where the change goes through to the last row, hard where it is one of channels or features."""
        if self.altered.argument not in MOVES:
            return "hard"
        return "easy" if self.quantity.through and all(self.right[self.altered.at :]) else "medium"

    @property
    def numbers(self) -> Mapping[str, int]:
        """The row that is changed, its argument, and where the rows begin and end."""
        one = self.altered
        named = {"layer": one.row.number, "argument": CHANGES.index(one.argument), "now": one.now}
        return named | {"first": one.rows[0].number, "last": one.rows[-1].number}

    def key(self) -> Values:
        """The numbers of the right rows, from 1."""
        return tuple(place for place, right in enumerate(self.right, 1) if right)

    def measured(self) -> Values:
        """The same from real layers."""
        return self.quantity.measured(self.altered)

    def answer(self, dice: Dice) -> Multiple:
        """The rows in their order."""
        del dice
        options = [self._option(place) for place in range(len(self.altered.rows))]
        return Multiple(tuple(options), frozenset(place for place, right in enumerate(self.right) if right))

    def _option(self, place: int) -> Option:
        text = Text("`{name}`", {"name": self.altered.rows[place].name})
        belief = slip(self._belief(place))
        if self.right[place]:
            return Option(text, place + 1, overlooked=belief)
        return Option(text, place + 1, belief)

    def _belief(self, place: int) -> Misconception:
        """What somebody believes who is wrong about a row."""
        find = self.quantity.overlooked if self.right[place] else self.quantity.expected
        return find(self.altered, place)

    def stem(self) -> Text:
        """The rows, and the change."""
        one, subject = self.altered, self.subject
        first = one.rows[0]
        start = FROM_INPUT if begins(one.rows) else worded(subject, FROM_WITHIN)
        table = Table(
            ("Layer", "Arguments"),
            tuple((row.name, code_in_table(row)) for row in one.rows),
            "The layers in their order",
        )
        values: dict[str, Filling] = {
            "title": subject.title,
            "input": subject.inputs,
            "first": first.name,
            "size": size(subject, first.before),
            "layers": table,
            "argument": one.argument,
            "changed": one.row.name,
            "before": one.before,
            "now": one.now,
        }
        more = remark(one.rows)
        template = STEM.strip().replace("{start}", start).replace("{question}", self.quantity.question)
        return Text(template + more.template, {**values, **more.values})

    def solution(self) -> tuple[Text, ...]:
        """Row by row, what there was, what there is, and why."""
        return tuple(self._line(place) for place in range(len(self.altered.rows)))

    def _line(self, place: int) -> Text:
        old, new = self.quantity.values(self.subject, self.altered, place)
        words = (OTHER if self.right[place] else SAME).replace("{why}", self._belief(place).feedback)
        return Text(words, {"name": self.altered.rows[place].name, "old": old, "new": new})

    def params(self) -> dict[str, Any]:
        """The layers as they were, and what is changed."""
        one = self.altered
        layers = layers_json(self.subject, one.rows[0].before, one.old)
        change = {"row": one.at + 1, "argument": one.argument, "value": one.now}
        return {**layers, **placed(self.subject, one.rows), "change": change}

    def tells(self) -> tuple[Fact, ...]:
        """The map that reaches the first row, and what the others say that they read."""
        readers = (row for row in self.altered.rows if isinstance(row.layer, READERS))
        return (*reaching(self.subject, self.altered.rows[0]), *read_by(self.subject, readers))

    def seeks(self) -> tuple[Fact, ...]:
        """That a linear layer no longer fits, which another question says."""
        rows = zip(self.altered.rows, self.altered.recounted, strict=True)
        return tuple(reached(self.subject, row) for row, differs in rows if differs and isinstance(row.layer, Linear))


def shapes(subject: AskedNetwork) -> RowFamily:
    """Asks which rows give another shape."""
    return _family(subject, SHAPE)


def weights(subject: AskedNetwork) -> RowFamily:
    """Asks which rows have other numbers of parameters."""
    return _family(subject, PARAMETERS)


def _family(subject: AskedNetwork, quantity: Quantity) -> RowFamily:
    return RowFamily(
        module=__name__,
        slug=quantity.slug,
        about=quantity.about,
        **identified(subject),
        title=f"{subject.title}: {quantity.title}",
        asks=quantity.asks,
        kind="multiple",
        source=SOURCE,
        misconceptions=quantity.mistakes,
        hints=quantity.hints,
        levels=by_level(list(_every(subject, quantity))),
    )


def _every(subject: AskedNetwork, quantity: Quantity) -> Iterator[Asked]:
    """One question for each change that makes one, on those rows around it that ask most; what asks the same, once."""
    seen: set[str] = set()
    for run in runs(subject):
        for at, place in enumerate(run):
            for change in _different(subject, place, quantity):
                found = [Asked(subject, one, quantity) for one in _cuts(run, at, change, subject.axes)]
                usable = [one for one in found if any(one.right)]
                best = max(map(_worth, usable), default=0)
                likely = [one for one in usable if _worth(one) == best]
                if likely:
                    chosen = likely[Dice("rows", subject.digest, place.number, change[0]).below(len(likely))]
                    same = repr(([layer_json(layer) for layer in chosen.altered.old], chosen.altered.at, change))
                    if same not in seen:
                        seen.add(same)
                        yield chosen


def _different(subject: AskedNetwork, place: Place, quantity: Quantity) -> Iterator[Change]:
    """The changes of a row, of those that come to the same one: to shapes all of a window, to weights its moves."""
    every = list(changes(subject, place))
    same = [one for one in every if one[0] in quantity.alike]
    dice = Dice("change", subject.digest, place.number, quantity.name)
    yield from dice.sample(same, min(1, len(same)))
    yield from (one for one in every if one not in same)


def _cuts(run: tuple[Place, ...], at: int, change: Change, axes: int) -> Iterator[Altered]:
    """The rows around one of them that can be run with a change of it."""
    for first in range(max(0, at - BEFORE), at + 1):
        for last in range(max(at + 1, first + FEWEST), min(len(run), first + MOST) + 1):
            if one := altered(run[first:last], at - first, change, axes):
                yield one


def _worth(one: Asked) -> int:
    """Rows behind the change that do not differ ask most, then such as do."""
    at, right = one.altered.at, one.right
    return 2 * (not all(right[at:])) + any(right[at + 1 :])
