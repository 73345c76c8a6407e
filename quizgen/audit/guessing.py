"""Whether nobody finds the keys of a level without knowing the subject, and what to do where somebody does."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from quizgen.asking.family import Family
from quizgen.asking.source import Audited
from quizgen.asking.which_layer import WhichFamily
from quizgen.audit.blind import blind
from quizgen.audit.fault import Fault
from quizgen.audit.panel import Verdict
from quizgen.audit.panel.verdict import LIMIT
from quizgen.audit.rules import is_imported
from quizgen.audit.several import ticking
from quizgen.audit.words import WordVerdict, guessed
from quizgen.model import Level
from quizgen.of_network.row_family import RowFamily

BALANCED = "add misconceptions that give usable wrong values, three below the key and three above at a point"
ONLY = "or ask for the number: as_numbers=('hard',), or numerical_only='why'"
WIDER = "widen the space, add misconceptions on the side of the key where there are few"
ON_REQUEST = Fraction(10, 100)
"""So much more may be found in a level that is asked for a number unless somebody wishes for choices."""
LAYERS = "widen the space, so that more layers can stand beside the right one"


class Guessed(Struct, frozen=True):
    """The best blind strategy with its share of hits, where there are items to guess; the fault, where it is one."""

    strategy: str = ""
    share: Fraction | None = None
    faults: tuple[Fault, ...] = ()


def guessed_level(source: Audited, level: Level) -> Guessed:
    """The verdict on a level's choices, and beside it what is wrong with questions with several right options.

    Of authored choices the verdict is that on the whole file, for those of a level are few.
    """
    guess = _of_choices(source, level) if "choice" in source.kinds else Guessed()
    return replace(guess, faults=(*guess.faults, *_of_several(source, level)))


def _of_several(source: Audited, level: Level) -> Iterator[Fault]:
    """The fault of a level whose right options are found by what was right in other items.

    Authored items are no level's variants of each other, and a network's rows are asked for once.
    """
    if "multiple" not in source.kinds or source.authored or isinstance(source, RowFamily):
        return
    verdict = ticking(source, level)
    if verdict and not verdict.passed:
        found = (
            f"the blind strategy '{verdict.strategy}' solves {float(verdict.share):.1%} of the questions with several"
        )
        limit = f"right options whole, at most {float(LIMIT):.0%} may be solved"
        yield Fault(0, f"{source.id} ({level}): {found} {limit}; {LAYERS}")


def _of_choices(source: Audited, level: Level) -> Guessed:
    if is_imported(source):
        return Guessed()
    if source.authored or isinstance(source, RowFamily):
        return _by_words(source, level)
    if isinstance(source, Family) and not source.options[level]:
        return Guessed()
    if not source.count(level, "choice"):
        way = LAYERS if isinstance(source, WhichFamily) else f"{BALANCED}, {ONLY}"
        return _refused(f"{source.id} ({level}) is offered as choice but has no balanced point: {way}")
    verdict = blind(source, level)
    if source.usual(level) != "choice":
        verdict = replace(verdict, more=verdict.more + ON_REQUEST)
    if verdict.passed:
        return Guessed(verdict.strategy, verdict.share)
    return _refused(f"{source.id} ({level}): {_found(verdict)}; {_ways(source)}", verdict)


def _refused(message: str, verdict: Verdict | None = None) -> Guessed:
    faults = (Fault(0, message),)
    return Guessed(verdict.strategy, verdict.share, faults) if verdict else Guessed(faults=faults)


def _found(verdict: Verdict) -> str:
    ranks, even = (", ".join(f"{float(rank):.0%}" for rank in shares) for shares in (verdict.ranks, verdict.even))
    share, limit = f"{float(verdict.share):.1%}", f"{float(verdict.limit):.0%}"
    return (
        f"the blind strategy '{verdict.strategy}' finds {share} of the keys, at most {limit} may be found, "
        f"and the key's ranks are {ranks}, where {even} would be even and 5% more or less may be"
    )


def _ways(source: Audited) -> str:
    return LAYERS if isinstance(source, WhichFamily) else f"{WIDER}, {ONLY}"


def _by_words(source: Audited, level: Level) -> Guessed:
    verdict = guessed([source])
    if verdict is None:
        return Guessed()
    return Guessed(verdict.strategy, verdict.share, tuple(word_faults(f"{source.id} ({level})", verdict)))


def word_faults(name: str, verdict: WordVerdict) -> list[Fault]:
    """The fault of items whose key is guessed from the words."""
    if verdict.passed:
        return []
    found = f"'{verdict.strategy}' finds {float(verdict.share):.1%} of the keys"
    way = "write keys and wrong options alike in length and words"
    return [Fault(0, f"{name}: the blind strategy {found}, at most {verdict.limit:.0%} may be found; {way}")]
