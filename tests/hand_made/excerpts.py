"""What docs/tutor.md tells of a day of practice."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from months import Sat

PAGES = 3
"""So many questions of a day are shown."""
_RULE = re.compile(r"(?m)^(?=── )")
_WORTH = ("How you got", "\nHint 1", "\nNot yet: ", "Not right. ")
"""What makes a page worth it, the best first."""


def day_told(day: int, sittings: Iterable[Sat]) -> str:
    """A day of the four weeks, as far as there is room."""
    said = "\n".join(excerpt(sat.said) for sat in sittings)
    return f"### Day {day}\n\n```\n$ quizgen quiz\n\n{said}\n```"


def excerpt(said: str) -> str:
    """What stood on the terminal: the first line, a few questions of which something is to be learned, the summary."""
    head, *pages, summary = _RULE.split(said.strip("\n"))
    worth = sorted(range(len(pages)), key=lambda at: (_rank(pages[at]), at))[:PAGES]
    parts = [head]
    for kept, places in groupby(range(len(pages)), lambda at: at in worth):
        several = [pages[at] for at in places]
        parts += several if kept else [_left_out(several)]
    return "\n\n".join(part.strip("\n") for part in (*parts, summary))


def _left_out(pages: list[str]) -> str:
    count = len({page.partition(":")[0] for page in pages if "Once more" not in page.partition(":")[0]})
    many = "one more like it is" if not count else "a question is" if count == 1 else f"{count} questions are"
    return f"[... {many} left out here ...]"


def _rank(page: str) -> int:
    return next((place for place, words in enumerate(_WORTH) if words in page), len(_WORTH))
