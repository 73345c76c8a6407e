"""When early stopping ends training, and which epoch's weights it restores.

The reader compares each validation loss with the best one so far, and counts the epochs without a new best. Easy asks
when training stops; medium asks for the best epoch before that, which is not the lowest of the curve; in hard a loss
has to be lower by more than ``min_delta``, so that small falls do not count.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from itertools import pairwise

from quizgen.asking.family import Check, Example, Family
from quizgen.formulas.regularisation import last_epoch_if_better
from quizgen.math.tree import Num, Op
from quizgen.misconceptions.early_stopping import MARGIN, RESTORED, STOPPING, first_spent, margin
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.model import Values
from quizgen.oracle.regularisation import patience_spent
from quizgen.space import Dice, Params, Rows, concat, drawn
from quizgen.text import Text
from quizgen.topics.regularisation.shared.numbers import HUNDREDTHS, listed

STEM = """
The epochs of a training run are numbered from 1. These are the losses on the validation set after each epoch, in order:

`{curve}`

Early stopping with a patience of {patience} epochs ends training as soon as {patience} epochs in a row have brought no
new best loss; <lower>. <question>
"""
LOWER = "a loss is a new best one only if it is strictly lower than all before it"
BY_MORE = (
    "with `min_delta={least}`, a loss is a new best one only if it is lower than the best one so far by more than "
    "{least}"
)
QUESTIONS = {
    "stop": "After which epoch does training stop?",
    RESTORED: "The weights of the best epoch are then restored. From which epoch are they?",
}
SOLUTION = """
Each loss is compared with the best one so far. If no new best one comes in between, training stops when the patience
after the last one is spent:

$$stop == best + patience$$

<found>. After epoch {best} there is no new best one in {patience} epochs, although some loss may be lower than the one
before it:

