"""Paths within a line part and meet as their words say, and earlier layers are joined by their names."""

from __future__ import annotations

import pytest

from quizgen.architectures import notation
from quizgen.errors import UsageError
from quizgen.layers import BatchNorm2d, Conv2d, MaxPool2d, Network, Parallel, Product, ReLU, Residual, Sum, Upsample
from quizgen.tracing import explained

SHAPE = (8, 16, 16)
CONV = Conv2d(8, 8, 3, 1, 1)
UNET = (
    "e1: conv 16 k3 p1, relu, e2: maxpool 2, conv 32 k3 p1, e3: relu, maxpool 2, conv 64 k3 p1, upsample 2, concat e3, "
    "conv 32 k3 p1, upsample 2, concat e1, conv 2 k1"
)


@pytest.mark.parametrize(
    ("line", "layers"),
    [
        ("residual(conv 8 k3 p1, bn)", (Residual((CONV, BatchNorm2d(8))),)),
        (
            "residual(conv 4 k1 s2 | conv 4 k1 s2, bn)",
            (Residual((Conv2d(8, 4, 1, 2),), (Conv2d(8, 4, 1, 2), BatchNorm2d(4))),),
        ),
        ("parallel(conv 8 k3 p1 | maxpool 3 s1 p1 | )", (Parallel(((CONV,), (MaxPool2d(3, 1, 1),), ())),)),
        ("concat(relu | )", (Parallel(((ReLU(),), ())),)),
        ("add(relu | conv 8 k3 p1 | identity)", None),
        ("multiply(relu | gap)", None),
        ("sequential(relu, conv 8 k3 p1)", (ReLU(), CONV)),
        ("a: relu, conv 8 k3 p1, add a", (ReLU(), Residual((CONV,)))),
        ("a: relu, conv 8 k3 p1, concat(a, bn)", (ReLU(), Parallel(((CONV,), (BatchNorm2d(8),))))),
        ("a: relu, conv 1 k3 p1, multiply a", (ReLU(), Product(((Conv2d(8, 1, 3, 1, 1),), ())))),
        ("a: relu, gap, add a", None),
    ],
)
def test_words_with_paths_are_blocks(line: str, layers: tuple[object, ...] | None) -> None:
    found = notation.layers(line, SHAPE)
    if layers is None:
        assert isinstance(found[-1], Sum | Product)
    else:
        assert found == layers


def test_a_u_net_is_one_line() -> None:
    read = notation.read(UNET, (1, 32, 32))
    rows = {row.name: row for row in explained(Network((1, 32, 32), read.layers), read.names)}
    assert rows["9 concat"].output_shape == (96, 16, 16)
    assert rows["12 concat"].output_shape == (48, 32, 32)
    assert rows["13 conv"].output_shape == (2, 32, 32)
    assert list(rows)[:3] == ["e1", "2 relu", "e2"]


def test_layers_of_paths_are_named_after_the_place_and_the_path() -> None:
    line = "relu, residual(conv 8 k3 p1, bn | conv 8 k1), parallel(relu | bn, tanh)"
    assert notation.read(line, SHAPE).names == (
        *("1 relu", "2.1 conv", "2.2 bn", "2.shortcut.1 conv", "2 residual"),
        *("3a.1 relu", "3b.1 bn", "3b.2 tanh", "3 parallel"),
    )


