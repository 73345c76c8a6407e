"""How many different training images crops, mirror images and quarter turns give.

The reader counts the places of a crop along both sides, and the versions of each crop without counting one twice. Easy
mirrors one way; medium combines two ways; in hard turns go with a mirroring, which makes others superfluous.
"""

from __future__ import annotations

from functools import cache

from quizgen.asking.family import Check, Example, Family
from quizgen.formulas.regularisation import augmented, crop_positions
from quizgen.math.rewrites import substitute
from quizgen.math.tree import Num, Sym
from quizgen.misconceptions.augmentation import COUNTS, VERSIONS
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.model import Values
from quizgen.oracle.regularisation import distinct_images
from quizgen.space import Combinations, Params, concat
from quizgen.text import Text

BEGIN = (
    "A data set holds {images} images of height {height} and width {width}. From each image every square crop of side "
    "{crop} is cut out, at every place where it lies inside the image"
)
END = "No two crops look the same, and none is symmetric. How many different training images are there?"
STEMS = {
    "mirror": f"{BEGIN}, and used as it is and mirrored left to right. {END}",
    "both": f"{BEGIN}, and used as it is, mirrored left to right, mirrored top to bottom, and mirrored both "
    f"ways. {END}",
    "turns": f"{BEGIN}, and turned by 0, 90, 180 and 270 degrees; each result is used as it is and mirrored left to "
    f"right. {END}",
}
WHY = {
    "mirror": "Each crop is used in two versions: as it is, and mirrored.",
    "both": "Each crop is used in four versions: there are two ways to mirror it, and each is done or not.",
    "turns": "Each crop is used in eight versions: four turns, each mirrored or not. As no crop is "
    "symmetric, no two of the eight are equal.",
}
SOLUTION = """
Along a side of $n$ pixels a crop of $c$ pixels has $n - c + 1$ places:

$$down == {height} - {crop} + 1 == {down}$$

$$across == {width} - {crop} + 1 == {across}$$
"""
PRODUCT = "$$total == {images}*{down}*{across}*{versions} == {total}$$"


def _compose(trees: Trees, shape: Shape) -> Trees:
    total, places = trees
    along = {axis: substitute(places, {"side": Sym(side)}) for axis, side in (("down", "height"), ("across", "width"))}
    return (substitute(total, {**along, "versions": Num(VERSIONS[shape[0]])}),)


def _flips(p: Params) -> tuple[str, ...]:
    return ("horizontal", "vertical") if p.shape[0] == "both" else ("horizontal",)


def _turns(p: Params) -> int:
    return 4 if p.shape[0] == "turns" else 1


def _measure(p: Params) -> Values:
    one = distinct_images(p["height"], p["width"], p["crop"], _flips(p), _turns(p))
    return (p["images"] * one,)


def _by_corners(p: Params) -> Values:
    """Corners of crops, each with the ways in which the corner's two edges can lie after mirroring and turning."""
    tops, lefts = (range(p[side] - p["crop"] + 1) for side in ("height", "width"))
    return (p["images"] * len(tops) * len(lefts) * _orientations(_flips(p), _turns(p)),)


@cache
def _orientations(flips: tuple[str, ...], turns: int) -> int:
    """In how many ways the two edges at a crop's corner can lie."""
    edges = {((0, 1), (1, 0))}
    for _ in range(4):
        for flip in flips:
            edges |= {tuple(_mirrored(edge, flip) for edge in pair) for pair in edges}  # type: ignore[misc]  # two edges
        if turns > 1:
            edges |= {tuple((-x, y) for y, x in pair) for pair in edges}  # type: ignore[misc]  # two edges
    return len(edges)


def _mirrored(edge: tuple[int, int], flip: str) -> tuple[int, int]:
    down, across = edge
    return (down, -across) if flip == "horizontal" else (-down, across)


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    down, across = (p[side] - p["crop"] + 1 for side in ("height", "width"))
    versions = VERSIONS[p.shape[0]]
    template = f"{SOLUTION.strip()}\n\n{WHY[p.shape[0]]}\n\n{PRODUCT}"
    return (Text(template, {**p.values, "down": down, "across": across, "versions": versions, "total": key[0]}),)


def _givens(p: Params) -> dict[str, object]:
    return {**p.values, "flips": list(_flips(p)), "quarter_turns": _turns(p)}


def _grid(flips: str, images: tuple[int, ...]) -> Combinations:
    sides = (24, 26, 28, 29, 30, 31, 32, 33, 34, 36)
    return Combinations(
        {"images": images, "height": sides, "width": sides, "crop": (24, 26, 27, 28)},
        lambda c: (c.height <= c.width) & (c.height > c.crop) & (c.width - c.crop <= 8),
        (flips,),
    )


FAMILY = Family(
    module=__name__,
    title="Images made by augmentation",
    asks="images",
    levels={
        "easy": concat(_grid("mirror", (2, 3, 4, 5, 10, 20))),
        "medium": concat(_grid("both", (3, 5, 8, 10, 20, 50))),
        "hard": concat(_grid("turns", (3, 5, 8, 10, 20, 50))),
    },
    formulas=(augmented, crop_positions),
    compose=_compose,
    misconceptions=COUNTS,
    stem=lambda p: Text(STEMS[p.shape[0]], p.values),
    solution=_solution,
    network=None,
    givens=_givens,
    measure=_measure,
    recount=(Check("corners and edges", _by_corners),),
    examples=(
        Example(
            {"images": 3, "height": 228, "width": 228, "crop": 224},
            (150,),
            "Simonyan and Zisserman (2015), VGG, section 3.2: 5 x 5 crops with 2 flips at 3 scales, 150 in total",
            ("mirror",),
        ),
    ),
    numerical_only="the usual wrong counts lie at the same ratios to the right one, so that they show it",
)
