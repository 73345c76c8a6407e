"""What holds for every kind of figure: legible, inside its canvas, and its alternative text has its numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from xml.etree import ElementTree as ET

import pytest
import typst

from quizgen import figures
from quizgen.errors import FormulaError
from quizgen.figures.connectivity import connectivity
from quizgen.figures.coverage import coverage
from quizgen.figures.dilated import dilated_kernels
from quizgen.figures.fields import nested_fields
from quizgen.figures.inception import inception
from quizgen.figures.matrix import matrix
from quizgen.figures.norm import norm_axes
from quizgen.figures.pointwise import pointwise
from quizgen.figures.residual import residual
from quizgen.figures.stack import stack_vs_kernel
from quizgen.figures.stamping import stamping
from quizgen.math.printing import grouped
from quizgen.math.typst import literal
from quizgen.model import Figure
from quizgen.text import Text
from quizgen.text.columns import columns
from quizgen.text.speech import SPEECH
from quizgen.text.terminal import TERMINAL

SVG = "{http://www.w3.org/2000/svg}"
ADVANCE = 0.603
HOSTILE = '</text><script>1</script>&amp;{{ 7*7 }}"'
VGG = [(3, 1, 1), (3, 1, 1), (2, 2, 1)] * 2 + [(3, 1, 1), (3, 1, 1), (3, 1, 1), (2, 2, 1)] * 2
FIGURES = {
    "three layers": nested_fields([(3, 1, 1)] * 3),
    "strides and names": nested_fields([(7, 2, 1), (3, 2, 1), (3, 1, 2)], ["conv1", "pool1", "conv2, dilated"]),
    "VGG": nested_fields(VGG),
    "large field": nested_fields([(3, 1, 1), (1, 1, 1), (3, 1, 63), (3, 1, 63)]),
    "groups": connectivity(8, 8, 4),
    "unequal sides": connectivity(6, 12, 3),
    "no groups": connectivity(3, 16, 1),
    "depthwise": connectivity(16, 16, 16),
    "many channels": connectivity(256, 128, 32),
    "many groups": connectivity(1024, 1024, 1024),
    "two layers": stack_vs_kernel(2),
    "ten layers": stack_vs_kernel(10),
    "layers of 7 by 7": stack_vs_kernel(8, 7),
    "projection": pointwise(64, 16),
    "wide projection": pointwise(256, 1024),
    "one channel": pointwise(1, 1),
    "rates": dilated_kernels(3),
    "large rates": dilated_kernels(3, (6, 12, 18, 24)),
    "many rates": dilated_kernels(7, range(1, 9)),
    "gridding": coverage(3, (2, 2, 2)),
    "no gridding": coverage(3, (1, 2, 5)),
    "gridding on the plane": coverage(3, (2, 4, 8), 2),
    "WaveNet": coverage(2, (1, 2, 4, 8, 16, 32, 64)),
    "identity": residual(["Conv 3×3, 64", "BN", "ReLU", "Conv 3×3, 64", "BN"]),
    "shortcut": residual(["3×3"], ["1×1, 256→512, stride 2", "BN"], (), "x: 256 × 56 × 56", "y"),
    "GoogLeNet": inception([["1×1, 64"], ["1×1, 96", "3×3, 128"], ["pool 3×3", "1×1, 32"]], "224 channels"),
    "many branches": inception([["Conv2d(192, 64, kernel_size=1)"]] * 8, "512 channels", "192 channels"),
    "two branches": inception([["a"], ["b"]], "c"),
    "stamps": stamping(4, 3, 2, 1, 1),
    "stamps apart": stamping(2, 2, 4, 0, 3),
    "stamps with numbers": stamping(3, 4, 2, 1, x=[-3, 5, 2], w=[2, -1, 4, 3]),
    "many stamps": stamping(100, 7, 5, 3),
    "stamps on the plane": stamping(3, 3, 2, 1, 1, axes=2),
    "many stamps on the plane": stamping(14, 5, 3, 0, 2, axes=2),
    "batch norm": norm_axes("BN", 3, 4, 6),
    "layer norm": norm_axes("LN", 2, 3, 4),
    "instance norm": norm_axes("IN", 32, 64, 49),
    "group norm": norm_axes("GN", 8, 256, 196, 32),
    "one element": norm_axes("LN", 1, 1, 1),
    "convolution": matrix([[1, 2, 0], [4, -1, 2], [0, 5, 1]], [[1, 0], [-1, 2]], [["?", 3], [4, 5]], (1, 1, 2, 2)),
    "padded": matrix([[1, 2], [3, 4]], [[Fraction(1, 9)] * 3] * 3, None, (0, 0, 3, 3), 1),
    "large numbers": matrix([[1000 * column for column in range(9)]] * 9, [[1, 2], [3, 4]], [[5] * 8] * 8),
    "hostile block": residual([HOSTILE], [HOSTILE], [HOSTILE], HOSTILE, HOSTILE),
    "hostile branches": inception([[HOSTILE], ["a"]], HOSTILE, HOSTILE),
    "hostile cells": matrix([[HOSTILE, 1]]),
    "hostile names": nested_fields([(3, 1, 1)], [HOSTILE]),
}
EVERY = pytest.mark.parametrize("figure", FIGURES.values(), ids=FIGURES)
Box = tuple[float, float, float, float]


def root(figure: Figure) -> ET.Element:
    return ET.fromstring(figures.svg(figure))


def numbers(value: object) -> Iterator[int | Fraction]:
    """Every number of the params, however deep."""
    if isinstance(value, int | Fraction):
        yield value
    elif isinstance(value, Mapping):
        for name, part in value.items():
            # Where squares start is told by the picture alone, how many axes are drawn by words, defaults not at all.
            default = {"groups": 1, "padding": 0, "output_padding": 0}.get(name) == part
            if name not in {"starts", "axes", "window"} and not default:
                yield from numbers(part)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for part in value:
            yield from numbers(part)


def points(path: str) -> Iterator[tuple[float, float]]:
    """Every corner of a path of straight lines."""
    x = y = 0.0
    for command, given in re.findall(r"([MmLlHhVvz])([^MmLlHhVvz]*)", path):
        values = [float(number) for number in re.findall(r"-?[\d.]+", given)]
        match command.lower():
            case "h":
                x = values[0] + (x if command == "h" else 0)
            case "v":
                y = values[0] + (y if command == "v" else 0)
            case "m" | "l":
                moved = command.islower()
                x, y = values[0] + (x if moved else 0), values[1] + (y if moved else 0)
        yield x, y


def written(text: ET.Element) -> Box:
    """The edges of a text's letters."""
    size = float(text.get("font-size", "11"))
    wide = len(text.text or "") * size * ADVANCE
    if turned := re.fullmatch(r"translate\(([\d.]+) ([\d.]+)\) rotate\(-90\)", text.get("transform") or ""):
        x, y = map(float, turned.groups())
        return x - size * 0.75, y - wide / 2, x + 2, y + wide / 2
    x, y = float(text.get("x", "nan")), float(text.get("y", "nan"))
    left = {"middle": x - wide / 2, "end": x - wide}.get(text.get("text-anchor", ""), x)
    return left, y - size * 0.75, left + wide, y + size * 0.2