@pytest.mark.parametrize(
    ("line", "says", "place"),
    [
        ("relu, concat e1", "layer 2 (concat e1): there is no layer 'e1' before it here; write a name before", "e1"),
        ("e1: relu, concat e2", "there is no layer 'e2' before it here; write one of e1", "e2"),
        (
            "a: relu, b: relu, concat a, concat b",
            "'b' lies behind 'a', which was joined before it; write the joins so",
            "b",
        ),
        ("residual", "'residual' is not understood without paths; write 'residual(... | ...)'", "residual"),
        (
            "concat a b",
            "'concat' is not understood without paths; write 'concat(... | ...)', or 'concat' and",
            "b",
        ),
        (
            "residual(relu | relu | relu)",
            "a residual has 3 paths; write add(... | ... | ...)",
            "residual(relu | relu | relu)",
        ),
        (
            "add(relu)",
            "there is only one path; write 'add(... | ...)', or 'add' and an earlier layer's name",
            "add(relu)",
        ),
        ("residual(conv 4 k3)", "the body gives 4x14x14 and the shortcut 8x16x16", "residual(conv 4 k3)"),
        (
            "parallel(relu | maxpool 2)",
            "the branches give 8x16x16 and 8x8x8; only maps of equal height",
            "parallel(relu",
        ),
        (
            "multiply(relu | conv 4 k1)",
            "the branches give 8x16x16 and 4x16x16; only equal sizes, or a size and 1",
            "multiply",
        ),
        ("residual(relu, maxpool k99)", "layer 1.2 (maxpool k99): kernel_size 99 spans", "maxpool k99"),
        ("residual(relu", "this parenthesis is not closed", "("),
        ("relu)", "no parenthesis is open that this ')' could close; leave it out", ")"),
        ("relu | relu", "a bar parts paths within parentheses", "|"),
        ("residual(relu) relu", "a comma is missing after ')'", " relu"),
        ("a: relu, a: relu", "there are two layers 'a'; give each its own name", "relu"),
        ("", "there are no layers; write for example", ""),
    ],
)
def test_a_mistake_in_paths_is_told_with_its_place(line: str, says: str, place: str) -> None:
    with pytest.raises(UsageError) as error:
        notation.layers(line, SHAPE)
    assert says in str(error.value)
    assert len(str(error.value)) < 300
    if error.value.marked:
        text, mark = error.value.marked.split("\n")
        assert text[mark.index("^") :].startswith(place)


def test_a_gate_leaves_the_windows_field_and_is_named() -> None:
    read = notation.read("conv 8 k3, multiply(identity | pool: gap, conv 8 k1, sigmoid), conv 8 k3, se 2, gap", SHAPE)
    rows = {row.name: row for row in explained(Network(SHAPE, read.layers), read.names)}
    assert [(rows[name].receptive_field, rows[name].through) for name in ("2 multiply", "3 conv", "4 se")] == [
        ((3, 3), "pool"),
        ((5, 5), "pool"),
        ((5, 5), "pool"),
    ]
    assert (rows["pool"].whole, rows["5 gap"].whole, rows["5 gap"].through) == (True, True, "")
    assert explained(Network(SHAPE, notation.layers("conv 8 k3, se 2", SHAPE)))[1].through == "1"


def test_image_pooling_beside_windows_is_named() -> None:
    line = "parallel(conv 4 k1 | conv 4 k3 p6 d6 | image: gap, conv 4 k1, upsample to 16)"
    read = notation.read(line, SHAPE)
    end = explained(Network(SHAPE, read.layers), read.names)[-1]
    assert (end.output_shape, end.receptive_field, end.through, end.whole) == ((12, 16, 16), (13, 13), "image", False)
    assert isinstance(read.layers[0], Parallel)
    assert read.layers[0].branches[2][-1] == Upsample(16)


def test_aligned_corners_meet_the_skip_that_they_drift_along() -> None:
    line = "s: conv 4 k3 p1, maxpool 2, conv 4 k3 p1, upsample 2 bilinear aligned, concat s, conv 2 k3 p1"
    read = notation.read(line, (1, 32, 32))
    rows = explained(Network((1, 32, 32), read.layers), read.names)
    assert rows[4].jump is not None
    assert rows[-1].output_shape == (2, 32, 32)
    assert rows[4].receptive_field == (10, 10)


@pytest.mark.parametrize(
    ("body", "fits"),
    [
        ("conv 8 k3 p1", "a shortcut of 'conv 8 k1' fits"),
        ("conv 8 k3 s2 p1", "a shortcut of 'conv 8 k1 s2' fits"),
        ("conv 8 k5 s3 p2, conv 6 k3 s2 p1", "a shortcut of 'conv 6 k1 s6' fits"),
        ("conv 4 k3", "pad the body's layers so that the size stays"),
        ("upsample 2", "give both paths the same sizes"),
        ("gap, flatten", "have both paths end alike"),
        ("conv 8 k3 p1 | conv 6 k1", "give both paths the same sizes"),
    ],
)
def test_a_sum_that_does_not_fit_is_told_what_would(body: str, fits: str) -> None:
    with pytest.raises(UsageError) as error:
        notation.layers(f"residual({body})", (4, 18, 18))
    assert str(error.value).endswith(fits)
    if "fits" in fits:
        shortcut = fits.split("'")[1]
        assert notation.layers(f"residual({body} | {shortcut})", (4, 18, 18))


def test_a_name_that_nothing_has_is_told_as_one() -> None:
    with pytest.raises(UsageError, match="there is no layer 'b' before it here; write one of a"):
        notation.layers("a: conv 8 k3 p1, concat(b, relu)", (4, 18, 18))
