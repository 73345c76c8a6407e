"""Words that look like markup come out of every format as they are, or are refused by name, wherever they stand."""

from __future__ import annotations

import pytest
from opened import opened
from places import LETTERS, MARKS, MARKUP, PLACES
from seen import READERS, seen

from quizgen.audit.formats_page import NO, Entry, entries
from quizgen.errors import QuizgenError
from quizgen.formats.limits import is_refused
from quizgen.formats.protocol import Options
from quizgen.model import Form

ENTRIES = {entry.format.name: entry for entry in entries()}
PRINTED = ("amc", "latex", "pdf", "slides", "typst")
"""What other programs set, with tests of their own: nobody reads these words back letter by letter."""
UNPRINTED = ("feedback", "solution", "picture")
"""Places that are on no paper for students, or in no letters."""
LIVE = {"prairielearn", "stack"}
"""Whose questions are families' own, asked anew for each student; they have tests of their own."""
TOLD = {"feedback": "feedback", "solution": "solutions", "title": "title", "section": "sections"}
"""Places of which the page on formats tells whether there are any."""
MENUS = {"moodle": ("title", "section", "match"), "gift": ("title", "section", "match"), "qti12": ("match",)}
"""Places that take no tags; the page on formats tells what these look like there."""
LIKE_TAGS = str.maketrans({"<": "‹", ">": "›", "`": "'"})
JOINER = "\N{WORD JOINER}"


@pytest.mark.parametrize("words", [MARKUP, MARKS, LETTERS], ids=["markup", "marks", "letters"])
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("name", sorted(READERS))
def test_words_are_what_they_were_or_are_refused_by_name(name: str, place: str, words: str) -> None:
    entry, form = ENTRIES[name], PLACES[place](words)
    if _has_none(entry, place, form):
        return
    files = {file.name: b"".join(file.chunks) for file in entry.format.write([form], Options("exam", key=True))}
    wanted = " ".join(words.split())
    found = seen(name, files)
    if place in MENUS.get(name, ()):
        found = {text.replace(JOINER, "") for text in found}
        wanted = wanted if name == "qti12" else wanted.translate(LIKE_TAGS)
        assert "‹" in entry.told.words or "joiner" in entry.told.words
    assert any(wanted in text for text in found), sorted(found)


def _has_none(entry: Entry, place: str, form: Form) -> bool:
    """Whether the format has no such place, and says so."""
    (item,) = form.items
    feature = TOLD.get(place)
    if feature and str(getattr(entry.told, feature)).startswith(NO):
        return True
    if entry.format.name in LIVE and place not in {"title", "section"}:
        return True
    return item.kind not in entry.format.kinds or is_refused(entry.format, item.question)


@pytest.mark.slow
@pytest.mark.parametrize("words", [MARKUP, MARKS, LETTERS], ids=["markup", "marks", "letters"])
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("name", PRINTED)
def test_what_is_printed_holds_them_or_names_the_character_that_it_lacks(name: str, place: str, words: str) -> None:
    entry, form = ENTRIES[name], PLACES[place](words)
    if form.items[0].kind not in entry.format.kinds:
        return
    try:
        error, shown = "", opened(entry.format, form, Options("exam", key=True))
    except QuizgenError as refusal:
        error, shown = str(refusal), ""
    if words == LETTERS and not shown:
        assert "cannot be printed: " in error
        assert "中" in error
    else:
        assert shown
        assert words != LETTERS or name == "typst" or place in UNPRINTED


def test_every_format_is_read_back_or_has_tests_of_its_own() -> None:
    assert set(ENTRIES) == {*READERS, *PRINTED, *LIVE}