def drawn(element: ET.Element) -> Iterator[Box]:
    """The edges of everything that is drawn."""
    for one in element.iter():
        if one.tag == f"{SVG}rect":
            x, y, wide, tall = (float(one.get(name, "0")) for name in ("x", "y", "width", "height"))
            yield x, y, x + wide, y + tall
        elif one.tag == f"{SVG}circle":
            x, y, r = (float(one.get(name, "nan")) for name in ("cx", "cy", "r"))
            yield x - r, y - r, x + r, y + r
        elif one.tag == f"{SVG}text":
            yield written(one)


@EVERY
def test_a_listener_hears_the_numbers(figure: Figure) -> None:
    drawing, alt = root(figure), SPEECH.text(figure.alt)
    assert drawing.findtext(f"{SVG}title") == alt
    shown = {str(number).replace("-", "−") for number in numbers(figure.params)}
    told = set(re.findall(r"−?\d+(?:/\d+)?", alt.replace(",", "") if figure.kind != "matrix" else alt))
    assert shown <= told


@EVERY
def test_nothing_leaves_the_canvas(figure: Figure) -> None:
    drawing = root(figure)
    wide, tall = float(drawing.get("width", "")), float(drawing.get("height", ""))
    for left, top, right, bottom in drawn(drawing):
        assert left >= 0
        assert top >= 0
        assert right <= wide
        assert bottom <= tall
    for path in drawing.findall(f"{SVG}path"):
        for x, y in points(path.get("d", "")):
            assert 0 <= x <= wide
            assert 0 <= y <= tall


@EVERY
def test_a_page_is_wide_enough(figure: Figure) -> None:
    crowded = HOSTILE in repr(figure.params) or len(figure.params.get("branches", ())) > 4
    assert crowded or float(root(figure).get("width", "")) <= 640


@EVERY
def test_no_words_stand_on_others(figure: Figure) -> None:
    texts = [(text.text, written(text)) for text in root(figure).iter(f"{SVG}text")]
    for number, (one, (left, top, right, bottom)) in enumerate(texts):
        for other, (start, above, end, below) in texts[:number]:
            apart = left >= end or start >= right or top >= below or above >= bottom
            assert apart, f"'{one}' stands on '{other}'"


