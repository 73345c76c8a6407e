"""A family about one network: its space is what can be asked of that network's layers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from quizgen.asking.about_one import AboutOne
from quizgen.asking.draws import Draw
from quizgen.asking.family import Family
from quizgen.asking.spaced import identity
from quizgen.decks.dealt import Dealt
from quizgen.layers import Network
from quizgen.misconceptions.kinds import Instead, Misconception, Misreading, Mistake, OwnWay, Shape, Trees, Wrong
from quizgen.model import LEVELS, Kin, Kind, Level, Question
from quizgen.of_network.lines import on_lines
from quizgen.of_network.places import AskedNetwork, Place
from quizgen.space import Concat, Dice, Params, Rows
from quizgen.text import Text

NEAREST = 4
"""How many usable values on each side of the key may stand beside it."""
LAYER = "layer"
"""The name under which a point holds the number of the row that it asks about."""


class Point(Struct, frozen=True):
    """One question: the row, and the numbers and the shape that the formula takes."""

    level: Level
    layer: int
    shape: Shape
    values: Mapping[str, int]

    def part(self) -> Rows:
        """A space with this point alone."""
        numbers = {LAYER: self.layer, **self.values}
        return Rows(tuple(numbers), lambda: [tuple(numbers.values())], self.shape)


@dataclass(frozen=True, eq=False, kw_only=True)
class NetworkFamily(AboutOne, Family):
    """Questions of one kind about one network: as numbers, and as a choice where enough wrong values lie around."""

    @cached_property
    def kinds(self) -> tuple[Kind, ...]:
        """Numerical first: not every layer has enough wrong values for a choice, and some families are never one."""
        if self.numerical_only:
            return ("numerical",)
        filled = (level for level in LEVELS if len(self.levels[level]))
        return ("numerical", *(("choice",) if any(self.table(level).choosable(4).any() for level in filled) else ()))

    def usual(self, level: Level) -> Kind:
        """As a number, at every level."""
        del level
        return "numerical"

    def count(self, level: Level, kind: Kind) -> int:
        """How many items the level holds of that kind."""
        if kind not in self.kinds or not len(self.levels[level]):
            return 0
        return int(self.table(level).choosable(4).sum()) if kind == "choice" else len(self.levels[level])

    def draw(self, level: Level, kind: Kind, seed: str) -> Iterator[Question]:
        """The level's questions for a seed, none where the level is empty.

        A single network has too few points for the looks of choices to be evened out, as ``quizgen.decks`` does for
        whole levels: here the key's rank is drawn for each item by itself, then wrong values on both sides.
        """
        if kind == "choice" and self.count(level, kind):
            points = self.table(level).choosable(4).nonzero()[0].tolist()
            order = Dice("own order", seed, self.id, level).sample(points, len(points))
            return Draw(order, lambda point: self.at(level, "choice", point, seed))
        return super().draw(level, kind, seed) if self.count(level, kind) else iter(())

    def choice(self, level: Level, point: int, seed: str) -> Dealt | None:
        """Rank and distractors for a point by itself, or None where too few wrong values lie around."""
        table = self.table(level)
        if not table.choosable(4)[point]:
            return None
        dice = Dice("own choice", seed, self.id, level, point)
        rank, ascending = dice.below(4), table.offered(point)
        split = sum(int(table.wrong_scale[one, point]) < int(table.key_scale[point]) for one in ascending)
        places = dice.sample(range(max(0, split - NEAREST), split), rank)
        places += dice.sample(range(split, min(len(ascending), split + NEAREST)), 3 - rank)
        return Dealt(point, rank, tuple(ascending[place] for place in sorted(places)))

    def _layers_json(self, network: Network | Mapping[str, Network]) -> dict[str, Any]:
        found = super()._layers_json(network)
        return on_lines(found) if self.axes == 1 else found

    def ids(self, level: Level) -> Iterator[str]:
        """The id of the item at each point: it depends on the network and the layer."""
        every = self.levels[level]
        return (identity(self.id, Params({LAYER: one[LAYER]}, (self.digest, *one.shape))) for one in every)

    def ask(self, level: Level, point: int, rank: int | None, mistakes: Sequence[int]) -> Question:
        """The question at one point; its id depends on the network and the layer."""
        params = self.levels[level][point]
        own = identity(self.id, Params({LAYER: params[LAYER]}, (self.digest, *params.shape)))
        return replace(super().ask(level, point, rank, mistakes), id=own, kin=Kin(alone=True, named=False), anew=None)


def placed(subject: AskedNetwork, places: Sequence[Place]) -> dict[str, object]:
    """The network and the layers that a question is about, by their names."""
    inputs = {"inputs": [list(shape) for shape in subject.several]} if subject.several else {}
    return {"architecture": subject.title, "names": [place.name for place in places], **inputs}


def levels(points: Sequence[Point]) -> dict[Level, Concat]:
    """The points by level, those that ask the same of the same numbers once."""
    kept: dict[object, Point] = {}
    for point in points:
        kept.setdefault((point.shape, tuple(sorted(point.values.items()))), point)
    return {level: Concat(tuple(point.part() for point in kept.values() if point.level == level)) for level in LEVELS}


class Within(OwnWay, Struct, frozen=True):
    """A mistake that is made in its own way here: ``wrong`` gives what it comes to, for the key and a shape."""

    mistake: Misconception
    wrong: Callable[[Trees, Shape], Trees | None]


def only(mistake: Misconception, layer: str) -> Within:
    """A mistake that can only be made where all layers are of one kind."""
    return Within(mistake, lambda key, shape: mistake.wrong(key, shape) if set(shape) == {layer} else None)


def where_possible(*misconceptions: Misconception) -> tuple[Misconception, ...]:
    """The misconceptions, left out where a layer gives no room for them."""
    return tuple(
        replace(one, optional=True) if isinstance(one, Mistake | Misreading) else one for one in misconceptions
    )


def instead(like: Misconception, formula: Wrong) -> Instead:
    """The misconception under its name and with its feedback, with what it computes on a network's own shapes."""
    return Instead(like.id, formula, like.feedback, concept=like.concept)


