"""``docs/lint.md``: what ``quizgen lint`` finds, rule by rule."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.formats.protocol import File
from quizgen.linting.registry import groups
from quizgen.linting.reports.report import SORTS
from quizgen.linting.rule import EVERY, Rule
from quizgen.templating import MARKDOWN, Templates

PAGE = "../docs/lint.md"
"""Beside the folder of the bank."""


def pages() -> Iterator[File]:
    """The page."""
    yield File(PAGE, Templates(MARKDOWN).stream("lint.md.j2", groups=groups(), files=files))


def files(rule: Rule) -> str:
    """The sorts of files that a rule is about."""
    sorts = rule.about.sorts
    left = [SORTS[sort] for sort in EVERY if sort not in sorts]
    if len(left) <= 2:
        return f"all but {' and '.join(left)}" if left else "all"
    return ", ".join(SORTS[sort] for sort in SORTS if sort in sorts)
