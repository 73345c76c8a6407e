"""Options to choose among, as the tables of imported files."""

from __future__ import annotations

import re

from quizgen.foreign.model import Choosable, Choosing
from quizgen.importing.making import Fields, Making, distinct, percent
from quizgen.importing.passages import Dropped, spoken

_LAST = re.compile(
    r"\b(?:all|none|both|neither|some|any)\s+of\s+(?:the\s+)?(?:above|these|those|them|options|answers)\b|\babove\b",
    re.IGNORECASE,
)
"""Words of an option that speak of the others, so that it has to stay where it is."""
SIDES = ["true", "false"]


def choosing(asked: Choosing, making: Making, line: int) -> tuple[str, Fields]:
    """The kind and the keys of its table; raises Dropped for what cannot be asked."""
    options = [one for one in asked.options if one.text.source.strip()]
    if len(options) < len(asked.options):
        making.remark("empty-option", "an option without words is left out", line)
    if len(options) < 2:
        raise Dropped("few-options", f"{len(options)} option is no choice; write two at least", line)
    texts = [making.passages.line(one.text) for one in options]
    right = _right(options, making, line, single=asked.single)
    overlooked = {} if asked.single else {place: making.overlooked(options[place], texts[place]) for place in right}
    for place in sorted(right):
        if not overlooked.get(place):
            making.praised(options[place].feedback)
    if (asked.single and [spoken(text).lower() for text in texts] in (SIDES, SIDES[::-1])) or asked.two_sided:
        return _sides(options, texts, right, making)
    distinct(texts, "options", line)
    order = _order([spoken(text) for text in texts]) if asked.shuffle and making.ours is None else "fixed"
    tables = [
        {
            "text": text,
            **({"right": True, **overlooked.get(place, {})} if place in right else making.told(one.feedback, text)),
        }
        for place, (one, text) in enumerate(zip(options, texts, strict=True))
    ]
    fields: Fields = {} if order == "free" else {"order": order}
    return ("choice" if asked.single else "multiple"), {**fields, "option": tables}


def _order(texts: list[str]) -> str:
    """Whether options may be shown in any order: one that speaks of the others stays the last."""
    speaking = [place for place, text in enumerate(texts) if _LAST.search(text)]
    return "free" if not speaking else "last" if speaking == [len(texts) - 1] else "fixed"


def _sides(options: list[Choosable], texts: list[str], right: frozenset[int], making: Making) -> tuple[str, Fields]:
    """Whether a statement is true: where the first word is not known, the first option says that it is."""
    place = min(right)
    first = spoken(texts[0]).lower()
    true = (place == 0) if first != "false" else (place == 1)
    return "true-false", {"key": true, **making.told(options[1 - place].feedback, texts[1 - place])}


def _right(options: list[Choosable], making: Making, line: int, *, single: bool) -> frozenset[int]:
    """The places of the right options; what their shares say beyond that is noted."""
    shares = [one.share for one in options]
    known = [share for share in shares if share is not None]
    most = max(known, default=None)
    if most is None or most <= 0:
        raise Dropped("no-full-mark", "no option gives points, so that nothing is right", line)
    right = frozenset(
        place for place, share in enumerate(shares) if share is not None and (share == most if single else share > 0)
    )
    if single and len(right) > 1:
        raise Dropped("several-right", f"{len(right)} options give all points by themselves", line)
    if single and most < 1:
        making.remark("no-full-mark", f"the best option gives {percent(most)}: it counts as right", line)
    if single and any(0 < share < most for share in known):
        part = max(share for share in known if share < most)
        making.remark("partial-credit", f"an option that gives {percent(part)} counts as wrong", line)
    if not single and len({share for share in known if share > 0}) > 1:
        making.remark("partial-credit", "right options give unequal shares: all of them together count", line)
    if single and any(share < 0 for share in known):
        making.remark("penalty", "wrong options cost points: quizgen sets that for a whole file (--wrong)", line)
    return right
