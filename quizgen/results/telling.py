"""The account in words, as the command prints it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from quizgen.results.accounting import Account, some
from quizgen.results.pages import Refused, Seen
from quizgen.results.papers import MISSING, NO_NUMBER, TWICE, UNKNOWN, Paper
from quizgen.sheets.place import NUMBER, place_of
from quizgen.text.counted import many

MOST = 5
"""So many of a kind are named; all are in ``scan.json``."""


def told(account: Account) -> Iterator[str]:
    """Line by line: the pages first, then the papers, then what is wrong."""
    pages = account.pages
    parts = [f"{account.read:,} read", f"{len(account.doubtful):,} doubtful", f"{len(pages.refused):,} refused"]
    parts += [f"{len(pages.aside):,} left out"] if pages.aside else []
    yield f"{many(pages.number, 'page')}: {', '.join(parts)}."
    yield f"{many(len(account.papers.every), 'sheet')}: {len(account.having_none()):,} sure."
    yield from _refused(account)
    yield from _doubtful(account)
    yield from _numbers(account)
    if missing := account.having(MISSING):
        yield f"Pages missing: {some((_missing(paper) for paper in missing), MOST)}."
    if again := account.papers.again:
        yield f"Scanned more than once, and the same each time: {some((_page(one) for one, _ in again), MOST)}."
    if account.absent:
        yield f"Of the roster, {many(len(account.absent), 'student')} without a sheet: {some(account.absent, MOST)}."
    for one in account.changed[:MOST]:
        yield f"Changed: {one}."
    for one in account.unused[:MOST]:
        yield f"Not used: {one}."


def _refused(account: Account) -> Iterator[str]:
    for page in account.pages.refused[:MOST]:
        yield f"Refused: {_page(page)}: {page.why}."
    if (more := len(account.pages.refused) - MOST) > 0:
        yield f"Refused: {more:,} more."
    for why, number in Counter(page.why for page in account.pages.aside).items():
        yield f"Left out: {many(number, 'page')}: {why}."


def _doubtful(account: Account) -> Iterator[str]:
    rows = [(page, read) for page in account.doubtful for read in page.doubtful]
    answers = [(page, read) for page, read in rows if place_of(read) != NUMBER]
    if answers:
        named = (f"{_page(page)}, question {place_of(read).column} ({read.why})" for page, read in answers)
        yield f"Doubtful: {many(len(answers), 'answer')}: {some(named, 2)}."


def _numbers(account: Account) -> Iterator[str]:
    kinds = {UNKNOWN: "Numbers that the roster does not have", TWICE: "Numbers that come twice"}
    for fault, words in kinds.items():
        if numbers := sorted({paper.number for paper in account.having(fault)}):
            yield f"{words}: {some(numbers, MOST)}."
    if none := account.having(NO_NUMBER):
        yield f"Numbers that are not sure: {some((_page(one.first) for one in none), MOST)}."


def _missing(paper: Paper) -> str:
    pages = f"page{'s' * (len(paper.missing) > 1)} {' and '.join(map(str, paper.missing))}"
    return f"{pages} of {len(paper.form.pages)} of {paper.number} (form {paper.form.name})"


def _page(page: Seen | Refused) -> str:
    return f"{page.file}, page {page.page}"
