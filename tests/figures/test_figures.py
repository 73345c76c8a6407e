"""Figures show exactly their params, in bytes that depend on nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import typst

from quizgen import figures
from quizgen.errors import FormulaError
from quizgen.math.typst import literal
from quizgen.model import Figure
from quizgen.text import Text

SVG = "{http://www.w3.org/2000/svg}"
DARK = "#1f4e79"
CONV = {"type": "Conv2d", "kernel_size": 3, "stride": 2, "dilation": 1}
POOL = {"type": "MaxPool2d", "kernel_size": 2, "stride": 2}
KERNEL = Figure("kernel", {"kernel_size": 3, "dilation": 2}, Text("A kernel of {k} × {k} weights.", {"k": 3}))
CHAIN = Figure("chain", {"input": "input", "layers": [CONV, POOL] * 3}, Text("Layers, the first with $stride == 2$."))
EVERY = pytest.mark.parametrize("figure", [KERNEL, CHAIN], ids=["kernel", "chain"])


def kernel(kernel_size: int, dilation: int) -> Figure:
    return Figure("kernel", {"kernel_size": kernel_size, "dilation": dilation}, Text("A kernel."))


def chain(*layers: Mapping[str, Any], start: str = "input") -> Figure:
    return Figure("chain", {"input": start, "layers": layers}, Text("A chain."))


def root(figure: Figure) -> ET.Element:
    return ET.fromstring(figures.svg(figure))


def words(figure: Figure) -> list[str]:
    """Every piece of text, in reading order."""
    return [part.text for text in root(figure).iter(f"{SVG}text") for part in text.iter() if part.text]


def edges(rect: ET.Element, dx: float = 0, dy: float = 0) -> tuple[float, float, float, float]:
    x, y, width, height = (float(rect.get(name, "0")) for name in ("x", "y", "width", "height"))
    return x + dx, y + dy, x + dx + width, y + dy + height


def rects(element: ET.Element, dx: float = 0, dy: float = 0) -> Iterator[tuple[float, float, float, float]]:
    """The edges of every rectangle, with the moves of the groups that it is in."""
    moves = [float(number) for number in (element.get("transform") or "").removeprefix("translate(")[:-1].split()]
    right, down, *_ = *moves, 0.0, 0.0
    for child in element:
        if child.tag == f"{SVG}rect":
            yield edges(child, dx + right, dy + down)
        yield from rects(child, dx + right, dy + down)


@EVERY
def test_a_listener_hears_the_alternative_text(figure: Figure) -> None:
    title = root(figure).find(f"{SVG}title")
    assert title is not None
    assert title.text
    assert title.get("id") == root(figure).get("aria-labelledby")
    assert root(figure).get("role") == "img"


def test_the_alternative_text_is_spoken_with_its_numbers() -> None:
    assert root(KERNEL).findtext(f"{SVG}title") == "A kernel of 3 × 3 weights."
    assert root(CHAIN).findtext(f"{SVG}title") == "Layers, the first with s equals 2."


@EVERY
def test_equal_figures_give_equal_bytes(figure: Figure) -> None:
    again = Figure(figure.kind, dict(figure.params), Text(figure.alt.template, dict(figure.alt.values)))
    assert figures.svg(figure) == figures.svg(again)


def test_ids_differ_between_figures() -> None:
    drawn = [kernel(3, 1), kernel(3, 2), KERNEL, CHAIN, chain(CONV), chain(POOL)]
    ids = [element.get("id") for figure in drawn for element in root(figure).iter() if element.get("id")]
    assert len(set(ids)) == len(drawn)


@EVERY
def test_it_reads_on_a_dark_page_and_in_print(figure: Figure) -> None:
    drawing = root(figure)
    behind = drawing.find(f"{SVG}rect")
    assert behind is not None
    assert behind.get("fill") == "#ffffff"
    assert edges(behind) == (0, 0, float(drawing.get("width", "")), float(drawing.get("height", "")))
    assert all(text.get("fill") for text in drawing.iter(f"{SVG}text"))
    assert (drawing.get("font-family") or "").startswith("DejaVu Sans Mono")


@pytest.mark.parametrize(("kernel_size", "dilation"), [(1, 1), (1, 4), (2, 3), (3, 1), (3, 2), (5, 3), (7, 4), (3, 40)])
def test_the_weights_stand_where_the_kernel_touches_its_input(kernel_size: int, dilation: int) -> None:
    boxes = [edges(rect) for rect in root(kernel(kernel_size, dilation)).iter(f"{SVG}rect") if rect.get("fill") == DARK]
    *weights, _legend = boxes
    side = weights[0][2] - weights[0][0]
    expected = {(x * dilation, y * dilation) for x in range(kernel_size) for y in range(kernel_size)}
    assert len(weights) == kernel_size**2
    assert {((left - 8) / side, (top - 8) / side) for left, top, _, _ in weights} == expected
    weights_shown = kernel_size if (kernel_size - 1) * dilation > 16 else kernel_size**2
    assert figures.box(kernel(kernel_size, dilation)).count("■") == weights_shown + 1


def test_the_terminal_shows_the_holes() -> None:
    assert figures.box(kernel(2, 2)) == "┌───────┐\n│ ■ · ■ │\n│ · · · │\n│ ■ · ■ │\n└───────┘\n■ weight   · skipped"


def test_of_a_large_kernel_the_terminal_shows_one_axis() -> None:
    shown = figures.box(kernel(9, 6)).splitlines()
    assert shown == ["■·····" * 8 + "■", "■ weight   · skipped", "│ one axis of the kernel; the other is alike"]
    assert "".join(figures.box(kernel(11, 12), 60).splitlines()[:3]) == ("■" + "·" * 11) * 10 + "■"


def test_an_ordinary_kernel_has_nothing_skipped() -> None:
    assert "skipped" not in figures.svg(kernel(3, 1)) + figures.box(kernel(3, 1))
    assert "skipped" in figures.svg(kernel(3, 2))


def test_a_chain_names_every_layer_and_argument_in_order() -> None:
    layer = ["Conv2d", "kernel_size=3", "stride=2", "dilation=1"]
    assert words(chain(CONV, POOL)) == ["input", *layer, "MaxPool2d", "kernel_size=2", "stride=2"]


@pytest.mark.parametrize("length", [1, 3, 5, 12])
def test_boxes_of_a_chain_stay_apart_and_inside(length: int) -> None:
    drawing = root(chain(*[CONV] * length))
    behind, *boxes = rects(drawing)
    assert len(boxes) == length + 1
    assert all(left > 0 and top > 0 and right < behind[2] and bottom < behind[3] for left, top, right, bottom in boxes)
    for number, one in enumerate(boxes):
        for other in boxes[:number]:
            assert one[0] >= other[2] or one[1] >= other[3]


def test_a_long_chain_goes_on_in_another_row() -> None:
    tops = {top for _, top, _, _ in rects(root(chain(*[CONV] * 8)))} - {0.0}
    lines = figures.box(chain(*[CONV] * 8)).splitlines()
    assert len(tops) == 2
    assert max(map(len, lines)) <= 80
    assert sum(line.startswith("──▶│ Conv2d") for line in lines) == sum(line.endswith("│──▶") for line in lines) == 2


def test_a_short_chain_in_the_terminal() -> None:
    drawn = figures.box(chain({"type": "ReLU"}, {"type": "Pool", "stride": 2}, start="x"))
    assert drawn.splitlines() == [
        "┌───┐   ┌──────┐   ┌──────────┐",
        "│ x │──▶│ ReLU │──▶│ Pool     │",
        "└───┘   └──────┘   │ stride=2 │",
        "                   └──────────┘",
    ]


@EVERY
def test_typst_has_every_character(figure: Figure) -> None:
    page = f"""#set document(title: "t")\n#image(bytes({literal(figures.svg(figure))}), format: "svg", alt: "a")"""
    made = typst.Compiler(ignore_system_fonts=True).compile(input=page.encode(), pdf_standards=["ua-1"], timestamp=0)
    assert isinstance(made, bytes)
    assert b"DejaVuSansMono" in made


