"""What becomes of the size of a map when one argument of a layer changes and everything else stays.

The reader goes through the layers from the one that changes to the one that is asked about, with its new argument.
"""

from __future__ import annotations

from quizgen import oracle
from quizgen.formulas.sizes import conv_output_size
from quizgen.layers import Network
from quizgen.misconceptions.changes import CHANGED
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.model import Level
from quizgen.of_network import sizes
from quizgen.of_network.about_one import identified
from quizgen.of_network.changing import Change, changes
from quizgen.of_network.family import LAYER, NetworkFamily, Point, levels, placed
from quizgen.of_network.places import AskedNetwork, numbered
from quizgen.of_network.printed import reaching
from quizgen.of_network.tabled import apart, stem, table
from quizgen.space import Params
from quizgen.text import Text

STEM = """
{described} It goes through {these}

{layers}

Now `{argument}` of `{changed}` is changed from {before} to {now}, and nothing else. How many {sides} does the output of
`{name}` have then? `padding` counts what is added on each side. A fraction is rounded down.
"""
WITH = "With {argument} {now} `{changed}` gives another map than before, and every layer behind it is given that one."


MISCONCEPTIONS = (*CHANGED, *map(apart, sizes.MISCONCEPTIONS))


def family(subject: AskedNetwork) -> NetworkFamily:
    """Asks about every stride, padding and kernel size that may be another one, up to three layers further on."""
    asked = changes(subject)

    def change(p: Params) -> Change:
        return asked[p[LAYER]]

    return NetworkFamily(
        module=__name__,
        slug="network-changed-size",
        about="output-size",
        weight="common",
        **identified(subject),
        title=f"{subject.title}: what a change does to sizes",
        asks="changed_size",
        levels=levels([_point(number, one) for number, one in asked.items()]),
        formulas=(conv_output_size,),
        compose=lambda _, shape: _tree(shape),
        misconceptions=MISCONCEPTIONS,
        stem=lambda p: _stem(subject, change(p)),
        solution=lambda p, _: (_said(change(p)), *sizes.solution(Params(p.values, p.shape[:-1]), change(p).then)),
        network=lambda p: Network(change(p).chain[0].before, tuple(one.layer for one in change(p).chain)),
        givens=lambda p: placed(subject, change(p).chain) | change(p).told,
        measure=lambda p: (_measured(change(p)),),
        tells=lambda p: reaching(subject, change(p).chain[0]),
        examples=(),
    )


def _tree(shape: Shape) -> Trees:
    return sizes.tree_of(sizes.every(shape[:-1]))


def _point(number: int, change: Change) -> Point:
    values = values_of(change)
    level: Level = ("easy", "medium", "hard")[min(len(change.chain), 3) - 1]
    steps = tuple(sizes.step(one, change.which) for one in change.then)
    return Point(level, number, (*steps, change.argument), values)


def values_of(change: Change) -> dict[str, int]:
    """The numbers of the chain after the change, and what there was before."""
    side = 1 + change.which
    values = {"n": change.then[0].before[side], **numbered(change.then, change.which)}
    return values | {"was": change.chain[-1].after[side], "stride_before": change.before, "stride_now": change.now}


def _stem(subject: AskedNetwork, change: Change) -> Text:
    chain = change.chain
    said = {"layers": table(subject, chain), **change.said, "sides": subject.sides, "name": chain[-1].name}
    return stem(subject, chain, STEM, said)


def _said(change: Change) -> Text:
    return Text(WITH, {"argument": change.argument, "now": change.now, "changed": change.chain[0].name})


def _measured(change: Change) -> int:
    layers = [one.layer for one in change.then]
    return oracle.output_length(layers, change.then[0].before[1 + change.which], change.which)
