from __future__ import annotations

import json

from made_answers import GRID
from scanned import EVERY, RIGHT, accounted, exam, form, page, refused, whole

from quizgen.results.accounting import some
from quizgen.results.telling import MOST, told
from quizgen.scanning.reading import EMPTY

A, B = form("A", (*EVERY, GRID, GRID, GRID)), form("B")
SAID = {**RIGHT, "7": RIGHT["6"], "8": RIGHT["6"], "9": RIGHT["6"]}
NAMES = {"12345": "Ada", "23456": "Emmy", "34567": "Sofja", "45678": "Sophie"}


def test_everything_that_is_open_is_a_line() -> None:
    lines = [
        *whole(A, "12345", SAID),
        page(A, "12345", SAID, scan="again"),
        page(A, "23456", {**SAID, "1": "", "2": ""}, scan="faint", faint={"1": "BC", "2": "A"}),
        *whole(B, "34567", scan="one"),
        *whole(A, "34567", SAID, scan="two"),
        page(B, "", scan="nobody"),
        *whole(B, "99999"),
        *(refused(f"cat-{number}", "no code") for number in range(MOST + 2)),
        refused("back", EMPTY),
    ]
    found = accounted(lines, exam(A, B, names=NAMES))
    read, open_ = len(A.pages) + 1, 1 + len(B.pages) + len(A.pages) + 1 + len(B.pages)
    assert len(A.pages) == 3
    assert [*told(found)] == [
        f"{len(lines)} pages: {read} read, {open_} doubtful, {MOST + 2} refused, 1 left out.",
        "6 sheets: 1 sure.",
        *(f"Refused: cat-{number}, page 1: no code." for number in range(MOST)),
        "Refused: 2 more.",
        f"Left out: 1 page: {EMPTY}.",
        (
            "Doubtful: 2 answers: faint, page 1, question 1 (a faint mark in B and C), "
            "faint, page 1, question 2 (a faint mark in A)."
        ),
        "Numbers that the roster does not have: 99999.",
        "Numbers that come twice: 34567.",
        "Numbers that are not sure: nobody, page 1.",
        "Pages missing: pages 2 and 3 of 3 of 23456 (form A).",
        "Scanned more than once, and the same each time: again, page 1.",
        "Of the roster, 1 student without a sheet: 45678.",
    ]


def test_the_account_holds_all_of_it_for_programs() -> None:
    lines = [*whole(B, "12345"), page(B, "23456", {**RIGHT, "1": ""}, faint={"1": "B"}), refused("cat", "no code")]
    account = json.loads(json.dumps(accounted(lines, exam(B, names=NAMES)).json))
    assert account["pages"] == {"in": len(lines), "read": len(lines) - 2, "doubtful": 1, "refused": 1, "left_out": 0}
    assert account["refused"] == [{"file": "cat", "page": 1, "why": "no code"}]
    faint = {"file": "B-23456-1", "page": 1, "form": "B", "question": "1", "index": 0, "why": "a faint mark in B"}
    assert account["doubtful"] == [faint]
    assert account["absent"] == ["34567", "45678"]


def test_long_lists_are_cut_and_say_so() -> None:
    assert some("abc") == "a, b, c"
    assert some("abcde") == "a, b, c and 2 more"
