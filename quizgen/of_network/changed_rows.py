"""Which of some layers differ after an argument of one of them is changed: in what they give, or in what they learn.

The reader follows the change from layer to layer, as far as it reaches.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from quizgen.answers import Multiple, Option
from quizgen.asking.facts import Fact
from quizgen.layers import Linear, MapShape, Network, layer_json, network_json
from quizgen.misconceptions import change_rows as mistakes
from quizgen.misconceptions.concepts import slip
from quizgen.misconceptions.kinds import Misconception
from quizgen.model import Level, Values
from quizgen.of_network.changing import ARGUMENTS
from quizgen.of_network.family import placed, remark, worded
from quizgen.of_network.lines import on_lines
from quizgen.of_network.parameter_words import code_in_table
from quizgen.of_network.places import AskedNetwork, Place, begins
from quizgen.of_network.printed import READERS, reached, reaching, read_by
from quizgen.of_network.row_beliefs import Quantity, expected, overlooked
from quizgen.of_network.row_family import Puzzle, RowFamily, family_of
from quizgen.of_network.rows_apart import Altered, Change, altered, changes, runs
from quizgen.space import Dice
from quizgen.text import Table, Text
from quizgen.text.nodes import Filling

MOST, FEWEST, BEFORE = 6, 4, 2
"""Rows in a question, and of them before the one that is changed."""
MOVES = ("stride", "padding")
CHANGES = (*ARGUMENTS, "out_channels", "out_features")
FROM_INPUT = "An input of {size} is given to {title}."
FROM_WITHIN = "In {title}, with an input of {input}, the layer `{first}` is given {size}."
STEM = """
{start} These layers follow each other, from top to bottom; activations and dropout between them are left out:

{layers}

What is left out has PyTorch's default. Now `{argument}` of `{changed}` is changed from {before} to {now}. Layers behind
it that have to be told how much they read (`in_channels`, `in_features`, `num_features`) are made to fit, and nothing
else is changed. {question}
"""
ASKED: Mapping[Quantity, str] = {
    "shape": "Which of these layers give an output of another shape than before?",
    "parameters": "Which of these layers have another number of learnable parameters than before?",
}
HINTS: Mapping[Quantity, tuple[Text, ...]] = {
    "shape": (
        Text("Go from layer to layer: is it given another map than before, and does what it gives follow from that?"),
        Text("Some layers give a shape that their own arguments decide, or a part of it."),
    ),
    "parameters": (
        Text("Ask of each layer what its number of parameters follows from, and whether the change reaches that."),
        Text("Neither the place where a kernel is laid nor the size of a map is a weight."),
    ),
}
SOURCE = "PyTorch documentation, torch.nn: the shapes of inputs, outputs and parameters of each layer"
MISCONCEPTIONS = (*mistakes.SHAPES, *mistakes.PARAMETERS)
SAME, OTHER = "`{name}`: {old} as before. {why}", "`{name}`: {new} instead of {old}. {why}"


@dataclass(frozen=True)
class Asked:
    """A change of some rows, and whether their shapes or their parameters are asked for."""

    subject: AskedNetwork
    altered: Altered
    quantity: Quantity

    @property
    def right(self) -> tuple[bool, ...]:
        """Which rows are right."""
        return self.altered.reshaped if self.quantity == "shape" else self.altered.recounted

    @property
    def level(self) -> Level:
        """Easy where the change goes through to the last row, hard where it is one of channels or features."""
        if self.altered.argument not in ARGUMENTS:
            return "hard"
        return "easy" if self.quantity == "shape" and all(self.right[self.altered.at :]) else "medium"

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
        return self.altered.measured_shapes() if self.quantity == "shape" else self.altered.measured_counts()

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
        find = overlooked if self.right[place] else expected
        return find(self.altered, place, self.quantity)

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
            "size": self._said(first.before),
            "layers": table,
            "argument": one.argument,
            "changed": one.row.name,
            "before": one.before,
            "now": one.now,
        }
        more = remark(one.rows)
        template = STEM.strip().replace("{start}", start).replace("{question}", ASKED[self.quantity])
        return Text(template + more.template, {**values, **more.values})

    def _said(self, shape: Sequence[int]) -> str:
        return self.subject.sized(shape) if len(shape) > 1 else f"{self.subject.sized(shape)} features"

    def solution(self) -> tuple[Text, ...]:
        """Row by row, what there was, what there is, and why."""
        return tuple(self._line(place) for place in range(len(self.altered.rows)))

    def _line(self, place: int) -> Text:
        one, why = self.altered, self._belief(place).feedback
        old: Filling
        new: Filling
        if self.quantity == "shape":
            old, new = self._said(one.rows[place].after), self._said(one.shapes[place])
        else:
            old, new = one.counts[place]
        words = (OTHER if self.right[place] else SAME).replace("{why}", why)
        return Text(words, {"name": one.rows[place].name, "old": old, "new": new})

    def params(self) -> dict[str, Any]:
        """The layers as they were, and what is changed."""
        one = self.altered
        first: MapShape = one.rows[0].before
        found = network_json(Network(first, one.old))
        change = {"row": one.at + 1, "argument": one.argument, "value": one.now}
        flat = on_lines(found) if self.subject.axes == 1 else found
        return {**flat, **placed(self.subject, one.rows), "change": change}

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
    title = f"{subject.title}: which outputs a change reaches"
    return _family(subject, "shape", "network-changed-shapes", "output-size", title, mistakes.SHAPES)


def weights(subject: AskedNetwork) -> RowFamily:
    """Asks which rows have other numbers of parameters."""
    title = f"{subject.title}: which parameters a change reaches"
    return _family(subject, "parameters", "network-changed-parameters", "parameters", title, mistakes.PARAMETERS)


def _family(  # noqa: PLR0913, PLR0917 - what one of the two has of its own
    subject: AskedNetwork, quantity: Quantity, slug: str, about: str, title: str, beliefs: tuple[Misconception, ...]
) -> RowFamily:
    puzzles: list[Puzzle] = [*_every(subject, quantity)]
    return family_of(
        puzzles,
        lambda levels: RowFamily(
            module=__name__,
            slug=slug,
            about=about,
            digest=subject.digest,
            text=subject.text,
            title=title,
            asks="changed_shapes" if quantity == "shape" else "changed_parameters",
            kind="multiple",
            source=SOURCE,
            misconceptions=beliefs,
            hints=HINTS[quantity],
            levels=levels,
        ),
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
    same = [one for one in every if one[0] in (ARGUMENTS if quantity == "shape" else MOVES)]
    dice = Dice("change", subject.digest, place.number, quantity)
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
