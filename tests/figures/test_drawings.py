"""Each kind of figure draws what its params say, counted in another way."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise, product
from xml.etree import ElementTree as ET

import pytest

from quizgen import figures
from quizgen.figures.connectivity import connectivity
from quizgen.figures.coverage import coverage
from quizgen.figures.dilated import dilated_kernels
from quizgen.figures.fields import nested_fields
from quizgen.figures.inception import inception
from quizgen.figures.matrix import matrix
from quizgen.figures.norm import Norm, norm_axes
from quizgen.figures.pointwise import pointwise
from quizgen.figures.residual import residual
from quizgen.figures.stack import stack_vs_kernel
from quizgen.figures.stamping import stamping
from quizgen.model import Figure
from quizgen.text.speech import SPEECH

SVG = "{http://www.w3.org/2000/svg}"
DARK = "#1f4e79"


def root(figure: Figure) -> ET.Element:
    return ET.fromstring(figures.svg(figure))


def words(figure: Figure) -> list[str]:
    return [text.text or "" for text in root(figure).iter(f"{SVG}text")]


def area(rect: ET.Element) -> float:
    return float(rect.get("width", "")) * float(rect.get("height", ""))


STEPS = ([(3, 1, 1)] * 3, [(7, 2, 1), (3, 2, 1), (3, 1, 2), (2, 2, 1)], [(2, 2, 1), (4, 1, 3), (1, 1, 1)])


@pytest.mark.parametrize("steps", STEPS)
def test_nested_fields_are_those_of_units_that_see_each_other(steps: list[tuple[int, int, int]]) -> None:
    params = nested_fields(steps).params
    units = {0}
    seen = [units]
    for kernel_size, stride, dilation in reversed(steps):
        units = {place * stride + tap * dilation for place in units for tap in range(kernel_size)}
        seen.append(units)
    assert params["sizes"][-1] == max(units) - min(units) + 1
    inside = list(zip(params["starts"], params["sizes"], strict=True))
    for (start, size), (around, larger) in pairwise(inside):
        assert around <= start
        assert start + size <= around + larger
    for depth, (start, jump) in enumerate(zip(params["starts"], params["jumps"], strict=True), start=1):
        assert start // jump in seen[len(steps) - depth]
        assert start % jump == 0


def test_nested_fields_draw_squares_to_scale() -> None:
    figure = nested_fields(STEPS[1])
    sides = {float(one.get("width", "")) for one in root(figure).findall(f"{SVG}rect")[1:]}
    assert {round(side * 31 / max(sides)) for side in sides} == {7, 11, 27, 31}
    assert [line.count("■") for line in figures.box(figure).splitlines()] == [7, 11, 27, 31, 1]


def test_no_grid_where_its_lines_would_hide_the_squares() -> None:
    assert "one a square" in figures.svg(nested_fields([(33, 1, 1)]))
    assert "to scale" in figures.svg(nested_fields([(34, 1, 1)]))


@pytest.mark.parametrize(("ins", "outs", "groups"), [(8, 8, 4), (6, 12, 3), (4, 4, 4), (16, 2, 2)])
def test_a_line_for_each_connection(ins: int, outs: int, groups: int) -> None:
    figure = connectivity(ins, outs, groups)
    lines = sum(path.get("d", "").count("L") for path in root(figure).findall(f"{SVG}path"))
    assert lines == ins * outs + ins * outs // groups
    assert f"{ins * outs // groups} connections" in words(figure)
    assert figures.box(figure).count("■") == lines + 1
    colours = [circle.get("fill") for circle in root(figure).iter(f"{SVG}circle")]
    assert len(colours) == 2 * (ins + outs)
    assert len(set(colours)) == min(groups, 4)


def test_groups_differ_without_colour() -> None:
    dashes = {path.get("stroke-dasharray") for path in root(connectivity(8, 8, 4)).findall(f"{SVG}path")}
    assert len(dashes) == 4


def test_many_channels_are_blocks_on_the_diagonal() -> None:
    boxes = [one for one in root(connectivity(256, 128, 32)).iter(f"{SVG}rect") if one.get("stroke-width") == "0.5"]
    full, *blocks = boxes
    assert len(blocks) == 32
    assert sum(map(area, blocks)) == pytest.approx(area(full) / 32, rel=0.01)


@pytest.mark.parametrize(("layers", "kernel_size"), [(2, 3), (3, 3), (2, 5), (6, 2)])
def test_both_stacks_end_at_the_same_input(layers: int, kernel_size: int) -> None:
    figure = stack_vs_kernel(layers, kernel_size)
    rows = Counter(one.get("y") for one in root(figure).findall(f"{SVG}rect")[1:])
    span = layers * (kernel_size - 1) + 1
    assert max(rows.values()) == 2 * span
    assert sum(rows.values()) == sum(1 + step * (kernel_size - 1) for step in range(layers + 1)) + span + 1
    assert f"{span} × {span} = {span**2} weights" in words(figure)
    assert f"{layers} × ({kernel_size} × {kernel_size}) = {layers * kernel_size**2} weights" in words(figure)


def test_a_projection_names_the_first_and_the_last_channel() -> None:
    assert words(pointwise(64, 2)).count("x64") == 1
    assert {"x1", "x2", "⋮", "x64", "y1", "y2"} <= set(words(pointwise(64, 2)))
    assert "W has 2 × 64 weights, the same at every pixel" in words(pointwise(64, 2))
    assert "⋮" not in words(pointwise(4, 4))


@pytest.mark.parametrize(("kernel_size", "rates"), [(3, (1, 2, 3, 4)), (2, (1, 5)), (5, (4, 2))])
def test_taps_stand_apart_by_their_rate(kernel_size: int, rates: tuple[int, ...]) -> None:
    figure = dilated_kernels(kernel_size, rates)
    taps = [one for one in root(figure).iter(f"{SVG}rect") if one.get("fill") == DARK]
    side = float(taps[0].get("width", ""))
    assert len(taps) == len(rates) * kernel_size**2
    for number, rate in enumerate(rates):
        columns = sorted({float(one.get("x", "")) for one in taps[number * kernel_size**2 :][: kernel_size**2]})
        gaps = [(right - left) / side for left, right in pairwise(columns)]
        assert gaps == pytest.approx([rate] * (kernel_size - 1))


@pytest.mark.parametrize(("kernel_size", "rates"), [(3, (2, 2, 2)), (3, (1, 2, 5)), (2, (4, 1)), (5, (2, 3))])
def test_coverage_counts_the_paths(kernel_size: int, rates: tuple[int, ...]) -> None:
    taps = [[tap * rate for tap in range(kernel_size)] for rate in rates]
    paths = Counter(map(sum, product(*taps)))
    span = max(paths) + 1
    figure = coverage(kernel_size, rates)
    shown = ", ".join(str(paths[place]) for place in range(span))
    assert f"From left to right: {shown}." in SPEECH.text(figure.alt)
    assert words(figure)[:span] == shown.split(", ")
    holes = [one for one in root(figure).iter(f"{SVG}rect") if "hatch" in one.get("fill", "")]
    assert len(holes) == span - len(paths)
    assert figures.box(figure).count(" ·") - figures.box(figure).count(" · none") == len(holes)


def test_coverage_of_the_plane_draws_every_used_position() -> None:
    squares = sum(path.get("d", "").count("z") for path in root(coverage(3, (2, 2), 2)).findall(f"{SVG}path"))
    assert squares == 25
    assert "25 of 81 positions used, 56 never (hatched)" in words(coverage(3, (2, 2), 2))


def test_a_block_without_projection_says_so() -> None:
    assert words(residual(["a", "b"])) == ["x", "a", "b", "identity", "ReLU", "y"]
    assert words(residual(["a"], ["p", "q"], (), "3", "7")) == ["3", "a", "p", "q", "7"]
    assert "passes it on unchanged" in SPEECH.text(residual(["a"]).alt)
    assert "through p, then q" in SPEECH.text(residual(["a"], ["p", "q"]).alt)


def test_a_residual_block_in_the_terminal() -> None:
    assert figures.box(residual(["conv"], (), ())).splitlines() == [
        "     x",
        "     ├───────┐",
        "┌────┴────┐  │",
        "│   conv  │  │ identity",
        "└────┬────┘  │",
        "     ⊕◀──────┘  added",
        "     ▼",
        "     y",
    ]


def test_branches_stand_side_by_side_from_top_to_bottom() -> None:
    figure = inception([["a"], ["b", "c"]], "out")
    assert words(figure) == ["input", "a", "b", "c", "concatenate channels", "out"]
    boxes: dict[str, list[float]] = {}
    for one in root(figure).findall(f"{SVG}rect")[1:]:
        boxes.setdefault(one.get("x", ""), []).append(float(one.get("y", "")))
    assert sorted(map(len, boxes.values())) == [1, 1, 2]
    assert all(tops == sorted(tops) for tops in boxes.values())
    assert "│ b │" in figures.box(figure)


LAYERS = [(4, 3, 2, 1, 1), (3, 4, 2, 1, 0), (2, 2, 4, 0, 3), (5, 3, 1, 1, 0), (3, 5, 2, 2, 1)]


@pytest.mark.parametrize("layer", LAYERS)
def test_stamps_add_up(layer: tuple[int, int, int, int, int]) -> None:
    n, kernel_size, stride, padding, more = layer
    stamps = Counter(number * stride + tap for number in range(n) for tap in range(kernel_size))
    size = (n - 1) * stride - 2 * padding + kernel_size + more
    kept = [str(stamps[place]) for place in range(padding, padding + size)]
    figure = stamping(n, kernel_size, stride, padding, more)
    assert words(figure)[3 : 3 + size] == kept
    assert f"output: {size}" in words(figure)
    output = next(line for line in figures.box(figure).splitlines() if line.startswith("output"))
    assert output.count("■") == size
    plane = words(stamping(n, kernel_size, stride, padding, more, axes=2))
    assert plane[2 : 2 + size**2] == [str(int(down) * int(across)) for down in kept for across in kept]


def test_what_is_cropped_is_hatched() -> None:
    cells = [one for one in root(stamping(3, 4, 2, 1)).iter(f"{SVG}rect") if "hatch" in one.get("fill", "")]
    assert len(cells) == 2
    assert "hatched" not in figures.svg(stamping(3, 4, 2))


@pytest.mark.parametrize(
    ("norm", "groups", "elements", "means"),
    [("BN", 1, 3 * 6, 4), ("LN", 1, 4 * 6, 3), ("IN", 1, 6, 12), ("GN", 2, 2 * 6, 6), ("GN", 4, 6, 12)],
)
def test_the_shade_covers_what_shares_one_mean(norm: Norm, groups: int, elements: int, means: int) -> None:
    figure = norm_axes(norm, 3, 4, 6, groups)
    boxes = root(figure).findall(f"{SVG}rect")[1:]
    shaded = sum(area(one) for one in boxes if one.get("fill") == DARK)
    whole = sum(area(one) for one in boxes if one.get("fill") != DARK)
    assert shaded / whole == pytest.approx(elements / (3 * 4 * 6), rel=0.001)
    assert any(re.search(rf"= {elements} elements, one mean", line) for line in words(figure))
    assert f"{means} means in all" in words(figure)
    assert figures.box(figure).count("■") == elements


def test_numbers_stand_in_reading_order() -> None:
    figure = matrix([[1, -2], [3, 4]], [[5]], [["?", 7]])
    assert words(figure) == ["input", "1", "−2", "3", "4", "kernel", "5", "output", "?", "7"]
    assert "row by row: 1, −2; 3, 4." in SPEECH.text(figure.alt)


def test_the_window_is_pointed_out_on_the_padded_map() -> None:
    figure = matrix([[1, 2], [3, 4]], window=(0, 1, 2, 2, 2), padding=1)
    pointed = [text.text for text in root(figure).iter(f"{SVG}text") if text.get("font-weight") == "bold"]
    assert pointed == ["input, padding=1", "0", "0", "3", "0"]
    lines = figures.box(figure).splitlines()
    assert [line.count("[") for line in lines] == [0, 0, 2, 0, 2, 0, 0]
    assert "every 2 positions" in SPEECH.text(figure.alt)