$$stop == {best} + {patience} == {stop}$$
"""
RESTORING = (
    "The best loss so far is that of epoch {best}, whose weights are restored: "
    "$epoch == {stop} - {patience} == {best}$."
)
FOUND = "The losses that are lower than all before them are those after {bests}"
FOUND_BY_MORE = "The new best losses, each lower than the one before by more than {least}, are those after {bests}"
COUNT = 240
WORDS = {2: "two", 3: "three", 4: "four"}


def _compose(trees: Trees, shape: Shape) -> Trees:
    patience, epochs = int(shape[0]), int(shape[1])
    stop = first_spent(patience, epochs, margin(shape), trees[0])
    return (Op("-", stop, Num(patience)),) if RESTORED in shape else (stop,)


def _losses(p: Params) -> list[int]:
    return [p[f"l_{epoch}"] for epoch in range(1, int(p.shape[1]) + 1)]


def _answer(p: Params, stop: int) -> Values:
    return (stop - int(p.shape[0]),) if RESTORED in p.shape else (stop,)


def _measure(p: Params) -> Values:
    return _answer(p, patience_spent(_losses(p), int(p.shape[0]), p.values.get(MARGIN, 0)))


def walked(losses: list[int], patience: int, least: int = 0) -> tuple[int, list[int]]:
    """The epoch after which training stops, and every epoch of a loss lower by more than ``least`` until then."""
    bests = [1]
    for epoch, loss in enumerate(losses[1:], 2):
        if loss < losses[bests[-1] - 1] - least:
            bests.append(epoch)
        elif epoch - bests[-1] == patience:
            return epoch, bests
    return len(losses), bests


def _by_walking(p: Params) -> Values:
    return _answer(p, walked(_losses(p), int(p.shape[0]), p.values.get(MARGIN, 0))[0])


@cache
def _stem(shape: Shape) -> str:
    stem = STEM.replace("<lower>", BY_MORE if MARGIN in shape else LOWER)
    return stem.replace("<question>", QUESTIONS[RESTORED if RESTORED in shape else "stop"])


def _shown(p: Params) -> dict[str, str | Fraction]:
    least = {"least": Fraction(p[MARGIN], HUNDREDTHS)} if MARGIN in p.values else {}
    losses = ", ".join(f"{loss / HUNDREDTHS:.2f}" for loss in _losses(p))
    return {"curve": f"[{losses}]", "patience": WORDS[int(p.shape[0])], **least}


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    del key
    patience = int(p.shape[0])
    stop, bests = walked(_losses(p), patience, p.values.get(MARGIN, 0))
    words = listed([f"epoch {epoch}" for epoch in bests])
    values = {**_shown(p), "patience": patience, "best": bests[-1], "stop": stop, "bests": words}
    worked = SOLUTION.replace("<found>", FOUND_BY_MORE if MARGIN in p.shape else FOUND)
    return tuple(Text(text, values) for text in ((worked, RESTORING) if RESTORED in p.shape else (worked,)))


def _givens(p: Params) -> dict[str, object]:
    return {
        "losses": [float(Fraction(loss, HUNDREDTHS)) for loss in _losses(p)],
        "patience": int(p.shape[0]),
        "restored": RESTORED in p.shape,
        "min_delta": float(Fraction(p.values.get(MARGIN, 0), HUNDREDTHS)),
    }


def _small_falls(patience: int, epochs: int) -> Rows:
    """Curves whose best losses stand out by more than ``min_delta``, with smaller falls after the last one."""
    names = [f"l_{epoch}" for epoch in range(1, epochs + 1)]

    def draw(dice: Dice) -> list[int] | None:
        least, best = 2 + dice.below(3), 2 + dice.below(epochs - patience - 5)
        losses = [90 + dice.below(20)]
        while len(losses) < best:
            losses.append(losses[-1] - least - 1 - dice.below(8))
        losses += [losses[-1] + dice.below(least + 5) - least for _ in range(epochs - len(losses))]
        losses[best + patience + dice.below(2)] -= 2 * least + 3
        return [*losses, least] if _telling_by_more(losses, patience, least) else None

    return drawn("regularisation", (*names, MARGIN), draw, COUNT, (str(patience), str(epochs), MARGIN))


def _telling_by_more(losses: list[int], patience: int, least: int) -> bool:
    """Whether small falls make a difference, and it is the same to compare with the lowest loss before."""
    stop, bests = walked(losses, patience, least)
    wrong = walked(losses, patience)[0]
    best = losses[bests[-1] - 1]
    small = [loss for loss in losses[bests[-1] : stop] if loss < best]
    until = all(losses[epoch - 1] < min(losses[: epoch - 1]) - least for epoch in bests[1:])
    return bool(small) and wrong != stop and stop == bests[-1] + patience < len(losses) and until


def _rows(patience: int, epochs: int, asked: str) -> Rows:
    """Curves with a first rise before the best loss, and a loss lower than that one after the stop."""
    shape = (str(patience), str(epochs), *([RESTORED] if asked == RESTORED else []))

    def draw(dice: Dice) -> list[int] | None:
        best = 3 + dice.below(epochs - patience - 5)
        lowest, rise = 40 + dice.below(60), 2 + dice.below(best - 2)
        losses = [lowest + 6 * (best - epoch) + 1 + dice.below(6) for epoch in range(1, best)]
        losses[rise - 1] = losses[rise - 2] + 1 + dice.below(5)
        losses += [lowest, *(lowest + dice.below(13) for _ in range(patience))]
        losses += [lowest + dice.below(21) - 10 for _ in range(epochs - len(losses))]
        return losses if _telling(losses, patience) else None

    return drawn("regularisation", [f"l_{epoch}" for epoch in range(1, epochs + 1)], draw, COUNT, shape)


def _telling(losses: list[int], patience: int) -> bool:
    """Whether a fall in time brings no new best loss, and the lowest loss of all comes later, before the end."""
    stop, bests = walked(losses, patience)
    waiting = losses[bests[-1] : stop]
    falls = any(after < before for before, after in pairwise(waiting))
    lowest = losses.index(min(losses)) + 1
    return len(waiting) == patience and falls and stop + 1 < lowest < len(losses)


FAMILY = Family(
    module=__name__,
    title="Epoch at which early stopping ends training",
    asks="epoch",
    levels={
        "easy": concat(_rows(2, 10, "stop"), _rows(3, 10, "stop")),
        "medium": concat(_rows(2, 10, RESTORED), _rows(3, 10, RESTORED)),
        "hard": concat(_small_falls(2, 10), _small_falls(3, 10)),
    },
    formulas=(last_epoch_if_better,),
    compose=_compose,
    misconceptions=STOPPING,
    stem=lambda p: Text(_stem(p.shape), _shown(p)),
    solution=_solution,
    network=None,
    givens=_givens,
    measure=_measure,
    recount=(Check("walking along the curve", _by_walking),),
    examples=(
        Example(
            {"l_1": 5, "l_2": 4, "l_3": 4, "l_4": 4, "l_5": 4, "l_6": 4},
            (5,),
            "PyTorch documentation (1.x), ReduceLROnPlateau: with patience=2 two epochs without improvement are "
            "ignored, and the third one acts",
            ("3", "6"),
        ),
    ),
    numerical_only="the epochs of a short curve leave too few wrong answers on both sides",
)
