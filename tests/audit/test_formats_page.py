"""What the page on formats tells is what they declare, and what they do."""

from __future__ import annotations

from fractions import Fraction
from html import unescape
from typing import Any

import handmade
import pytest
from msgspec.structs import replace
from opened import opened

from quizgen import resources
from quizgen.answers import Choice, Numerical, Option
from quizgen.audit import formats_page
from quizgen.audit.formats_page import NO, Entry, Told, entries
from quizgen.errors import QuizgenError, UsageError
from quizgen.formats.protocol import Limited, Options, Untitled
from quizgen.model import KINDS, Figure, Form, Item, Sitting
from quizgen.reading.records import filled
from quizgen.reading.toml import parsed
from quizgen.text import Text

ENTRIES = entries()
EVERY = pytest.mark.parametrize("entry", ENTRIES, ids=[entry.format.name for entry in ENTRIES])
TAKING = [entry for entry in ENTRIES if entry.format.name != "stack"]
MADE_BY_HAND = pytest.mark.parametrize("entry", TAKING, ids=[entry.format.name for entry in TAKING])
LIVE = {"prairielearn", "stack"}
"""Their questions are families' own, asked anew for each student, and none that are made by hand here."""
MATHEMATICS = {
    "plain Unicode": "⌊n/2⌋² = x",
    "TeX": "lfloor",
    "LaTeX": "lfloor",
    "MathML": "<math",
    "Word's own equations": "<m:oMath",
    "typeset": "2",
}


def item(**changes: Any) -> Item:
    """A choice in words, with a mark in each of its texts."""
    options = (
        Option(Text("Red"), Text("Red"), handmade.slip("red", "FEEDBACK.")),
        Option(Text("Blue"), Text("Blue")),
        Option(Text("Green"), Text("Green"), handmade.slip("green", "It is another.")),
    )
    words: dict[str, Any] = {
        "id": "toy-concepts-colour",
        "family": "toy-concepts",
        "asks": "concept",
        "params": {},
        "stem": Text("Which colour?"),
        "hint": Text("HINT."),
    }
    return handmade.answered(handmade.choice(), Choice(options, 1), Text("SOLUTION."), **(words | changes))


def written(entry: Entry, one: Item, *, sitting: Sitting | None = None, **wishes: Any) -> str:
    form = Form("Quiz", "1", (one,), "A", ordered=True, sitting=sitting or Sitting())
    return opened(entry.format, form, Options("exam", key=True, **wishes))


def told(entry: Entry, feature: str) -> str:
    return str(getattr(entry.told, feature))


def test_the_page_is_what_is_generated() -> None:
    (page,) = formats_page.pages()
    path = resources.banks() / page.name
    assert path.read_bytes() == b"".join(page.chunks), "run make bank"


def test_every_format_and_every_kind_that_it_lacks_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert {entry.format.name for entry in ENTRIES} >= {"moodle", "gift", "aiken", "h5p", "pdf"}
    for entry in ENTRIES:
        assert set(entry.told.no) == set(KINDS) - entry.format.kinds
    source = (resources.banks() / formats_page.BANK).read_text("utf-8")
    for wrong, sentence in (
        (
            source.replace("[aiken", "[aitken"),
            "nothing is told of the format aiken",
        ),
        (source.replace("[gift.no]", '[gift.no]\nchoice = "why"'), "items of the kind choice: it holds them"),
        (source.replace('grid = "GIFT', '# grid = "GIFT'), "items of the kind grid: say why not"),
    ):
        monkeypatch.setattr(formats_page, "text", lambda _, wrong=wrong: wrong)
        with pytest.raises(UsageError, match=sentence):
            entries()


def test_whoever_says_no_says_why_and_most_say_what_else_to_do() -> None:
    for entry in ENTRIES:
        every = [*entry.told.no.values(), *(told(entry, name) for name in formats_page.FEATURES)]
        assert all(said.removeprefix(NO).strip() and not said.endswith(".") for said in every)
        assert all("; " in said or "," in said for said in entry.told.no.values()), entry.format.name


@EVERY
def test_a_format_whose_files_have_no_heading_tells_so(entry: Entry) -> None:
    assert isinstance(entry.format, Untitled) == told(entry, "title").startswith(NO)


@EVERY
def test_a_format_that_leaves_items_of_its_kinds_out_tells_which(entry: Entry) -> None:
    assert isinstance(entry.format, Limited) == bool(entry.told.limits)


@EVERY
@pytest.mark.parametrize(("feature", "mark"), [("feedback", "FEEDBACK"), ("solutions", "SOLUTION"), ("hints", "HINT")])
def test_feedback_solutions_and_hints_are_there_or_not_as_it_is_told(entry: Entry, feature: str, mark: str) -> None:
    if entry.format.name not in LIVE:
        assert (mark in written(entry, item())) is not told(entry, feature).startswith(NO)


@EVERY
def test_mathematics_is_in_the_notation_that_is_told(entry: Entry) -> None:
    (wanted,) = {mark for name, mark in MATHEMATICS.items() if told(entry, "mathematics").startswith(name)}
    if entry.format.name not in LIVE:
        assert wanted in unescape(written(entry, item(stem=Text("Solve $floor(n/2)**2 == x$."))))


@MADE_BY_HAND
def test_pictures_are_refused_or_shown_as_it_is_told(entry: Entry) -> None:
    figure = Figure("kernel", {"kernel_size": 2, "dilation": 1}, Text("A kernel"))
    pictured = item(figures=(figure,))
    assert refused(entry, pictured) is told(entry, "pictures").startswith(NO)
    if not refused(entry, pictured) and entry.format.name not in LIVE:
        assert len(written(entry, pictured)) > len(written(entry, item()))


@EVERY
def test_a_rounded_number_is_right_or_refused_as_it_is_told(entry: Entry) -> None:
    if "numerical" not in entry.format.kinds:
        assert told(entry, "tolerance").startswith(NO)
        return
    exact, rounded = (
        handmade.answered(handmade.numerical(), Numerical(Fraction(5, 2), tolerance=share), stem=Text("How much?"))
        for share in (0, Fraction(1, 20))
    )
    assert not told(entry, "tolerance").startswith(f"{NO}such items are left out") or refused(entry, rounded)
    if not told(entry, "tolerance").startswith(NO) and entry.format.name not in LIVE:
        assert written(entry, exact) != written(entry, rounded)


@MADE_BY_HAND
def test_points_are_there_or_not_as_it_is_told(entry: Entry) -> None:
    seven = replace(item(), worth=Fraction(7))
    try:
        assert (written(entry, item()) != written(entry, seven)) is not told(entry, "points").startswith(NO)
    except QuizgenError:
        assert told(entry, "points").startswith(NO)


@MADE_BY_HAND
def test_what_a_wrong_option_costs_is_taken_off_told_or_refused(entry: Entry) -> None:
    said, quarter = told(entry, "penalty"), Fraction(1, 4)
    if "refused" in said:
        with pytest.raises(UsageError):
            written(entry, item(), wrong=quarter)
        return
    costly = written(entry, item(), wrong=quarter, sitting=Sitting(wrong=quarter))
    assert (costly != written(entry, item())) is not said.startswith(NO)


def refused(entry: Entry, one: Item) -> bool:
    return isinstance(entry.format, Limited) and entry.format.refusal(one.question) is not None


def test_what_is_told_is_read_strictly() -> None:
    with pytest.raises(UsageError, match="target"):
        filled(Told, parsed("tolerance = 'yes'", "x.toml"))
