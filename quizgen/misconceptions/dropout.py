"""Mistakes about inverted dropout. ``p`` is the probability to drop a value, counted in hundredths.

A shape names the question, the number of values, and the places of the dropped ones: ``("unit", "3", "2")``.
"""

from __future__ import annotations

from dataclasses import dataclass

from quizgen.formulas.regularisation import added
from quizgen.math.reader import read
from quizgen.math.rewrites import substitute
from quizgen.math.tree import Expr, Num, Op, Sym
from quizgen.misconceptions.kinds import Instead, Shape, Trees


@dataclass(frozen=True, slots=True)
class DropoutMask:
    """Values of which some are dropped; a ``unit`` weights them and adds a bias.

    The form ``change`` asks by how much the unit's output differs from that in evaluation mode, and ``square`` for the
    mean of the square of the unit's output.
    """

    form: str
    count: int
    dropped: tuple[int, ...]

    @classmethod
    def of(cls, shape: Shape) -> DropoutMask:
        """The mask that a shape spells."""
        return cls(shape[0], int(shape[1]), tuple(map(int, shape[2])) if len(shape) > 2 else ())

    @property
    def weighted(self) -> bool:
        """Whether a unit follows."""
        return self.form in {"unit", "change", "square"}

    @property
    def kept(self) -> tuple[int, ...]:
        """The places of the values that stay, counted from 1."""
        return tuple(place for place in range(1, self.count + 1) if place not in self.dropped)

    @property
    def every(self) -> tuple[int, ...]:
        """All places, counted from 1."""
        return tuple(range(1, self.count + 1))

    def values(self, place: int) -> dict[str, Expr]:
        """What a term for one value is made of: the value, its weight, the drop probability."""
        weight: Expr = Sym(f"w_{place}") if self.weighted else Num(1)
        return {"x": Sym(f"x_{place}"), "w": weight, "p": Op("/", Sym("p"), Num(100))}


def summed(mask: DropoutMask, places: tuple[int, ...], term: str) -> Expr:
    """The sum of a term over some places, 0 over none."""
    return added([substitute(read(term), mask.values(place)) for place in places]) if places else Num(0)


def _with_bias(mask: DropoutMask, total: Expr, bias: str = "bias") -> Expr:
    """What the question asks: the total, a unit's output, or the total less that of evaluation mode."""
    match mask.form:
        case "unit":
            return substitute(read(f"total + {bias}"), {"total": total, **mask.values(1)})
        case "change":
            return Op("-", total, summed(mask, mask.every, "w*x"))
        case _:
            return total


def _against(name: str, training: str, evaluation: str, feedback: str, *, concept: str) -> Instead:
    """Another difference of the outputs in both modes, from a term for the kept values and one for all."""

    def work(shape: Shape) -> Trees | None:
        mask = DropoutMask.of(shape)
        if mask.form != "change":
            return None
        return (Op("-", summed(mask, mask.kept, training), summed(mask, mask.every, evaluation)),)

    return Instead(name, work, feedback, concept=concept)


def _change_with_bias(name: str, formula: str, feedback: str, *, concept: str) -> Instead:
    """A mistake about the bias in a difference, from the right outputs ``training`` and ``evaluation`` without it."""

    def work(shape: Shape) -> Trees | None:
        mask = DropoutMask.of(shape)
        if mask.form != "change":
            return None
        sides = {
            "training": summed(mask, mask.kept, "w*x/(1 - p)"),
            "evaluation": summed(mask, mask.every, "w*x"),
        }
        return (substitute(read(formula), {**mask.values(1), **sides}),)

    return Instead(name, work, feedback, concept=concept)


def _kept(name: str, term: str, feedback: str, *, concept: str) -> Instead:
    """Another term for the kept values; the dropped ones are zero."""

    def work(shape: Shape) -> Trees:
        mask = DropoutMask.of(shape)
        return (_with_bias(mask, summed(mask, mask.kept, term)),)

    return Instead(name, work, feedback, concept=concept)


