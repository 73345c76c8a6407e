"""Mistakes in normalising a value by hand.

``Sample`` says which of the values ``x_1`` ... share a mean and which one is asked; ``gamma`` and ``beta`` are there
only in shapes with a learned scale and shift.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from quizgen.formulas.normalisation import mean_of, variance_of
from quizgen.math.reader import read
from quizgen.math.rewrites import substitute
from quizgen.math.tree import Call, Expr, Num, Sym
from quizgen.misconceptions.kinds import Instead, Shape, Trees

AFFINE = "affine"
CHANNELS, LISTED = "channels", "listed"
"""A shape with a second channel, whose values are ``z_1`` ...; one whose scale and shift are listed by feature."""


class Sample(Struct, frozen=True):
    """Values of which some share a mean.

    ``rows`` of ``across`` values each; ``place`` counts from 1 through all of them. ``joined`` says that all rows share
    one mean, as those of a channel in batch normalisation do; otherwise each row has its own. ``listed`` says that
    each place of a row has its scale and shift: ``gamma`` and ``beta`` at the asked one, ``gamma_2`` ... elsewhere.
    """

    rows: int
    across: int
    place: int
    joined: bool
    affine: bool
    listed: bool = False

    @classmethod
    def of(cls, shape: Shape) -> Sample:
        """The sample that a shape's words spell."""
        rows, across, place = (int(word) for word in shape[:3])
        return cls(rows, across, place, "joined" in shape, AFFINE in shape, LISTED in shape)

    @property
    def words(self) -> Shape:
        """The shape that spells it."""
        told = [word for word, so in ((AFFINE, self.affine), (LISTED, self.listed)) if so]
        return str(self.rows), str(self.across), str(self.place), "joined" if self.joined else "apart", *told

    def learned(self, name: str) -> tuple[str, ...]:
        """``gamma`` or ``beta`` of every place of a row, by the names of the numbers."""
        asked = (self.place - 1) % self.across + 1
        return tuple(name if place == asked else f"{name}_{place}" for place in range(1, self.across + 1))

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all values."""
        return tuple(f"x_{number}" for number in range(1, self.rows * self.across + 1))

    @property
    def row(self) -> tuple[str, ...]:
        """The names in the asked value's row."""
        start = (self.place - 1) // self.across * self.across
        return self.names[start : start + self.across]

    @property
    def column(self) -> tuple[str, ...]:
        """The names at the asked value's place of every row."""
        return self.names[(self.place - 1) % self.across :: self.across]

    @property
    def shared(self) -> tuple[str, ...]:
        """The names of the values that share the asked value's mean."""
        return self.names if self.joined else self.row


def symbols_of(names: Sequence[str]) -> list[Expr]:
    """The names as symbols."""
    return [Sym(name) for name in names]


def _worked(formula: str, sample: Sample, names: Sequence[str]) -> Trees:
    entries = symbols_of(names)
    extremes: dict[str, Expr] = {"low": Call("min", tuple(entries)), "high": Call("max", tuple(entries))}
    values: dict[str, Expr] = {
        "x": Sym(f"x_{sample.place}"),
        "mean": mean_of(entries),
        "variance": variance_of(entries),
        "count": Num(len(entries)),
        **(extremes if len(entries) > 1 else {}),
    }
    return (substitute(read(formula), values),)


def _either(name: str, plain: str, affine: str, feedback: str, *, concept: str) -> Instead:
    """A wrong formula for both sorts of shapes; an empty one cannot be made."""

    def work(shape: Shape) -> Trees | None:
        sample = Sample.of(shape)
        formula = affine if sample.affine else plain
        return _worked(formula, sample, sample.shared) if formula else None

    return Instead(name, work, feedback, concept=concept)


def _standard(name: str, formula: str, feedback: str, *, concept: str) -> Instead:
    return _either(name, formula, f"gamma*({formula}) + beta", feedback, concept=concept)


def _among(name: str, other: str, feedback: str, *, concept: str) -> Instead:
    """The right formula with the statistics of other values: the ``row`` or the ``column``."""

    def work(shape: Shape) -> Trees | None:
        sample = Sample.of(shape)
        names = sample.row if other == "row" else sample.column
        if sample.rows == 1 or sample.joined != (other == "row"):
            return None
        formula = "(x - mean)/sqrt(variance)"
        return _worked(f"gamma*{formula} + beta" if sample.affine else formula, sample, names)

    return Instead(name, work, feedback, concept=concept)


