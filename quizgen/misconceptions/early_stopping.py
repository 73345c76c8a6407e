"""Mistakes about when training stops. A shape holds patience, the number of epochs, and what is asked.

Losses ``l_1`` ... are whole numbers of hundredths, so that one is lower than another by one at least.
"""

from __future__ import annotations

from collections.abc import Callable

from quizgen.formulas.regularisation import last_epoch_if_better
from quizgen.math.reader import read
from quizgen.math.rewrites import substitute
from quizgen.math.tree import Call, Expr, Num, Op, Sym
from quizgen.misconceptions.kinds import Instead, Shape, Trees

RESTORED = "restored"
MARGIN = "min_delta"
Rule = Callable[[int, int, Expr], Expr]


def loss(epoch: int) -> Expr:
    """The loss after an epoch, counted from 1."""
    return Sym(f"l_{epoch}")


def lowest(first: int, last: int) -> Expr:
    """The lowest loss from one epoch to another, both included."""
    return Call("min", tuple(loss(epoch) for epoch in range(first, last + 1))) if first < last else loss(first)


def margin(shape: Shape) -> Expr:
    """By how much a new best loss has to be lower, beyond being lower at all."""
    return Sym(MARGIN) if MARGIN in shape else Num(0)


def first_spent(patience: int, epochs: int, least: Expr, step: Expr | None = None) -> Expr:
    """The first epoch after ``patience`` epochs without a loss that is lower by more than ``least``, else the last."""
    every = [
        substitute(
            last_epoch_if_better.tree if step is None else step,
            {
                "epoch": Num(epoch),
                "last": Num(epochs),
                "before": Op("-", lowest(1, epoch - patience), least),
                "recent": lowest(epoch - patience + 1, epoch),
            },
        )
        for epoch in range(patience + 1, epochs + 1)
    ]
    return Call("min", tuple(every)) if len(every) > 1 else every[0]


def _first(epochs: int, start: int, fails: Callable[[int], Expr]) -> Expr:
    """The first epoch at which ``fails`` is not above zero, else the last one."""
    every = [
        substitute(read(f"{epoch} + ({epochs} - {epoch})*max(min(lower, 1), 0)"), {"lower": fails(epoch)})
        for epoch in range(start, epochs + 1)
    ]
    return Call("min", tuple(every)) if len(every) > 1 else every[0]


def _rule(name: str, rule: Rule, feedback: str, *, concept: str) -> Instead:
    """Another rule to stop."""

    def work(shape: Shape) -> Trees | None:
        patience, epochs = int(shape[0]), int(shape[1])
        return None if RESTORED in shape else (rule(patience, epochs, margin(shape)),)

    return Instead(name, work, feedback, concept=concept)


def _restoring(name: str, rule: Rule, feedback: str, *, concept: str) -> Instead:
    def work(shape: Shape) -> Trees | None:
        patience, epochs = int(shape[0]), int(shape[1])
        return (rule(patience, epochs, margin(shape)),) if RESTORED in shape else None

    return Instead(name, work, feedback, concept=concept)


def _consecutive(patience: int, epochs: int, least: Expr) -> Expr:
    """The first epoch that ends ``patience`` rises in a row: the largest step down among them is none."""
    del least

    def largest_fall(epoch: int) -> Expr:
        falls = [Op("-", loss(n - 1), loss(n)) for n in range(epoch - patience + 1, epoch + 1)]
        shifted = [Op("+", fall, Num(1)) for fall in falls]
        return Call("max", tuple(shifted)) if len(shifted) > 1 else shifted[0]

    return _first(epochs, patience + 1, largest_fall)


def _first_rise(patience: int, epochs: int, least: Expr) -> Expr:
    del patience, least
    return _first(epochs, 2, lambda epoch: Op("+", Op("-", loss(epoch - 1), loss(epoch)), Num(1)))


