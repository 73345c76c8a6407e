"""Texts whose gaps are filled from a list: drag and drop into text, and select missing words."""

from __future__ import annotations

import re
from fractions import Fraction

from quizgen.foreign.model import Asked, Choosable, Choosing, Gap, Gaps, Passage
from quizgen.foreign.moodle.texts import Texts
from quizgen.foreign.remarks import Remarks
from quizgen.foreign.xml.tree import Element

_PLACE = re.compile(r"\[\[(\d{1,4})\]\]")
BOX = {"ddwtos": "dragbox", "gapselect": "selectoption"}


def boxed(question: Element, sort: str, stem: Passage, texts: Texts, remarks: Remarks) -> tuple[Passage, Asked]:
    """The stem with ``{#1}`` and so on, and for each gap the boxes of its group, of which one is right."""
    boxes = question.all(BOX[sort])
    words = [texts.always(one, one.line) for one in boxes]
    groups = [_group(one) for one in boxes]
    gaps: list[Gap] = []

    def gap(found: re.Match[str]) -> str:
        right, line = int(found[1]) - 1, stem.line + stem.source.count("\n", 0, found.start())
        if not 0 <= right < len(boxes):
            remarks.add("gap-without-box", f"{found[0]} has no box {found[1]}: there are {len(boxes)}; add it", line)
            return found[0]
        offered = tuple(
            Choosable(words[place], Fraction(place == right), boxes[place].line)
            for place in range(len(boxes))
            if groups[place] == groups[right]
        )
        gaps.append(Gap(Choosing(offered, shuffle=question.first("shuffleanswers") is not None), Fraction(1), line))
        return f"{{#{len(gaps)}}}"

    told = _PLACE.sub(gap, stem.source)
    if not gaps:
        remarks.add("no-gap", "the text has no place such as [[1]] for any of its boxes: write one", stem.line)
    return Passage(told, stem.markup, stem.line), Gaps(tuple(gaps))


def _group(box: Element) -> str:
    found = box.first("group")
    return found.text.strip() if found else "1"
