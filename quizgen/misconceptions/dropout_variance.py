"""Mistakes about the variance that inverted dropout gives a unit's output; shapes are those of ``dropout``."""

from __future__ import annotations

from quizgen.math.reader import read
from quizgen.math.rewrites import substitute
from quizgen.math.tree import Expr, Num, Op, Sym
from quizgen.misconceptions.dropout import DropoutMask, summed
from quizgen.misconceptions.kinds import Instead, Shape, Trees


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
        "The variance of what dropout gives is $x**2*p/(1 - p)$, so it is still to be divided by $1 - p$.",
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
        "A variance is the mean square less the squared mean, so that of each value is $x**2*p/(1 - p)$.",
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
        "The mean square without rescaling is not the variance, which is $x**2*p/(1 - p)$ for each value.",
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