def _masked(name: str, kept: str, dropped: str, feedback: str, *, concept: str) -> Instead:
    """Another treatment of the dropped values; not to be made where nothing is said to be dropped."""

    def work(shape: Shape) -> Trees | None:
        mask = DropoutMask.of(shape)
        if not mask.dropped:
            return None
        total = Op("+", summed(mask, mask.kept, kept), summed(mask, mask.dropped, dropped))
        return (_with_bias(mask, total),)

    return Instead(name, work, feedback, concept=concept)


def _bias(name: str, bias: str, feedback: str, *, concept: str) -> Instead:
    def work(shape: Shape) -> Trees | None:
        mask = DropoutMask.of(shape)
        if mask.form != "unit":
            return None
        return (_with_bias(mask, summed(mask, mask.kept, "w*x/(1 - p)"), bias),)

    return Instead(name, work, feedback, concept=concept)


def _share_of_kept(shape: Shape) -> Trees | None:
    mask = DropoutMask.of(shape)
    if not mask.dropped:
        return None
    return (_with_bias(mask, summed(mask, mask.kept, f"w*x*{mask.count}/{len(mask.kept)}")),)


SCALED = (
    _kept(
        "does-not-rescale",
        "w*x",
        "In training PyTorch's dropout divides what it keeps by $1 - p$.",
        concept="dropout-rescales",
    ),
    _kept(
        "multiplies-by-keep-probability",
        "w*x*(1 - p)",
        "Scaling down by $1 - p$ is the older rule for testing; PyTorch scales up in training instead.",
        concept="dropout-rescales",
    ),
    _kept(
        "takes-p-for-keep-probability",
        "w*x/p",
        "In PyTorch `p` is the probability of dropping a value, so a kept one is divided by $1 - p$.",
        concept="dropout-probability",
    ),
    _kept(
        "multiplies-by-drop-probability",
        "w*x*p",
        "A kept value is not made smaller: it is divided by $1 - p$, to make up for the dropped ones.",
        concept="dropout-rescales",
    ),
    _kept(
        "adds-the-share",
        "w*x*(1 + p)",
        "Dividing by $1 - p$ is not the same as multiplying by $1 + p$.",
        concept="dropout-rescales",
    ),
    _kept(
        "doubles-always",
        "2*w*x",
        "Values double only for `p=0.5`; in general they are divided by $1 - p$.",
        concept="dropout-rescales",
    ),
    _kept("rescales-twice", "w*x/(1 - p)**2", "A value is divided by $1 - p$ once.", concept="dropout-rescales"),
    _masked(
        "drops-nothing",
        "w*x/(1 - p)",
        "w*x/(1 - p)",
        "Dropped values become zero, and only the others count.",
        concept="dropout-drops",
    ),
    _masked(
        "lets-dropped-values-pass",
        "w*x/(1 - p)",
        "w*x",
        "Dropped values become zero; they do not pass as they are.",
        concept="dropout-drops",
    ),
    _masked(
        "keeps-the-dropped-ones",
        "0*x",
        "w*x/(1 - p)",
        "The named values are dropped, and the others are kept.",
        concept="dropout-drops",
    ),
    _masked(
        "applies-no-dropout",
        "w*x",
        "w*x",
        "That is evaluation mode; in training mode values are dropped and the others scaled up.",
        concept="dropout-mode",
    ),
    Instead(
        "scales-by-actual-share",
        _share_of_kept,
        "Dropout scales by the probability, not by the share of values that happens to be kept.",
        concept="dropout-rescales",
    ),
    _against(
        "scales-in-evaluation",
        "w*x/(1 - p)",
        "w*x*(1 - p)",
        "In evaluation mode dropout passes every value as it is: the scaling is done in training.",
        concept="dropout-mode",
    ),
    _against(
        "drops-in-evaluation-too",
        "w*x/(1 - p) - w*x",
        "0*x",
        "In evaluation mode nothing is dropped, so all values enter the output.",
        concept="dropout-mode",
    ),
    _against(
        "rescales-in-evaluation-too",
        "w*x/(1 - p)",
        "w*x/(1 - p)",
        "Dropout divides by $1 - p$ in training only; in evaluation mode it passes values as they are.",
        concept="dropout-mode",
    ),
    _change_with_bias(
        "counts-the-bias-once",
        "training + bias - evaluation",
        "The bias is in the output in evaluation mode too, so the difference does not keep it.",
        concept="forgets-bias",
    ),
    _change_with_bias(
        "takes-the-bias-off",
        "training - (evaluation + bias)",
        "The bias was subtracted with the output in evaluation mode, but it is in the output in training as well.",
        concept="forgets-bias",
    ),
    _change_with_bias(
        "takes-evaluation-minus-training",
        "evaluation - training",
        "The question is what the output in training is minus that in evaluation mode, not the reverse.",
        concept="dropout-mode",
    ),
    _change_with_bias(
        "gives-training-alone",
        "training",
        "That is what training gives without the bias; what evaluation gives is still to be subtracted.",
        concept="dropout-mode",
    ),
    _bias("forgets-the-bias", "0", "The unit adds its bias to the weighted sum.", concept="forgets-bias"),
    _bias(
        "scales-the-bias",
        "bias/(1 - p)",
        "Only the values that dropout keeps are divided by $1 - p$, and the bias is not one of them.",
        concept="dropout-rescales",
    ),
    _bias(
        "applies-dropout-to-bias",
        "bias*(1 - p)",
        "Dropout acts on the unit's inputs, and the bias is added as it is.",
        concept="dropout-drops",
    ),
)


