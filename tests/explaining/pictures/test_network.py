"""What a network's drawing shows: boxes for layers, paths for what they read, and less of networks that are deep."""

from __future__ import annotations

from itertools import combinations
from random import Random

import pytest
from msgspec.structs import replace

from quizgen import architectures
from quizgen.architectures import notation
from quizgen.explaining import Explanation, Line, by_formula
from quizgen.explaining.pictures import drawing
from quizgen.explaining.pictures.graph import nodes
from quizgen.explaining.pictures.marks import Path, Round, Words
from quizgen.explaining.pictures.repeats import alike, goes_down, in_blocks, repeated, span
from quizgen.explaining.pictures.stages import staged
from quizgen.explaining.pictures.tree import Branches, Repeated, Tangle, inside, tree
from quizgen.explaining.table import Shape
from quizgen.layers import Network


def shipped(name: str) -> Explanation:
    found = architectures.load(name)
    return by_formula(found.network, found.title, found.names)


def line(name: str, kind: str, shape: Shape | None, sources: tuple[int, ...]) -> Line:
    return Line(name, kind, shape, 10, 100, None, None, None, sources=sources)


def of(*lines: Line) -> Explanation:
    return Explanation("a network", (3, 8, 8), lines, 10 * len(lines), 100 * len(lines))


def texts(explanation: Explanation, *, whole: bool = False) -> list[str]:
    return [mark.text for mark in drawing(explanation, whole=whole).marks if isinstance(mark, Words)]


MAP = (16, 8, 8)
DENSE = of(
    line("stem", "Conv2d", MAP, (-1,)),
    *(line("b.norm1", "BatchNorm2d", MAP, (0,)), line("b.relu1", "ReLU", MAP, (1,))),
    *(line("b.conv1", "Conv2d", MAP, (2,)), line("b.cat1", "torch.cat", (32, 8, 8), (0, 3))),
    *(line("b.norm2", "BatchNorm2d", (32, 8, 8), (4,)), line("b.relu2", "ReLU", (32, 8, 8), (5,))),
    *(line("b.conv2", "Conv2d", MAP, (6,)), line("b.cat2", "torch.cat", (48, 8, 8), (0, 3, 7))),
    line("b.conv3", "Conv2d", MAP, (8,)),
    line("b.cat3", "torch.cat", (64, 8, 8), (0, 3, 7, 9)),
    line("head", "Linear", (10,), (10,)),
)


def test_what_only_touches_values_is_in_the_box_before_it() -> None:
    found = nodes(shipped("lenet5"))
    assert [node.name for node in found] == ["input", "c1", "s2", "c3", "s4", "c5", "f6", "output"]
    assert [node.layers for node in found] == [1, 2, 1, 2, 1, 3, 2, 1]
    assert [node.sources for node in found] == [(), *((number,) for number in range(7))]


def test_what_follows_a_fork_is_in_the_box_after_it() -> None:
    found = {node.name: node for node in nodes(DENSE)}
    assert list(found) == ["input", "stem", "b.conv1", "b.cat1", "b.conv2", "b.cat2", "b.conv3", "b.cat3", "head"]
    assert found["b.conv1"].sources == (found["stem"].number,)
    assert (found["b.conv1"].layers, found["b.cat1"].parameters, found["b.conv2"].layers) == (3, 30, 1)
    assert found["b.cat2"].sources == tuple(found[name].number for name in ("stem", "b.conv1", "b.conv2"))
    assert found["b.cat2"].join == "concat"


def test_padding_is_in_the_layer_that_reads_it_and_cropping_in_the_path_across() -> None:
    assert [node.name for node in nodes(shipped("wavenet-block"))][1:3] == ["dilation1.conv", "dilation2.conv"]
    found = {node.name: node for node in nodes(shipped("unet"))}
    assert not [name for name in found if name.endswith("crop")]
    assert found["level1.concat"].sources == (found["level1.up"].number, found["conv1_2"].number)[::-1]


def test_in_a_u_net_of_modules_ways_down_lead_to_boxes_that_are_called_by_their_modules() -> None:
    """As students write it: ``down1 = Sequential(MaxPool2d, Conv2d)``."""
    full, half, least = (64, 128, 128), (128, 64, 64), (256, 32, 32)
    own = of(
        *(line("inc.0", "Conv2d", full, (-1,)), line("inc.2", "Conv2d", full, (0,))),
        *(line("down1.0", "MaxPool2d", half, (1,)), line("down1.1", "Conv2d", half, (2,))),
        *(line("down2.0", "MaxPool2d", least, (3,)), line("down2.1", "Conv2d", least, (4,))),
        *(line("up1.up", "ConvTranspose2d", half, (5,)), line("up1.cat", "torch.cat", (256, 64, 64), (3, 6))),
        line("up1.conv.0", "Conv2d", half, (7,)),
        *(line("up2.up", "ConvTranspose2d", full, (8,)), line("up2.cat", "torch.cat", (128, 128, 128), (1, 9))),
        *(line("up2.conv.0", "Conv2d", full, (10,)), line("outc", "Conv2d", (2, 128, 128), (11,))),
    )
    own = replace(own, input=(3, 128, 128))
    said = texts(own)
    assert {"down1.0", "down1.1", "down2.0", "down2.1"} <= set(said)
    assert not any(text.isdigit() and len(text) == 1 for text in said)
    paths = [mark for mark in drawing(own).marks if isinstance(mark, Path)]
    areas = [tuple(zip(*mark.points, strict=True)) for mark in paths if mark.closed and not mark.dash]
    down = [mark.points[-1] for mark in paths if mark.arrow and mark.points[0][1] < mark.points[-1][1]]
    assert len(down) == 4
    for x, y in down:
        assert any(abs(y - min(rows)) < 1 and min(columns) < x < max(columns) for columns, rows in areas), (x, y)
    boxes = [(columns, rows) for columns, rows in areas if len(set(columns)) == len(set(rows)) == 2]
    for (across, along), (over, under) in combinations(boxes, 2):
        beside = max(across) <= min(over) or max(over) <= min(across)
        assert beside or max(along) <= min(under) or max(under) <= min(along)


