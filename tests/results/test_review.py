from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256

import lxml.html
import pytest
from scanned import FEW, RIGHT, accounted, exam, form, page, refused

from quizgen.formats.frames import languages
from quizgen.results import review
from quizgen.results.accounting import Account
from quizgen.results.corrections import Sheet
from quizgen.results.forms import Exam
from quizgen.results.words import words

A = form("A", FEW)
SAID = {column: RIGHT[column] for column in A.columns}
HOSTILE = "</script><script>alert(1)</script>\"'&{{ 7 * 7 }}"
LINES = [
    page(A, "12345", {**SAID, "1": ""}, scan=HOSTILE, faint={"1": "BC"}),
    page(A, "", {**SAID, "3": "?;A"}, scan="two"),
    refused("cat", HOSTILE),
]
ONE = exam(A, names={"12345": HOSTILE, "23456": "Emmy"})


def html(account: Account) -> str:
    return b"".join(review.page(account, lambda key, name: f"iVBOR{key}{name}"[:5], "quizgen scan")).decode()


def read(one: Exam) -> lxml.html.HtmlElement:
    return lxml.html.fromstring(html(accounted(LINES, one)))


def test_each_doubtful_row_and_each_refused_page_is_there_once_with_its_picture() -> None:
    tree = read(ONE)
    rows = [(one.get("data-page"), one.get("data-question", "")) for one in tree.iter("fieldset")]
    assert rows == [("two:1", "0"), (f"{HOSTILE}:1", "1"), ("cat:1", "")]
    assert [one.get("src") for one in tree.iter("img")] == ["data:image/png;base64,iVBOR"] * 3


def test_a_row_offers_every_answer_that_can_be_given() -> None:
    _, row, _ = read(ONE).iter("fieldset")
    assert [one.get("value") for one in row.iter("input")] == ["A", "B", "C", "D", "", ""]
    assert [one.get("data-role") for one in row.iter("input")][-2:] == ["blank", "open"]


def test_what_was_seen_is_told() -> None:
    _, row, _ = read(ONE).iter("fieldset")
    assert "a faint mark in B and C. Ink: B 9 %, C 9 %." in " ".join(row.text_content().split())


def test_names_files_and_reasons_are_never_markup() -> None:
    tree = read(ONE)
    assert len([*tree.iter("script")]) == 1
    assert "alert(1)" not in next(tree.iter("script")).text
    assert "{{ 7 * 7 }}" in tree.text_content()


def test_the_policy_lets_the_pages_own_style_and_script_and_nothing_else() -> None:
    text = html(accounted(LINES, ONE))
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)
    for tag in ("style", "script"):
        (content,) = re.findall(f"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        allowed = f"sha256-{b64encode(sha256(content.encode()).digest()).decode()}"
        assert f"{tag}-src &#39;{allowed}&#39;" in policy or f"{tag}-src '{allowed}'" in policy
    assert policy.startswith("default-src 'none'; img-src data:;")
    assert not re.findall(r"(?:src|href)=\"(?!data:image)", text)


def test_a_page_without_anything_to_settle_says_so_and_needs_no_script() -> None:
    tree = lxml.html.fromstring(html(accounted([page(A, "12345", SAID)], ONE)))
    assert "Nothing is left to be settled" in tree.text_content()
    assert not [*tree.iter("script", "fieldset")]


def test_a_page_given_by_hand_shows_its_picture_once() -> None:
    found = accounted([refused("torn", "no code")], ONE, [Sheet("torn:1", "A", 1)])
    asked: list[tuple[str, str]] = []

    def pictures(key: str, name: str) -> str:
        asked.append((key, name))
        return "iVBOR"

    b"".join(review.page(found, pictures, ""))
    assert asked == [("torn:1", review.LARGE)]
    assert review.wanted(found) == {"torn:1": frozenset({review.WHOLE, review.LARGE})}
    assert b"".join(review.page(found, lambda _, name: "iVBOR" * (name == review.WHOLE), "")).count(b"<img") == 1


@pytest.mark.parametrize("language", languages())
def test_the_page_speaks_every_language_that_exams_are_printed_in(language: str) -> None:
    said = words(language)
    assert said.settled.format(done=1, all=2)
    assert said.reason("A and C are marked")[1]


def test_reasons_are_said_in_german_with_what_they_name() -> None:
    assert words("de").reason("A and C are marked") == ("A und C sind markiert", True)
    beside = words("de").reason("a faint mark in B beside another")
    assert beside == ("eine schwache Markierung in B neben einer anderen", True)
    assert words("de").reason("something new") == ("something new", False)
