"""The page on which rows are settled, used in a browser as its reader does."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from chromium import OWN, everybody_can_use, needed, shown
from click.testing import Result
from filled import Printed, rows

from quizgen.scanning.strips import SMALL

Run = Callable[..., Result]
pytestmark = needed("used review.html")


class Scanned:
    """Results with a double mark, a sheet without a number, and a page that is none."""

    def __init__(self, run: Run, exam: Printed, home: Path) -> None:
        self._run, self.folder, self.key = run, home / "results", exam.right(0)
        self.open = exam.lettered(0)
        self.asked = ["scan", "--exam", str(exam.folder), "-o", str(self.folder)]
        wrong = "A" if self.key[self.open] != "A" else "B"
        exam.scan(home / "pile" / "1.png", exam.forms[0], "1234567", self.key, also={self.open: wrong})
        exam.scan(home / "pile" / "2.png", exam.forms[0], "", self.key)
        shutil.copy(Path(__file__).parents[3] / "docs" / "pictures" / "exam.png", home / "pile" / "3.png")
        assert run(*self.asked, str(home / "pile")).exit_code == 1

    def points(self) -> list[tuple[str, str, str]]:
        """Number, points and state of each row."""
        return [(row["number"], row["points"], row["state"]) for row in rows(self.folder)]

    def merged(self, corrections: Path) -> Result:
        """The next run, which gets the corrections."""
        return self._run(*self.asked, "--corrections", str(corrections))


@pytest.fixture
def scanned(run: Run, exam: Printed, tmp_path: Path) -> Scanned:
    return Scanned(run, exam, tmp_path)


@pytest.fixture
def page(browser: Any, scanned: Scanned) -> Iterator[Any]:
    """The page, which has no faults to tell and asks for nothing from elsewhere."""
    with shown(browser, scanned.folder / "review.html", OWN, accept_downloads=True) as page:
        yield page


def downloaded(page: Any, to: Path) -> Path:
    with page.expect_download() as download:
        page.get_by_role("button", name="Download corrections").click()
    assert download.value.suggested_filename == "corrections.json"
    download.value.save_as(to)
    return to


def test_two_corrections_are_made_merged_and_change_the_marks(page: Any, scanned: Scanned, tmp_path: Path) -> None:
    assert scanned.points() == [("1234567", "", "doubtful"), ("?", "3", "no number")]
    assert page.locator("#settled").inner_text() == "0 of 3 settled"
    assert page.get_by_role("button", name="Download corrections").is_disabled()
    row = page.get_by_role("group", name=f"Question {scanned.open} (form A, 1234567)")
    row.get_by_role("radio", name=scanned.key[scanned.open], exact=True).check()
    page.get_by_role("textbox", name="What is written").fill("7654321")
    assert page.locator("#settled").inner_text() == "2 of 3 settled"
    corrections = downloaded(page, tmp_path / "corrections.json")
    assert len(json.loads(corrections.read_bytes())["corrections"]) == 2
    done = scanned.merged(corrections)
    assert done.stdout.startswith("3 pages: 2 read, 0 doubtful, 1 refused.\n2 sheets: 2 sure.\n")
    assert scanned.points() == [("1234567", "3", "sure"), ("7654321", "3", "sure")]


def test_a_page_that_is_none_is_left_out_with_the_keyboard_alone(page: Any, scanned: Scanned, tmp_path: Path) -> None:
    group = page.get_by_role("group", name="3.png")
    group.get_by_role("radio").first.focus()
    page.keyboard.press("ArrowDown")
    assert group.get_by_role("radio", name="no answer sheet: leave it out").is_checked()
    page.get_by_role("textbox", name="What is written").press("Escape")
    page.keyboard.type("1234567")
    done = scanned.merged(downloaded(page, tmp_path / "c.json"))
    assert "0 refused, 1 left out." in done.stdout
    assert [state for _, _, state in scanned.points()] == ["doubtful; number twice", "number twice"]


def test_a_page_that_could_not_be_read_is_given_by_hand_in_two_runs(
    page: Any, browser: Any, scanned: Scanned, tmp_path: Path
) -> None:
    group = page.get_by_role("group", name="3.png")
    group.get_by_role("radio", name="an answer sheet: I give its answers by hand").check()
    group.get_by_role("combobox").select_option(label="B, page 1")
    done = scanned.merged(downloaded(page, tmp_path / "c.json"))
    assert "0 refused." in done.stdout
    again = browser.new_page()
    again.goto((scanned.folder / "review.html").as_uri())
    hand = again.get_by_role("group").filter(has_text="the page could not be read: give the answer by hand")
    assert hand.count() == 4
    assert again.locator("img.large").evaluate("image => Math.max(image.naturalHeight, image.naturalWidth)") > SMALL
    again.close()


def test_what_cannot_be_filled_in_is_told_and_not_downloaded(page: Any) -> None:
    text = page.get_by_role("textbox", name="What is written")
    for wrong in ("12345678901234", "seven"):
        text.fill(wrong)
        assert page.get_by_text("This cannot be an answer there.").is_visible()
        assert page.locator("#settled").inner_text() == "0 of 3 settled"
    text.fill("12")
    assert not page.get_by_text("This cannot be an answer there.").is_visible()
    page.get_by_role("checkbox", name="leave this page out").check()
    assert text.input_value() == ""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_to_object_to(browser: Any, scanned: Scanned, scheme: str) -> None:
    path = scanned.folder / "review.html"
    with shown(browser, path, OWN, color_scheme=scheme, bypass_csp=True) as page:
        everybody_can_use(page)