def _squares(
    name: str, term: str, feedback: str, forms: tuple[str, ...] = ("one", "sum", "unit", "square"), *, concept: str
) -> Instead:
    """Another term for each value's share of a variance."""

    def work(shape: Shape) -> Trees | None:
        mask = DropoutMask.of(shape)
        return (with_mean(mask, summed(mask, mask.every, term)),) if mask.form in forms else None

    return Instead(name, work, feedback, concept=concept)


def _of_the_sum(name: str, formula: str, feedback: str, *, concept: str) -> Instead:
    """A variance from sums over all values: as they are ``s``, their sizes ``a``, their squares ``q``."""

    def work(shape: Shape) -> Trees | None:
        mask = DropoutMask.of(shape)
        if mask.count == 1:
            return None
        sums = {"s": summed(mask, mask.every, "w*x"), "a": summed(mask, mask.every, "abs(w*x)")}
        more: dict[str, Expr] = {"q": summed(mask, mask.every, "(w*x)**2"), "count": Num(mask.count)}
        return (with_mean(mask, substitute(read(formula), {**mask.values(1), **sums, **more})),)

    return Instead(name, work, feedback, concept=concept)


def with_mean(mask: DropoutMask, variance: Expr) -> Expr:
    """The variance, and the square of the mean with it where the mean of the square is asked."""
    if mask.form != "square":
        return variance
    mean = Op("+", summed(mask, mask.every, "w*x"), Sym("bias"))
    return Op("+", variance, Op("**", mean, Num(2)))


def _mean_square(name: str, formula: str, feedback: str, *, concept: str) -> Instead:
    """Another mean of the square, from the right ``variance`` and the mean ``s`` without the bias."""

    def work(shape: Shape) -> Trees | None:
        mask = DropoutMask.of(shape)
        if mask.form != "square":
            return None
        sums = {"s": summed(mask, mask.every, "w*x"), "variance": summed(mask, mask.every, "(w*x)**2*p/(1 - p)")}
        return (substitute(read(formula), {**mask.values(1), **sums}),)

    return Instead(name, work, feedback, concept=concept)


