"""What was found, for people: a line for each remark, which editors can follow to its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from quizgen.foreign.model import Remark, Severity
from quizgen.linting.reports.report import SEVERITIES, SORTS, Judged, counted, told, verified
from quizgen.text.counted import many

MOST = 8
"""Remarks of one rule in a file that are told one by one, unless all are asked for."""
Style: TypeAlias = Callable[[str, str], str]
"""Gives words the look of a part: ``file``, ``place``, ``rule``, ``question``, ``good`` or a severity."""
Wrap: TypeAlias = Callable[[str], Sequence[str]]
"""Breaks a line where it is too long."""


def plain(words: str, part: str) -> str:
    """No look at all."""
    del part
    return words


def whole(line: str) -> Sequence[str]:
    """The line as it is."""
    return [line]


def lines(every: Sequence[Judged], *, shortened: bool = True, style: Style = plain) -> Iterator[str]:
    """The report, line by line: of each file its errors, then its warnings, then its notes, each by place.

    Of what a rule finds again and again the rest is counted, if ``shortened``.
    """
    for one in every:
        if one.remarks:
            yield from _file(one, style, MOST if shortened else len(one.remarks))
            yield ""
    yield _summary(every, style)
    again, questions = verified(every), sum(len(one.file.questions) for one in every)
    if again is not None and questions:
        yield _again(again, questions)


def _file(one: Judged, style: Style, most: int) -> Iterator[str]:
    yield style(_heading(one), "file")
    left: Counter[str] = Counter(remark.rule for remark in one.remarks)
    shown: Counter[str] = Counter()
    for severity in SEVERITIES:
        for remark in (remark for remark in one.remarks if remark.severity == severity):
            rule, shown[remark.rule] = remark.rule, shown[remark.rule] + 1
            if shown[rule] <= most or left[rule] == most + 1:
                yield _line(one.file.where, remark, style)
            elif shown[rule] == left[rule]:
                yield style(f"    and {left[rule] - most} more like these: --rule {rule} shows them all", "question")


def _heading(one: Judged) -> str:
    title = f" “{one.file.title}”" if one.file.title else ""
    return f"{one.file.where}: {SORTS[one.file.sort]}{title}, {many(len(one.file.questions), 'question')}"


def _line(where: str, remark: Remark, style: Style) -> str:
    within = f" {remark.within}" if remark.within else ""
    place = style(f"{where}{within}:{remark.line}:", "place")
    of = style(f" ({remark.question})", "question") if remark.question else ""
    return f"{place} {style(remark.severity, remark.severity)} {style(remark.rule, 'rule')}: {remark.words}{of}"


def _summary(every: Sequence[Judged], style: Style) -> str:
    counts = counted(every)
    files = f"{len(every)} files" if len(every) != 1 else every[0].file.where
    begin = f"{files}, {many(sum(len(one.file.questions) for one in every), 'question')}"
    if not counts:
        return style(f"{begin}: nothing is wrong.", "good")
    worst: Severity = next(severity for severity in SEVERITIES if counts[severity])
    return style(f"{begin}: {told(counts)}.", worst)


def _again(keys: int, questions: int) -> str:
    rest = "" if keys == questions else "; nobody verified the others"
    return f"Keys worked out again in PyTorch: {keys:,} of {questions:,}{rest}."