def remark(places: Sequence[Place]) -> Text:
    """What authors wrote that the numbers of a stem stand for; nothing where they wrote the numbers."""
    calls = called_again(places)
    said = [place for place in places if place.said]
    lines = (f" In the code `{{said_name_{at}}}` has {{said_{at}}}." for at, _ in enumerate(said))
    values = {f"said_{at}": place.said for at, place in enumerate(said)}
    values |= {f"said_name_{at}": place.name for at, place in enumerate(said)}
    return Text(calls.template + "".join(lines), {**calls.values, **values})


def called_again(places: Sequence[Place]) -> Text:
    """What the names of later calls mean; nothing where no layer is called again."""
    name = next((place.name for place in places if "#" in place.name), "")
    if not name:
        return Text("")
    first, _, number = name.rpartition("#")
    return Text(" (`{again}` is call {call} of `{once}`.)", {"again": name, "call": number, "once": first})


def worded(subject: AskedNetwork, template: str) -> str:
    """A template that speaks of one input, for a network that has several."""
    return template.replace("an input of {input}", "inputs of {input}") if subject.several else template


def described(subject: AskedNetwork, shape: Sequence[int], *, first: str, from_input: bool) -> Text:
    """The beginning of a stem: which network, and which map comes in where."""
    size = subject.sized(shape)
    if from_input:
        return Text("An input of {size} is given to {title}.", {"title": subject.title, "size": size})
    return Text(
        worded(subject, "In {title}, with an input of {input}, a map of {size} reaches the layer `{first}`."),
        {
            "title": subject.title,
            "input": subject.inputs,
            "size": size,
            "first": first,
        },
    )
