"""Mistakes in counting the images that augmentation makes.

A shape names what is done to each crop: ``mirror`` (left to right or not), ``both`` (either way or both), or ``turns``
(turned by quarter turns, and mirrored or not).
"""

from __future__ import annotations

from quizgen.math.reader import read
from quizgen.math.rewrites import substitute
from quizgen.math.tree import Num
from quizgen.misconceptions.kinds import Instead, Shape, Trees

VERSIONS = {"mirror": 2, "both": 4, "turns": 8}


def _count(name: str, formula: str, feedback: str, flips: str = "mirror both turns", *, concept: str) -> Instead:
    """Another count; ``versions`` stands for the number of versions of each crop."""

    def work(shape: Shape) -> Trees | None:
        if shape[0] not in flips.split():
            return None
        return (substitute(read(formula), {"versions": Num(VERSIONS[shape[0]])}),)

    return Instead(name, work, feedback, concept=concept)


POSITIONS = "(height - crop + 1)*(width - crop + 1)"

COUNTS = (
    _count(
        "leaves-out-the-start",
        "images*(height - crop)*(width - crop)*versions",
        "Along a side a crop has one more place than the difference of the sides: it may stay where it is.",
        concept="augmentation-places",
    ),
    _count(
        "moves-along-one-axis",
        "images*(width - crop + 1)*versions",
        "Crops move down as well as across, so the places along both sides are multiplied.",
        concept="augmentation-places",
    ),
    _count(
        "adds-the-axes",
        "images*(height - crop + 1 + width - crop + 1)*versions",
        "Every place down goes with every place across, so the two are multiplied, not added.",
        concept="augmentation-places",
    ),
    _count(
        "crops-do-not-overlap",
        "images*floor(height/crop)*floor(width/crop)*versions",
        "Crops may overlap: neighbouring places differ by one pixel.",
        concept="augmentation-places",
    ),
    _count(
        "places-for-pixels",
        "images*height*width*versions",
        "Not every pixel can be the corner of a crop, because the crop has to lie inside the image.",
        concept="augmentation-places",
    ),
    _count(
        "counts-one-more-place",
        "images*(height - crop + 2)*(width - crop + 2)*versions",
        "Along a side the places of a crop are the difference of the sides plus one, not plus two.",
        concept="augmentation-places",
    ),
    _count(
        "forgets-the-versions",
        f"images*{POSITIONS}",
        "Each crop comes in several versions, and all of them count.",
        concept="augmentation-versions",
    ),
    _count(
        "squares-the-versions",
        f"images*{POSITIONS}*versions**2",
        "The versions of a crop are counted once for each place, not once down and once across.",
        concept="augmentation-versions",
    ),
    _count(
        "adds-the-versions",
        f"images*({POSITIONS} + versions)",
        "Every crop has its versions, so places and versions are multiplied.",
        concept="augmentation-versions",
    ),
    _count(
        "mirrors-once",
        f"images*{POSITIONS}*2",
        "Mirroring left to right is only one of the changes, and all of them may be combined.",
        "both turns",
        concept="augmentation-versions",
    ),
    _count(
        "forgets-doing-both",
        f"images*{POSITIONS}*3",
        "Besides the crop itself and its two mirror images there is the one mirrored both ways.",
        "both",
        concept="augmentation-versions",
    ),
    _count(
        "mirrors-vertically-too",
        f"images*{POSITIONS}*4",
        "Only mirroring left to right is done here.",
        "mirror",
        concept="augmentation-versions",
    ),
    _count(
        "turns-without-mirroring",
        f"images*{POSITIONS}*4",
        "Each of the four turned crops is also mirrored, which doubles their number.",
        "turns",
        concept="augmentation-versions",
    ),
    _count(
        "counts-same-images-twice",
        f"images*{POSITIONS}*16",
        "Mirroring top to bottom gives nothing new here: it is a half turn of the crop mirrored left to right.",
        "turns",
        concept="augmentation-versions",
    ),
    _count(
        "adds-turns-and-mirrors",
        f"images*{POSITIONS}*6",
        "Every turn goes with every mirroring, so four turns and two mirrorings are multiplied.",
        "turns",
        concept="augmentation-versions",
    ),
    _count(
        "counts-one-image",
        f"{POSITIONS}*versions",
        "That is what one image gives, and every image of the data set gives as many.",
        concept="augmentation-versions",
    ),
    _count(
        "adds-the-originals",
        f"images*({POSITIONS}*versions + 1)",
        "Only crops count, and the whole image is not one of them.",
        concept="augmentation-versions",
    ),
)
