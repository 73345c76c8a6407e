"""Mistakes about inverted dropout. ``p`` is the probability to drop a value, counted in hundredths.

A shape names the question, the number of values, and the places of the dropped ones: ``("unit", "3", "2")``.
"""

from __future__ import annotations

from msgspec import Struct

from quizgen.formulas.regularisation import added
from quizgen.math.reader import read
from quizgen.math.rewrites import substitute
from quizgen.math.tree import Expr, Num, Op, Sym
from quizgen.misconceptions.kinds import Instead, Shape, Trees


class DropoutMask(Struct, frozen=True):
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
        "Only in evaluation mode is nothing dropped; in training mode values are dropped and the others scaled up.",
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