def _channels_together(shape: Shape) -> Trees | None:
    """The right formula with the statistics of both channels' values, where there are two."""
    if CHANNELS not in shape:
        return None
    sample = Sample.of(shape)
    return _worked("gamma*(x - mean)/sqrt(variance) + beta", sample, (*sample.names, *other_names(sample)))


def other_names(sample: Sample) -> tuple[str, ...]:
    """The names of the values in the other channel."""
    return tuple(name.replace("x", "z") for name in sample.names)


def _scaled_as_the_sample(shape: Shape) -> Trees | None:
    """With the scale and shift that are listed at the sample's number instead of the feature's."""
    sample = Sample.of(shape)
    row, feature = divmod(sample.place - 1, sample.across)
    if not sample.listed or row == feature:
        return None
    gamma, beta = sample.learned("gamma")[row], sample.learned("beta")[row]
    return _worked(f"{gamma}*(x - mean)/sqrt(variance) + {beta}", sample, sample.shared)


NORMALIZED = (
    _standard(
        "divides-by-the-variance",
        "(x - mean)/variance",
        "The distance from the mean is divided by the standard deviation, which is the root of the variance.",
        concept="divides-wrongly",
    ),
    _standard(
        "does-not-center",
        "x/sqrt(variance)",
        "The mean is subtracted before dividing, so that standardised values lie around zero.",
        concept="forgets-centring",
    ),
    _standard(
        "turns-the-sign",
        "(mean - x)/sqrt(variance)",
        "The mean is subtracted from the value, not the value from the mean.",
        concept="forgets-centring",
    ),
    _standard(
        "centers-only",
        "x - mean",
        "Subtracting the mean is the first half: the distance is then divided by the standard deviation.",
        concept="divides-wrongly",
    ),
    _standard(
        "multiplies-by-the-deviation",
        "(x - mean)*sqrt(variance)",
        "The distance from the mean is divided by the standard deviation, so that the variance becomes 1.",
        concept="divides-wrongly",
    ),
    _standard(
        "does-not-average-squares",
        "(x - mean)/sqrt(count*variance)",
        "The variance is the mean of the squared distances, not their sum.",
        concept="divides-wrongly",
    ),
    _standard(
        "scales-to-the-range",
        "(x - low)/(high - low)",
        "That is min-max scaling; normalisation layers use mean and standard deviation.",
        concept="norm-range-or-shape",
    ),
    _either(
        "forgets-scale-and-shift",
        "",
        "(x - mean)/sqrt(variance)",
        "The standardised value is still multiplied by gamma and shifted by beta.",
        concept="scale-and-shift",
    ),
    _either(
        "forgets-the-shift",
        "",
        "gamma*(x - mean)/sqrt(variance)",
        "After scaling by gamma, beta is added.",
        concept="scale-and-shift",
    ),
    _either(
        "forgets-the-scale",
        "",
        "(x - mean)/sqrt(variance) + beta",
        "The standardised value is multiplied by gamma before beta is added.",
        concept="scale-and-shift",
    ),
    _either(
        "shifts-before-scaling",
        "",
        "gamma*((x - mean)/sqrt(variance) + beta)",
        "The value is multiplied by gamma first, and beta is added to the product.",
        concept="scale-and-shift",
    ),
    _either(
        "swaps-gamma-and-beta",
        "",
        "beta*(x - mean)/sqrt(variance) + gamma",
        "Gamma, the `weight`, is the factor, and beta, the `bias`, is added.",
        concept="scale-and-shift",
    ),
    _either(
        "subtracts-the-shift",
        "",
        "gamma*(x - mean)/sqrt(variance) - beta",
        "Beta is added, with the sign that it has.",
        concept="scale-and-shift",
    ),
    Instead(
        "scales-by-the-sample",
        _scaled_as_the_sample,
        "Gamma and beta are listed by feature, so the number of the sample does not choose them.",
        concept="scale-and-shift",
    ),
    _among(
        "normalizes-each-row-alone",
        "row",
        "Batch normalisation lets the values of all samples share one mean, not those of each sample alone.",
        concept="norm-axes",
    ),
    _among(
        "normalizes-over-samples",
        "column",
        "Layer normalisation takes mean and variance over the features of one sample; samples do not mix.",
        concept="norm-axes",
    ),
    Instead(
        "normalizes-channels-together",
        _channels_together,
        "Batch normalisation takes mean and variance of each channel alone; channels do not mix.",
        concept="norm-axes",
    ),
)
