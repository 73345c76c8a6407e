"""The fault that a change leaves behind: a linear layer that is given another number of features than it is made for.

The reader works the last map out anew and multiplies its sides by the channels.
"""

from __future__ import annotations

from math import prod

from quizgen import oracle
from quizgen.asking.facts import Fact
from quizgen.formulas.sizes import conv_output_size
from quizgen.layers import SHAPELESS, Flatten, Linear, Network
from quizgen.math.reader import read
from quizgen.math.rewrites import substitute
from quizgen.math.tree import Expr
from quizgen.misconceptions import changes as mistakes
from quizgen.misconceptions import program_features as features
from quizgen.misconceptions.kinds import Instead, Misconception, Shape, Trees
from quizgen.model import Level, Values
from quizgen.of_network import changed_sizes, sizes
from quizgen.of_network.about_one import identified
from quizgen.of_network.changing import Change, changes
from quizgen.of_network.family import LAYER, NetworkFamily, Point, Within, instead, levels, placed
from quizgen.of_network.places import AskedNetwork, Place, alike, windows
from quizgen.of_network.printed import reached, reaching
from quizgen.of_network.tabled import stem, table
from quizgen.space import Params
from quizgen.text import Text
from quizgen.text.nodes import Filling

STEM = """
{described} It goes through {these}

{layers}

All values of the last map are then given to `{linear}`, which has `in_features={features}`. Somebody changes
`{argument}` of `{changed}` from {before} to {now} and nothing else, and PyTorch refuses `{linear}`. Which `in_features`
does it need now? `padding` counts what is added on each side. A fraction is rounded down.
"""
FLAT = """
`{linear}` is given all values of that map, which has {channels} channels:

$$features_in == {channels}*{size} == {key}$$
"""
AREAS = {1: "channels*side", 2: "channels*side**2", 3: "channels*side**3"}
SIZES = {"1": "{side}", "2": "{side}**2", "3": "{side}**3"}
SIMILAR = {one.id: one for one in features.SINGLES}


def _of(slug: str, formula: str, axes: str = "123") -> Instead:
    """A mistake about the last map, from its ``channels`` and its ``side``, on maps of so many axes."""
    return instead(SIMILAR[slug], lambda shape: (_put(formula, shape),) if shape[-1] in axes else None)


def _put(formula: str, shape: Shape) -> Expr:
    (side,) = sizes.tree_of(sizes.every(shape[:-2]))
    return substitute(read(formula), {"side": side})


def _apart(one: Misconception) -> Misconception:
    """A mistake about layers, made before their map is flattened."""

    def wrong(key: Trees, shape: Shape) -> Trees | None:
        del key
        found = one.wrong(sizes.tree_of(sizes.every(shape[:-2])), shape[:-2])
        return found and (substitute(read(AREAS[int(shape[-1])]), {"side": found[0]}),)

    return Within(one, wrong=wrong)


MISCONCEPTIONS = (
    mistakes.STAYS,
    _of("one-value-a-channel", "channels + 0*side"),
    _of("flattens-one-channel", "side**2", axes="12"),
    _of("counts-side-of-map-once", "channels*side", axes="2"),
    _of("adds-sides-of-map", "channels*2*side", axes="2"),
    *map(_apart, sizes.MISCONCEPTIONS),
)


def family(subject: AskedNetwork) -> NetworkFamily:
    """Asks about each first linear layer behind a map, for each change of the layers before it."""
    linears = {place.path[-1].number: place for place in subject.places if _reads_map(place)}
    ends = {_last(place).number: place for place in linears.values()}
    asked = {
        number: one
        for number, one in changes(subject).items()
        if one.chain[-1].number in ends and (subject.axes == 1 or alike(one.chain))
    }

    def change(p: Params) -> Change:
        return asked[p[LAYER]]

    def linear(p: Params) -> Place:
        return ends[change(p).chain[-1].number]

    return NetworkFamily(
        module=__name__,
        slug="network-needed-features",
        about="pytorch-code",
        weight="common",
        **identified(subject),
        title=f"{subject.title}: a linear layer that no longer fits",
        asks="needed_features",
        levels=levels([_point(number, one, subject.axes) for number, one in asked.items()]),
        formulas=(conv_output_size,),
        compose=lambda _, shape: (_put(AREAS[int(shape[-1])], shape),),
        misconceptions=MISCONCEPTIONS,
        stem=lambda p: _stem(subject, change(p), linear(p)),
        solution=lambda p, key: _solution(p, change(p), linear(p), key),
        network=lambda p: Network(change(p).chain[0].before, (*(one.layer for one in change(p).chain), Flatten())),
        givens=lambda p: (
            placed(subject, (*change(p).chain, linear(p))) | change(p).told | {"in_features": linear(p).before[0]}
        ),
        measure=lambda p: (_measured(change(p)),),
        tells=lambda p: (*reaching(subject, change(p).chain[0]), *_told(subject, linear(p))),
        examples=(),
    )


def _told(subject: AskedNetwork, linear: Place) -> tuple[Fact, ...]:
    """The features that the linear layer has say how large the map was; and that the change reaches it."""
    return (*reaching(subject, linear)[len(linear.before) - 1 :], reached(subject, linear))


def _reads_map(place: Place) -> bool:
    return isinstance(place.layer, Linear) and bool(place.path) and _last(place) is not place


def _last(place: Place) -> Place:
    """The window whose map is flattened for a linear layer, or the layer itself where there is none."""
    flat = False
    for one in reversed(place.path):
        if isinstance(one.layer, SHAPELESS):
            continue
        if isinstance(one.layer, Flatten) and not flat:
            flat = True
            continue
        return one if flat and windows(one, 1) else place
    return place


def _point(number: int, change: Change, axes: int) -> Point:
    steps = tuple(sizes.step(one, change.which) for one in change.then)
    channels, *_ = change.then[-1].after
    values = changed_sizes.values_of(change) | {"channels": channels, "was": prod(change.chain[-1].after)}
    level: Level = ("easy", "medium", "hard")[min(len(steps), 3) - 1]
    return Point(level, number, (*steps, change.argument, str(axes)), values)


def _stem(subject: AskedNetwork, change: Change, linear: Place) -> Text:
    said = {"layers": table(subject, change.chain, change.which), **change.said}
    return stem(subject, change.chain, STEM, {**said, "linear": linear.name, "features": linear.before[0]})


def _solution(p: Params, change: Change, linear: Place, key: Values) -> tuple[Text, ...]:
    side = change.then[-1].after[-1]
    size = SIZES[p.shape[-1]]
    said: dict[str, Filling] = {"linear": linear.name, "channels": p["channels"], "side": side, "key": key[0]}
    lines = sizes.solution(Params(p.values, p.shape[:-2]), change.then)
    return (*lines, Text(FLAT.replace("{size}", size), said))


def _measured(change: Change) -> int:
    layers = [*(one.layer for one in change.then), Flatten()]
    return oracle.output_shape(layers, change.then[0].before)[0]