def test_what_nobody_knows_to_read_anything_follows_the_layer_before_it_and_the_legend_says_so() -> None:
    one = of(line("a", "Conv2d", MAP, (-1,)), line("b", "Odd", MAP, ()), line("c", "Linear", (4,), (1,)))
    assert [(node.sources, node.told) for node in nodes(one)] == [((), True), ((0,), True), ((1,), False), ((2,), True)]
    assert any("follows the one before it" in text for text in texts(one))
    assert not any("follows the one" in text for text in texts(shipped("lenet5")))


def test_paths_that_part_and_meet_are_branches() -> None:
    groups = [item for item in tree(nodes(shipped("resnet18"))) if isinstance(item, Branches)]
    assert [group.join and group.join.join for group in groups] == ["sum"] * 8
    shortcuts = [[node.name for node in inside(group.paths[-1])] for group in groups]
    assert [len(names) for names in shortcuts] == [0, 0, 1, 0, 1, 0, 1, 0]
    modules = [item for item in tree(nodes(shipped("googlenet"))) if isinstance(item, Branches)]
    assert [len(group.paths) for group in modules] == [4] * 9
    assert {len(path) for group in modules for path in group.paths} == {1, 2}


def test_nothing_is_lost_between_table_and_drawing() -> None:
    for name in architectures.names():
        found = nodes(shipped(name))
        assert sorted(node.number for node in inside(staged(tree(found)))) == list(range(len(found)))
        explanation = shipped(name)
        assert sum(node.layers for node in found) == len(explanation.lines) + 1
        assert sum(node.parameters for node in found) == explanation.parameters


def test_a_dense_block_is_a_tangle_whose_every_edge_is_drawn() -> None:
    block = next(item for item in tree(nodes(DENSE)) if isinstance(item, Branches))
    (inner,) = block.paths[0]
    assert isinstance(inner, Tangle)
    assert len(block.paths) == 2
    assert len(inner.exits) == 3
    inward = sum(len(node.sources) for node in inner.nodes)
    lines = [mark for mark in drawing(DENSE).marks if isinstance(mark, Path) and not mark.closed]
    arcs = [mark for mark in lines if len(mark.points) == 6]
    straight = 6  # into conv1, cat1, conv2, cat2 and conv3 from the one before each, and out of conv3
    assert len(arcs) == inward + len(inner.exits) - straight


def test_a_network_that_comes_up_again_has_a_row_for_each_size() -> None:
    valleys = [item for item in tree(nodes(shipped("unet"))) if isinstance(item, Branches)]
    assert [goes_down(item) for item in valleys] == [True]
    assert not any(goes_down(item) for item in tree(nodes(shipped("resnet18"))) if isinstance(item, Branches))
    found = drawing(shipped("unet"))
    heights = {mark.text: mark.y for mark in found.marks if isinstance(mark, Words) and mark.text.startswith("conv")}
    rows = [heights[f"conv{number}_1"] for number in range(1, 10)]
    assert rows[:5] == sorted(rows[:5])
    assert rows[5:] == pytest.approx(rows[3::-1], abs=6)


def test_blocks_that_are_equal_are_drawn_once_in_a_deep_network() -> None:
    found = [item for item in repeated(staged(tree(nodes(shipped("resnet50"))))) if isinstance(item, Repeated)]
    assert [item.times for item in found] == [2, 3, 5, 2]
    assert span("layer3.1", found[2].last) == "layer3.1–5"
    assert {"×2", "×3", "×5"} <= set(texts(shipped("resnet50")))
    assert not [text for text in texts(shipped("resnet50"), whole=True) if text.startswith("×")]
    assert not [text for text in texts(shipped("resnet18")) if text.startswith("×")]


def test_blocks_that_are_built_alike_are_boxes_after_the_first() -> None:
    plain = tree(nodes(shipped("googlenet")))
    assert len([item for item in alike(plain) if isinstance(item, Branches)]) == 1
    assert not [item for item in in_blocks(plain) if isinstance(item, Branches)]
    for fold in (alike, in_blocks):
        kept = sum(node.parameters for node in inside(fold(plain)))
        assert kept == shipped("googlenet").parameters


