from __future__ import annotations

from pathlib import Path

import pytest
from everything import ALL

from quizgen.scanning.deciding import decide
from quizgen.scanning.pages import read_picture
from quizgen.scanning.pictures import count, picture
from quizgen.scanning.reading import PageRead
from quizgen.scanning.trial.binding import bound
from quizgen.scanning.trial.judging import Tally
from quizgen.scanning.trial.meaning import Meant
from quizgen.scanning.trial.piles import Hand, pile, sheets
from quizgen.scanning.trial.printing import Printed, printed
from quizgen.scanning.trial.self_test import judge, report
from quizgen.scanning.trial.spoiling import Way
from quizgen.sheets.page import Box, Field
from quizgen.sheets.place import NUMBER, Place

STUDENTS, OWN = (40, 10) if ALL else (16, 4)
"""Of a class that is read, and how many have papers of their own."""
ROW = Field(1, "", 0, "one", (tuple(Box(10 * at, 10, 4, 3, label) for at, label in enumerate("ABC")),))


def tally(meant: Meant, ink: tuple[float, ...]) -> Tally:
    found = Tally()
    found.add("x", PageRead("x", 1, "S", 1, (decide(ROW, [ink]),)), [meant])
    return found


@pytest.mark.parametrize(
    ("meant", "ink", "verdict"),
    [
        (Meant(ROW, "B", "full", ()), (0, 0.8, 0), "right"),
        (Meant(ROW, "B", "full", ()), (0, 0.1, 0), "doubtful"),
        (Meant(ROW, "B", "full", ()), (0.8, 0, 0), "wrong letter"),
        (Meant(ROW, "B", "faint", ()), (0, 0, 0), "answer read as blank"),
        (Meant(ROW, "", "blank", ()), (0.8, 0, 0), "blank read as answer"),
        (Meant(ROW, "", "double", ()), (0.8, 0, 0), "not told"),
        (Meant(ROW, "", "double", ()), (0.8, 0.5, 0), "told"),
    ],
)
def test_each_reading_has_its_verdict(meant: Meant, ink: tuple[float, ...], verdict: str) -> None:
    found = tally(meant, ink)
    assert dict(found.rows) == {(meant.manner, verdict): 1}
    assert bool(found.faults) == (verdict not in {"right", "doubtful", "told"})


def test_a_report_names_what_was_wrong_and_what_was_refused() -> None:
    found = tally(Meant(ROW, "B", "full", ()), (0.8, 0, 0))
    found.add("y", PageRead("y", 1, "", 0, (), "no code"), [])
    lines = list(report(found))
    assert "Refused: y: no code" in lines
    assert "Wrong: x, question 1: wrong letter ('A')" in lines


def test_a_pile_is_the_same_for_the_same_seed_and_another_for_another(form: Printed) -> None:
    first, again, other = (next(pile(seed, [form], 1)) for seed in ("a", "a", "b"))
    assert first.jpeg == again.jpeg
    assert first.truth == again.truth
    assert first.jpeg != other.jpeg


def test_a_hand_answers_what_it_is_told(form: Printed) -> None:
    answers = {Place(1, "", 0): "C", Place(2, "", 0): "", NUMBER: "0012345"}
    (one,) = sheets("a", "x", form, Hand(answers))
    meant = {each.key: (each.value, each.manner) for each in one.truth}
    assert meant[Place(1, "", 0)][0] in {"C", ""}
    assert meant[Place(2, "", 0)] == ("", "blank")
    assert meant[NUMBER][0] == "0012345"


@pytest.mark.parametrize("way", ["scan", "photo"])
def test_a_small_class_is_read_without_a_fault(form: Printed, way: Way) -> None:
    found = Tally()
    for one in pile("small", [form], 3, way):
        judge(one, [form], found)
    assert (found.pages, found.refused, found.faults) == (3, [], [])
    assert found.count("right") > 70


def test_a_students_own_paper_says_whose_it_is() -> None:
    own = printed("tests", "own", "2100037")
    (one,) = sheets("own", "x", own, way="scan")
    found = Tally()
    judge(one, [own], found)
    assert not found.faults
    assert one.truth[0].value == "2100037"


def test_a_pdf_of_a_pile_is_read_page_by_page(form: Printed, tmp_path: Path) -> None:
    every = list(pile("bound", [form], 2, "scan"))
    bound(every, tmp_path / "pile.pdf")
    pages = [picture(tmp_path / "pile.pdf", page) for page in range(1, count(tmp_path / "pile.pdf") + 1)]
    read = [read_picture(page, {form.seal: form.pages}) for page in pages]
    assert [(one.page, one.seal, one.refused) for one in read] == [(1, form.seal, ""), (2, form.seal, "")]
    found = Tally()
    for one, sheet in zip(read, every, strict=True):
        found.add(sheet.name, one, sheet.truth)
    assert not found.faults
    assert found.count("right") > 45


@pytest.fixture(scope="module")
def forms() -> list[Printed]:
    """Those that anybody may take, and after them those of one student each."""
    own = [printed("class", f"own-{place}", f"{2_100_000 + 37 * place}") for place in range(OWN)]
    return [*(printed("class", name) for name in "ABCD"), *own]


@pytest.mark.slow
@pytest.mark.parametrize("way", ["scan", "photo"])
def test_a_class_is_read_without_a_fault(forms: list[Printed], way: Way) -> None:
    common, own = forms[:-OWN], forms[-OWN:]
    found = Tally()
    for one in pile("class", common, STUDENTS, way):
        judge(one, common, found)
    for place, form in enumerate(own):
        for one in sheets("class", f"own-{place}", form, way=way):
            judge(one, [form], found)
    assert (found.pages, found.refused, found.faults) == (STUDENTS + OWN, [], [])
    assert found.count("doubtful", ["full"]) == 0
    assert found.count("told") > found.pages / 5
    assert found.doubtful <= (0.05 if way == "photo" else 0.02)