@EVERY
def test_it_reads_on_a_dark_page_and_in_print(figure: Figure) -> None:
    drawing = root(figure)
    behind = drawing.find(f"{SVG}rect")
    assert behind is not None
    assert behind.get("fill") == "#ffffff"
    assert [behind.get(side) for side in ("width", "height")] == [drawing.get(side) for side in ("width", "height")]
    for text in drawing.iter(f"{SVG}text"):
        assert text.get("fill")
        assert float(text.get("font-size", "11")) >= 10
    assert all(one.get("fill") for tag in ("path", "rect", "circle") for one in drawing.iter(SVG + tag))


@EVERY
def test_equal_figures_give_equal_bytes_and_an_id_of_their_own(figure: Figure) -> None:
    again = Figure(figure.kind, dict(figure.params), Text(figure.alt.template, dict(figure.alt.values)))
    assert figures.svg(figure) == figures.svg(again)
    others = {root(other).get("aria-labelledby") for other in FIGURES.values() if other is not figure}
    ids = [one.get("id", "") for one in root(figure).iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    assert all(name.startswith(ids[0]) for name in ids)
    assert ids[0] not in others


@EVERY
@pytest.mark.parametrize("room", [30, 60, 80, 100])
def test_no_line_is_wider_than_the_terminal(figure: Figure, room: int) -> None:
    lines = figures.box(figure, room).split("\n")
    assert any(lines)
    assert max(map(columns, lines)) <= room


@pytest.mark.parametrize("name", ["large numbers", "shortcut", "strides and names"])
def test_what_has_no_room_for_its_drawing_is_told_in_words(name: str) -> None:
    figure = FIGURES[name]
    lines = figures.box(figure, 24).split("\n")
    assert max(map(columns, lines)) <= 24
    assert "".join("".join(line.removeprefix("│") for line in lines).split()) == "".join(
        TERMINAL.text(figure.alt).split()
    )


@EVERY
def test_typst_has_every_character(figure: Figure) -> None:
    page = f"""#set document(title: "t")\n#image(bytes({literal(figures.svg(figure))}), format: "svg", alt: "a")"""
    made = typst.Compiler(ignore_system_fonts=True).compile(input=page.encode(), pdf_standards=["ua-1"], timestamp=0)
    assert b"DejaVuSansMono" in made  # type: ignore[operator]


@EVERY
def test_a_page_takes_it(figure: Figure) -> None:
    assert len(figures.svg(figure)) < 200_000


@EVERY
def test_other_params_are_refused(figure: Figure) -> None:
    for wrong in ({}, {**figure.params, "colour": "red"}, dict.fromkeys(figure.params)):
        for draw in (figures.svg, figures.box):
            with pytest.raises(FormulaError, match=f"a {figure.kind} figure takes"):
                draw(Figure(figure.kind, wrong, Text("A figure.")))


def test_every_kind_is_tried() -> None:
    assert {figure.kind for figure in FIGURES.values()} == set(figures.KINDS) - {"kernel", "chain", "picture"}


def test_words_stay_words() -> None:
    for figure in (one for one in FIGURES.values() if HOSTILE in repr(one.params)):
        drawing = root(figure)
        assert drawing.find(f".//{SVG}script") is None
        assert "script" in "".join(drawing.itertext())
    for make in (residual(["\x1b[2J"]), inception([["\x1b[2J"], ["a"]], "b"), matrix([["\x1b[2J"]])):
        assert "\x1b" not in figures.box(make)


@pytest.mark.parametrize(
    ("make", "rule"),
    [
        (lambda: connectivity(8, 6, 4), "groups divides in_channels and out_channels"),
        (lambda: stack_vs_kernel(1), "layers and kernel_size are at least 2"),
        (lambda: stamping(1, 1, 1, 1), "something is left after the crop"),
        (lambda: norm_axes("GN", 2, 6, 4, 4), "groups divides channels"),
        (lambda: matrix([[1, 2], [3, 4]], window=(1, 1, 2, 2)), "the window stands on the padded map"),
        (lambda: coverage(3, (1, 2), 3), "another axes than 3"),
        (lambda: matrix([[1, 2], [3]]), "another rows"),
        (lambda: figures.svg(inception([["a"]], "b")), "another branches"),
    ],
)
def test_what_cannot_be_is_refused(make: object, rule: str) -> None:
    assert callable(make)
    with pytest.raises(FormulaError, match=rule):
        make()


def test_numbers_are_shown_as_elsewhere() -> None:
    assert f"{grouped(1024 * 1024)} connections" in figures.svg(FIGURES["many groups"])


@EVERY
def test_a_drawing_works_out_each_measure_once_and_it_can_be_read_again(figure: Figure) -> None:
    drawing = figures.kind(figure.kind).page(figure.params)
    measures = [name for name, value in vars(type(drawing)).items() if isinstance(value, cached_property)]
    assert {"width", "height"} & set(measures)
    for name in measures:
        assert getattr(drawing, name) is getattr(drawing, name)
        assert not isinstance(getattr(drawing, name), Iterator)
