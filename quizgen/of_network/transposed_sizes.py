"""The side of the map that a transposed convolution of the network gives.

The reader puts a kernel down for each input, one every `stride`, crops the padding and adds the output padding.
"""

from __future__ import annotations

from quizgen import oracle
from quizgen.formulas.transposed import dilated_transposed_output_size, transposed_output_size
from quizgen.layers import Network, Transposed, axis
from quizgen.misconceptions import transposed_sizes as mistakes
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.model import Level, Values
from quizgen.of_network.about_one import identified
from quizgen.of_network.axes import named, sides, told
from quizgen.of_network.family import LAYER, NetworkFamily, Point, levels, placed, remark, where_possible, worded
from quizgen.of_network.lines import spelled
from quizgen.of_network.places import AskedNetwork, Place
from quizgen.of_network.printed import reaching, side_of
from quizgen.space import Params
from quizgen.text import Text

WINDOW = ("kernel_size", "stride", "padding", "output_padding", "dilation")
SHOWN = ("in_channels", "out_channels", *WINDOW)
STEM = """
In {title}, with an input of {input}, a map of {size} reaches the layer `{name}`:

`{code}`

How many {sides} does its output have? All arguments have the meaning that PyTorch gives them.
"""
WORDS = """
A kernel is put down for each of the $n$ inputs, $stride$ positions after the one before, and covers ${covered}$
positions. `padding` crops both ends and `output_padding` adds to one, so that the output size $o$ is

$$o == (n - 1)*stride - 2*padding + {inner} + output_padding$$

$$o == ({n} - 1)*{stride} - 2*{padding} + {put} + {output_padding} == {o}$$
"""
PLAIN = ("kernel_size", "kernel_size", "{kernel_size}")
SPREAD = ("dilation*(kernel_size - 1) + 1", "(dilation*(kernel_size - 1) + 1)", "({dilation}*({kernel_size} - 1) + 1)")
COVERED = {"plain": PLAIN, "dilated": SPREAD}
"""What a kernel covers, in a sentence, in a sum, and with its numbers put in."""
MISCONCEPTIONS = where_possible(
    *(mistakes.AS_CONVOLUTION, mistakes.DIVIDES, mistakes.MULTIPLIES_ONLY, mistakes.CONVOLVES_STRETCHED),
    *(mistakes.N_STEPS, mistakes.ADDS_PADDING, mistakes.CROPS_ONE_SIDE, mistakes.IGNORES_CROP),
    *(mistakes.DROPS_OUTPUT_PADDING, mistakes.OUTPUT_PADDING_TWICE, mistakes.SUBTRACTS_OUTPUT_PADDING),
    *(mistakes.FORGETS_EXTENT, mistakes.COUNTS_LAST_ONCE, mistakes.STARTS_TWICE, mistakes.SUBTRACTS_EXTENT),
    *(mistakes.INPUT_AND_KERNEL, mistakes.INSERTS_STRIDE, mistakes.ZEROS_FOR_STEP, mistakes.SQUARES_STEP),
    *(mistakes.SPREAD_IGNORED, mistakes.SPREAD_TAPS, mistakes.SPREAD_ONCE, mistakes.SPREAD_HOLES),
)


def family(subject: AskedNetwork) -> NetworkFamily:
    """Asks about every transposed convolution that makes another size of its map."""
    asked = {place.number: place for place in subject.places if _tells(subject, place)}

    def place(p: Params) -> Place:
        return asked[p[LAYER]]

    return NetworkFamily(
        module=__name__,
        slug="network-transposed-size",
        about="transposed-convolution",
        weight="common",
        **identified(subject),
        title=f"{subject.title}: sizes after transposed convolutions",
        asks="output_size",
        numerical_only="the input times the stride is the key or beside it, whatever the mistakes give",
        levels=levels([_point(one, _which(subject, one)) for one in asked.values()]),
        formulas=(transposed_output_size, dilated_transposed_output_size),
        compose=_compose,
        misconceptions=MISCONCEPTIONS,
        stem=lambda p: _stem(subject, place(p)),
        solution=_solution,
        network=lambda p: Network(place(p).before, (place(p).layer,)),
        measure=lambda p: (_measured(place(p), _which(subject, place(p))),),
        givens=lambda p: placed(subject, (place(p),)) | told(_axis(subject, place(p))),
        tells=lambda p: reaching(subject, place(p)),
        seeks=lambda _, key: side_of(subject, int(key[0])),
        examples=(),
    )


def _tells(subject: AskedNetwork, place: Place) -> bool:
    if not isinstance(place.layer, Transposed):
        return False
    side = 1 + _which(subject, place)
    return place.before[side] != place.after[side]


def _which(subject: AskedNetwork, place: Place) -> int:
    """The axis that is asked: the first one unless it stays as it is."""
    if subject.axes == 1:
        return 1
    pairs = tuple(zip(place.before[1:], place.after[1:], strict=True))
    return next((which for which, (before, after) in enumerate(pairs) if before != after), 0)


def _alike(place: Place) -> bool:
    """Whether all axes have the same sizes before and after."""
    return len({*zip(place.before[1:], place.after[1:], strict=True)}) == 1


def _axis(subject: AskedNetwork, place: Place) -> str:
    """The axis that is asked, where they differ."""
    return "" if subject.axes == 1 or _alike(place) else named(subject, _which(subject, place))


def _compose(trees: Trees, shape: Shape) -> Trees:
    return trees[1:] if shape == ("dilated",) else trees[:1]


def _point(place: Place, which: int) -> Point:
    values = {name: axis(getattr(place.layer, name), which) for name in WINDOW} | {"n": place.before[1 + which]}
    spread = values["dilation"] > 1
    level: Level = "hard" if spread else "medium" if values["output_padding"] else "easy"
    if not spread:
        del values["dilation"]
    return Point(level, place.number, ("dilated" if spread else "plain",), values)


def _stem(subject: AskedNetwork, place: Place) -> Text:
    said = {
        "title": subject.title,
        "input": subject.inputs,
        "size": subject.sized(place.before),
        "name": place.name,
        "code": spelled(place, SHOWN),
        "sides": sides(subject, None if _alike(place) else _which(subject, place)),
    }
    more = remark((place,))
    return Text(worded(subject, f"{STEM.rstrip()}{more.template}"), {**said, **more.values})


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    covered, inner, put = COVERED[p.shape[0]]
    words = WORDS.replace("{covered}", covered).replace("{inner}", inner).replace("{put}", put)
    return (Text(words, {**p.values, "o": key[0]}),)


def _measured(place: Place, which: int) -> int:
    return oracle.output_length([place.layer], place.before[1 + which], which)