def _equal_counts(patience: int, epochs: int, least: Expr) -> Expr:
    """A loss that only equals the best one taken for a new best."""
    return _first(
        epochs,
        patience + 1,
        lambda epoch: Op(
            "+", Op("-", Op("-", lowest(1, epoch - patience), least), lowest(epoch - patience + 1, epoch)), Num(1)
        ),
    )


def _lowest_of_all(patience: int, epochs: int, least: Expr) -> Expr:
    """The epoch of the curve's lowest loss."""
    del patience, least
    bottom = lowest(1, epochs)
    return _first(epochs, 1, lambda epoch: Op("-", loss(epoch), bottom))


def _stop(patience: int, epochs: int, least: Expr) -> Expr:
    return first_spent(patience, epochs, least)


def _takes_every_fall(shape: Shape) -> Trees | None:
    return (first_spent(int(shape[0]), int(shape[1]), Num(0)),) if MARGIN in shape else None


def _less(rule: Rule, by: Callable[[int], int]) -> Rule:
    def earlier(patience: int, epochs: int, least: Expr) -> Expr:
        less = by(patience)
        return Op("-" if less >= 0 else "+", rule(patience, epochs, least), Num(abs(less)))

    return earlier


STOPPING = (
    _rule(
        "stops-at-the-first-rise",
        _first_rise,
        "Training goes on until as many epochs as the patience have passed without a new best loss.",
        concept="patience",
    ),
    _rule(
        "waits-for-rises-in-a-row",
        _consecutive,
        "Each loss is compared with the best one so far, not with the one before it.",
        concept="best-so-far",
    ),
    _rule(
        "takes-equal-for-better", _equal_counts, "Only a strictly lower loss is a new best one.", concept="best-so-far"
    ),
    _rule(
        "names-the-best-epoch",
        _less(_stop, lambda patience: patience),
        "That is the epoch of the last new best loss; training stops only when the patience after it is spent.",
        concept="restored-epoch",
    ),
    _rule(
        "stops-one-epoch-early",
        _less(_stop, lambda _: 1),
        "The patience is spent only after that many epochs without a new best loss.",
        concept="patience",
    ),
    _rule(
        "waits-one-epoch-more",
        _less(_stop, lambda _: -1),
        "Training stops right after the epoch that spends the patience.",
        concept="patience",
    ),
    _rule(
        "names-the-lowest-of-all",
        _lowest_of_all,
        "Training stops when the patience is spent, and what the loss would be later cannot be known.",
        concept="restored-epoch",
    ),
    _rule(
        "uses-the-whole-curve",
        lambda _, epochs, __: Num(epochs),
        "The patience is spent before the end of the curve.",
        concept="patience",
    ),
    Instead(
        "ignores-min-delta",
        _takes_every_fall,
        "A loss that is lower by no more than `min_delta` is no new best one, and the epochs without one go on.",
        concept="best-so-far",
    ),
    _restoring(
        "restores-the-lowest-of-all",
        _lowest_of_all,
        "Training had stopped by then: only the epochs before the stop can be restored.",
        concept="restored-epoch",
    ),
    _restoring(
        "restores-the-last-epoch",
        _stop,
        "That is the epoch after which training stops; the weights restored are those of the best loss before.",
        concept="restored-epoch",
    ),
    _restoring(
        "restores-before-the-first-rise",
        _less(_first_rise, lambda _: 1),
        "A first rise does not end training while the patience lasts, and a later epoch has a lower loss.",
        concept="patience",
    ),
    _restoring(
        "restores-the-epoch-after-the-best",
        _less(_stop, lambda patience: patience - 1),
        "The best loss was reached an epoch before: the patience counts the epochs after it.",
        concept="restored-epoch",
    ),
    _restoring(
        "restores-the-epoch-before-the-best",
        _less(_stop, lambda patience: patience + 1),
        "The next epoch has a lower loss, and is restored.",
        concept="restored-epoch",
    ),
)