VARIANCES = (
    _mean_square(
        "gives-the-variance-alone",
        "variance",
        "That is the variance; the square of the mean output is added to it.",
        concept="dropout-variance",
    ),
    _mean_square(
        "gives-the-square-of-the-mean",
        "(s + bias)**2",
        "That is the square of the output without dropout; the variance is added to it.",
        concept="dropout-variance",
    ),
    _mean_square(
        "leaves-the-bias-out-of-the-mean",
        "variance + s**2",
        "The bias changes no variance, but it belongs to the mean output, which is squared.",
        concept="forgets-bias",
    ),
    _mean_square(
        "squares-mean-and-bias-apart",
        "variance + s**2 + bias**2",
        "The bias is added to the mean before that is squared.",
        concept="dropout-variance",
    ),
    _mean_square(
        "subtracts-the-square-of-the-mean",
        "variance - (s + bias)**2",
        "The variance is the mean square less the squared mean, so the mean square is their sum.",
        concept="dropout-variance",
    ),
    _mean_square(
        "scales-the-mean",
        "variance + ((1 - p)*s + bias)**2",
        "Dropout divides by $1 - p$ what it keeps, so the mean output is that without dropout.",
        concept="dropout-rescales",
    ),
    _squares(
        "forgets-rescaling",
        "(w*x)**2*p*(1 - p)",
        "What is kept is divided by $1 - p$, so the variance is divided by the square of $1 - p$.",
        concept="dropout-variance",
    ),
    _squares(
        "forgets-keep-probability",
        "(w*x)**2*p",
        "The variance of a kept-or-dropped value, $x**2*p$, is still divided by $1 - p$.",
        concept="dropout-variance",
    ),
    _squares(
        "does-not-square",
        "w*x*p/(1 - p)",
        "A variance grows with the square of the values.",
        concept="dropout-variance",
    ),
    _squares(
        "variance-with-p-for-keep",
        "(w*x)**2*(1 - p)/p",
        "In PyTorch `p` is the probability of dropping a value, so the variance is $x**2*p/(1 - p)$.",
        concept="dropout-probability",
    ),
    _squares(
        "takes-mean-square",
        "(w*x)**2/(1 - p)",
        "That is the mean of the squares; the square of the mean is still to be subtracted.",
        concept="dropout-variance",
    ),
    _squares(
        "takes-the-square",
        "(w*x)**2",
        "The variance depends on how often a value is dropped, so `p` has to appear in it.",
        concept="dropout-variance",
    ),
    _squares(
        "divides-by-square",
        "(w*x)**2*p/(1 - p)**2",
        "One of the two factors $1 - p$ is cancelled by the probability of keeping the value.",
        concept="dropout-variance",
    ),
    _squares(
        "takes-keep-probability-squared",
        "(w*x)**2*(1 - p)",
        "That is the mean square without rescaling, not the variance.",
        concept="dropout-variance",
    ),
    _squares(
        "does-not-square-weights",
        "w*x**2*p/(1 - p)",
        "A weight multiplies the value, so the variance is multiplied by the square of the weight.",
        ("unit", "square"),
        concept="dropout-variance",
    ),
    _squares(
        "variance-without-weights",
        "x**2*p/(1 - p)",
        "Each value is multiplied by its weight before it is added, so the square of the weight is a factor too.",
        ("unit", "square"),
        concept="dropout-variance",
    ),
    _of_the_sum(
        "squares-sum-of-values",
        "s**2*p/(1 - p)",
        "The values are dropped independently of each other, so their variances are added, not the values.",
        concept="dropout-variance",
    ),
    _of_the_sum(
        "squares-the-sum-without-rescaling",
        "s**2*p*(1 - p)",
        "The values are dropped independently and rescaled, so $x**2*p/(1 - p)$ is added up for each.",
        concept="dropout-variance",
    ),
    _of_the_sum(
        "adds-deviations",
        "a**2*p/(1 - p)",
        "Independent values add up their variances, not their standard deviations.",
        concept="dropout-variance",
    ),
    _of_the_sum(
        "averages-the-variances",
        "q*p/(1 - p)/count",
        "The variances of independent values are added up, not averaged.",
        concept="dropout-variance",
    ),
)
