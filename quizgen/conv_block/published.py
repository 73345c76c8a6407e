"""Maps that others worked, for blocks without a bias."""

from __future__ import annotations

from quizgen.asking.linked import Case
from quizgen.misconceptions.conv_block import ConvBlock, name


def _case(source: str, block: ConvBlock, x: str, w: str, **maps: str) -> Case:
    """A block without a bias, and of each map, by its entries' letter, what was published of it row by row."""
    values = dict(zip((*block.inputs, *block.weights), map(int, f"{x} {w}".split()), strict=True))
    windows = {"z": block.conv_windows, "a": block.conv_windows, "y": block.pool_windows}
    published = {
        name(letter, window): int(number)
        for letter, numbers in maps.items()
        for window, number in zip(windows[letter](), numbers.split(), strict=False)
    }
    return Case({**values, "bias": 0}, block.words, published, source)


GUIDE = "Dumoulin and Visin (2016), A guide to convolution arithmetic for deep learning"
GUIDE_MAP = "3 3 2 1 0  0 0 1 3 1  3 1 2 2 3  2 0 0 2 2  2 0 0 0 1"
COUNTING = "0 1 2  3 4 5  6 7 8"
DIVE = "Zhang et al. (2023), Dive into Deep Learning"
EDGES = "3 0 1 2 7 4  1 5 8 9 3 1  2 7 2 5 1 3  0 1 3 1 7 8  4 2 1 6 2 8  2 4 5 2 3 9"
CASES = (
    _case(f"{DIVE}, section 7.2, figure 7.2.1", ConvBlock(3, 2, 1, 0, 2, 1), COUNTING, "0 1  2 3", z="19 25 37 43"),
    _case(
        f"{DIVE}, section 7.3, figure 7.3.2",
        ConvBlock(3, 2, 1, 1, 2, 2),
        COUNTING,
        "0 1  2 3",
        z="0 3 8 4  9 19 25 10  21 37 43 16  6 7 8 0",
    ),
    _case(
        f"{DIVE}, section 7.5, figure 7.5.1, behind a convolution that changes nothing",
        ConvBlock(3, 1, 1, 0, 2, 1),
        COUNTING,
        "1",
        y="4 5 7 8",
    ),
    _case(
        f"{GUIDE}, figure 1.2",
        ConvBlock(5, 3, 2, 1, 2, 1),
        GUIDE_MAP,
        "0 1 2  2 2 0  0 1 2",
        z="6 17 3  8 17 13  6 4 4",
    ),
    _case(
        f"{GUIDE}, figure 1.6, behind a convolution that changes nothing",
        ConvBlock(5, 1, 1, 0, 3, 1),
        GUIDE_MAP,
        "1",
        y="3 3 3  3 3 3  3 2 3",
    ),
    _case(
        "Ng (2017), Convolutional Neural Networks, week 1, edge detection example (deeplearning.ai)",
        ConvBlock(6, 3, 1, 0, 2, 2),
        EDGES,
        "1 0 -1  1 0 -1  1 0 -1",
        z="-5 -4 0 8  -10 -2 2 3  0 -2 -4 -7  -3 -2 -3 -16",
    ),
    _case(
        "Prime Learn Point, CNN fully solved numericals, numerical 1 (primelearnpoint.com)",
        ConvBlock(5, 3, 1, 0, 2, 1),
        "1 2 3 0 1  4 5 6 1 2  7 8 9 0 3  2 1 0 4 5  6 3 2 1 0",
        "1 0 -1  1 0 -1  1 0 -1",
        z="-6 14 12  -2 9 5  4 7 3",
        a="0 14 12  0",
    ),
)
