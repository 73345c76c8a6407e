"""``banks/LEARNED.md``: what trees find in each level, and the sentences on it that the README quotes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from textwrap import wrap

from quizgen.audit.learned.verdict import MEAN, MOST, MUCH, OF_THREE, TOGETHER, Finding, average

PAGE = "LEARNED.md"
BEGIN, END = "<!-- learned: written by make learned -->", "<!-- end of learned -->"
WORST, WIDTH = 5, 120
_HEADER = "| Family | Level | Asked as | Items | Keys | Three options | Found | Limit |"
_RULE = "| :--- | :--- | :--- | ---: | ---: | ---: | ---: | ---: |"


def page(findings: Sequence[Finding]) -> str:
    """The sentences between two marks, then a row for each level, those in which most is found first."""
    ranked = sorted(findings, key=lambda one: (-one.share, one.family, one.level))
    rows = "\n".join([_HEADER, _RULE, *map(_row, ranked)])
    return f"# What trees learn from options\n\n{quote(findings)}\n\n{rows}\n"


def quote(findings: Sequence[Finding]) -> str:
    """What was found in all, the limits, what exceeds them, and the worst levels."""
    return "\n".join([BEGIN, "", *_sentences(findings), "", END])


def quoting(readme: str, findings: Sequence[Finding]) -> str:
    """The README with these findings in the place of those that it quoted before.

    Raises ValueError where it has no such place.
    """
    before, begin, rest = readme.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"the README has no place between '{BEGIN}' and '{END}'")
    return before + quote(findings) + after


def _sentences(findings: Sequence[Finding]) -> Iterator[str]:
    """Lines of words, then the worst levels."""
    exceeding = sum(one.share > one.limit for one in findings)
    over = sum(one.over(MUCH) for one in findings)
    many = f"{_counted(len(findings))}, of which {_with_three(findings)} have three options"
    yield from wrap(
        "Boosted trees that learn from the options of 1,000 items a level, in folds that share neither a key nor a set "
        f"of options, find {_percent(average(findings), 1)} of the keys in the mean of {many}. "
        f"At most {_percent(MUCH)} may be found in a level that is asked as a choice by default, {_percent(MOST)} in "
        f"another one, and {_percent(MEAN)} in the mean; three options add {100 * OF_THREE} points to every limit. "
        f"What is found exceeds its limit in {_counted(exceeding)}. More than {_percent(MUCH)}, and what three options "
        f"add, is found in {_counted(over)}; one in {TOGETHER} may be such. Most is found in:",
        WIDTH,
        break_on_hyphens=False,
    )
    yield ""
    worst = sorted(findings, key=lambda one: (-one.share, one.family, one.level))[:WORST]
    yield from (f"- `{one.family}` {one.level}: {_percent(one.share)}, of {_percent(one.limit)}" for one in worst)


def _with_three(findings: Sequence[Finding]) -> str:
    return str(sum(one.more > OF_THREE / 2 for one in findings))


def _counted(levels: int) -> str:
    return f"{levels or 'no'} level{'' if levels == 1 else 's'}"


def _row(one: Finding) -> str:
    asked = "choice" if one.usual else "number"
    three = _percent(one.more / OF_THREE)
    cells = (f"`{one.family}`", one.level, asked, str(one.items), str(one.keys), three)
    return f"| {' | '.join((*cells, _percent(one.share, 1), _percent(one.limit, 1)))} |"


def _percent(share: Fraction, digits: int = 0) -> str:
    return f"{float(share):.{digits}%}"