def test_words_stay_words() -> None:
    hostile = '</text><script>1</script>&amp;{{ 7*7 }}"'
    figure = Figure("chain", {"input": hostile, "layers": [{"type": hostile}]}, Text("{a}", {"a": hostile}))
    assert words(figure) == [hostile, hostile]
    assert root(figure).findtext(f"{SVG}title") == hostile
    assert "\x1b" not in figures.box(chain(CONV, start="\x1b[2J"))


@pytest.mark.parametrize(
    ("kind", "params"),
    [
        ("kernel", {}),
        ("kernel", {"kernel_size": 3}),
        ("kernel", {"kernel_size": 0, "dilation": 1}),
        ("kernel", {"kernel_size": 3, "dilation": "2"}),
        ("kernel", {"kernel_size": 3, "dilation": 2, "stride": 1}),
        ("chain", {"input": "input"}),
        ("chain", {"input": "input", "layers": []}),
        ("chain", {"input": 3, "layers": [CONV]}),
        ("chain", {"input": "input", "layers": [{"kernel_size": 3}]}),
        ("chain", {"input": "input", "layers": [CONV], "output": "output"}),
    ],
)
def test_other_params_are_refused(kind: str, params: dict[str, Any]) -> None:
    figure = Figure(kind, params, Text("A figure."))
    for draw in (figures.svg, figures.box):
        with pytest.raises(FormulaError, match=f"a {kind} figure takes"):
            draw(figure)


def test_an_unknown_kind_is_refused() -> None:
    for draw in (figures.svg, figures.box):
        with pytest.raises(FormulaError, match=r"no figure of the kind 'pie'; did you mean 'picture'"):
            draw(Figure("pie", {}, Text("A pie.")))