def test_layers_of_a_stage_stand_in_its_frame() -> None:
    shown = texts(shipped("mobilenet-v1"))
    assert shown.count("depthwise") == shown.count("pointwise") == 13
    assert {f"conv{number}" for number in range(1, 14)} <= set(shown)


def test_boxes_grow_with_the_map_and_with_the_channels() -> None:
    fronts = [mark for mark in drawing(shipped("vgg16")).marks if isinstance(mark, Path) and len(mark.points) == 4]
    tall = [mark.points[2][1] - mark.points[0][1] for mark in fronts if mark.closed and mark.fill != "none"]
    assert tall[:3] == sorted(tall[:3], reverse=True)
    assert len({round(height, 3) for height in tall[:19]}) >= 6


@pytest.mark.parametrize("seed", range(40))
def test_any_graph_of_layers_is_drawn_with_all_its_names(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - no secret is drawn
    types = ("Conv2d", "ReLU", "MaxPool2d", "torch.cat", "+", "*", "ConvTranspose2d", "Odd", "BatchNorm2d")
    lines = []
    for place in range(random.randint(1, 25)):
        sources = tuple({random.randint(max(-1, place - 5), place - 1) for _ in range(random.choice((1, 1, 1, 2, 3)))})
        side = random.choice((1, 4, 8, 16))
        shape = random.choice(((8, side, side), (8, side, side), (8,), None))
        name = f"{random.choice(('', 'a.', 'a.b.', 'c.'))}l{place}"
        lines.append(line(name, random.choice(types), shape, random.choice((sources, sources, sources, ()))))
    found = of(*lines)
    made = drawing(found, whole=True)
    said = [mark for mark in made.marks if isinstance(mark, Words)]
    names = " ".join(mark.text for mark in said)
    boxes = [node for node in nodes(found) if not node.join]
    if not any(isinstance(item, Tangle) and len(item.nodes) > 10 for item in _every(tree(nodes(found)))):
        assert all(node.name.rpartition(".")[2] in names for node in boxes)
    assert all(mark.extent[0] >= 0 and mark.extent[2] <= made.width for mark in said)


def _every(items: object) -> list[object]:
    found: list[object] = []
    for item in items if isinstance(items, tuple) else ():
        found.append(item)
        if isinstance(item, Branches):
            found += [inner for path in item.paths for inner in _every(path)]
    return found


def test_a_gate_of_a_line_meets_in_a_product_and_an_identity_is_the_path_itself() -> None:
    gate = notation.read("conv 8 k3 p1, multiply(identity | gap, conv 8 k1, sigmoid)", (3, 8, 8))
    found = nodes(by_formula(Network((3, 8, 8), gate.layers), "a gate", gate.names))
    assert [node.name for node in found] == ["input", "1 conv", "2b.1 gap", "2b.2 conv", "2 multiply"]
    assert (found[-1].join, found[-1].sources) == ("product", (1, 3))


def drawn(text: str) -> list[Path | Round]:
    made = notation.read(text, (1, 32, 32))
    marks = drawing(by_formula(Network((1, 32, 32), made.layers), "a net", made.names)).marks
    return [mark for mark in marks if isinstance(mark, Path | Round)]


BENDING = (
    "e: conv 16 k3 p1, maxpool 2, conv 8 k3 p1, multiply(identity | gap, conv 8 k1, sigmoid), upsample 2, concat e, "
    "conv 2 k1"
)


def test_the_way_up_leaves_the_sign_in_which_paths_meet_below() -> None:
    marks = drawn(BENDING)
    sign = min((mark for mark in marks if isinstance(mark, Round)), key=lambda mark: mark.y)
    leaving = [
        mark.points
        for mark in marks
        if isinstance(mark, Path)
        and mark.points[0] == pytest.approx((sign.x + sign.radius, sign.y), abs=1)
        and mark.points[-1][1] == pytest.approx(sign.y, abs=1)
    ]
    assert len(leaving) == 1
    ups = [mark.points for mark in marks if isinstance(mark, Path) and mark.points[0] == leaving[0][-1]]
    assert len(ups) == 1
    assert ups[0][1][1] < ups[0][0][1]


def test_nothing_leaves_the_last_layer_of_a_network_that_comes_up_again() -> None:
    marks = [mark for mark in drawn(BENDING) if isinstance(mark, Path) and not mark.arrow and not mark.closed]
    last = max(x for mark in drawn(BENDING) if isinstance(mark, Path) and mark.closed for x, _ in mark.points)
    assert max(x for mark in marks for x, _ in mark.points) <= last + 1


def test_a_box_for_numbered_paths_is_called_after_where_they_meet() -> None:
    blocks = "conv 8 k3 p1, " + ", ".join(["residual(conv 8 k3 p1, relu, conv 8 k3 p1 | conv 8 k1)"] * 2)
    made = notation.read(blocks, (1, 32, 32))
    found = texts(by_formula(Network((1, 32, 32), made.layers), "a net", made.names))
    assert not any(text.startswith("…") and "–" in text for text in found)
