from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest

from quizgen.scanning.codes import codes
from quizgen.scanning.looking import SCALE, codes_when_flat, look
from quizgen.scanning.pages import read_picture
from quizgen.scanning.pictures import Grey, Picture
from quizgen.scanning.strips import cut_out
from quizgen.scanning.trial.printing import SCALE as FINE
from quizgen.scanning.trial.printing import Printed
from quizgen.sheets.page import Corner

Shown = Callable[[Grey], Picture]


def without(paper: Grey, corner: Corner) -> Grey:
    """The page with a mark covered by white."""
    left, top = (round((middle - corner.side) * FINE) for middle in (corner.x, corner.y))
    side = round(2 * corner.side * FINE)
    out = paper.copy()
    out[max(0, top) : top + side, max(0, left) : left + side] = 255
    return out


def refused(picture: Picture, form: Printed) -> str:
    read = read_picture(picture, {form.seal: form.pages})
    assert not read.fields
    return read.refused


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_a_page_is_read_however_it_lies(form: Printed, shown: Shown, turns: int) -> None:
    read = read_picture(shown(np.rot90(form.paper[0], turns).copy()), {form.seal: form.pages})
    assert (read.seal, read.number, read.refused) == (form.seal, 1, "")
    assert {field.state for field in read.fields} == {"blank"}
    assert max(ink for field in read.fields for column in field.ink for ink in column) < 0.03


@pytest.mark.parametrize("lost", [0, 1, 2, 3])
def test_three_marks_suffice(form: Printed, shown: Shown, lost: int) -> None:
    paper = without(form.paper[0], form.pages[0].corners[lost]) if lost != 1 else form.paper[0].copy()
    if lost == 1:
        corner = form.pages[0].corners[1]
        paper[: round((corner.y + 8) * FINE), round((corner.x - 6) * FINE) :] = 255
    read = read_picture(shown(paper), {form.seal: form.pages})
    assert not read.refused
    assert {field.state for field in read.fields} == {"blank"}


def test_with_less_it_is_said_which_are_missing(form: Printed, shown: Shown) -> None:
    paper = form.paper[0]
    for lost in (0, 2, 3):
        paper = without(paper, form.pages[0].corners[lost])
    why = refused(shown(paper), form)
    assert why == "too few marks of the page's corners were found (not there: upper left, lower right, lower left)"


def test_a_page_without_its_code_is_refused(form: Printed, shown: Shown) -> None:
    code, paper = form.pages[0].code, form.paper[0].copy()
    paper[: round((code.y + 22) * FINE), round((code.x - 2) * FINE) : round((code.x + 22) * FINE)] = 255
    assert refused(shown(paper), form) == "no code of an answer sheet was found in the picture"


def test_a_code_is_looked_for_where_the_marks_say_that_it_is(form: Printed, shown: Shown) -> None:
    grey = shown(form.paper[0]).grey
    assert grey is not None
    (straight,) = codes(grey)
    (found,) = codes_when_flat(grey, {form.seal: form.pages})
    assert (found.seal, found.number) == (straight.seal, straight.number) == (form.seal, 1)
    assert np.abs(found.points - straight.points).max() < 6


def test_a_page_of_another_exam_is_refused_by_its_seal(form: Printed, shown: Shown) -> None:
    read = read_picture(shown(form.paper[0]), {"ANOTHERONE": form.pages})
    assert read.seal == form.seal
    assert form.seal in read.refused
    assert "another exam" in read.refused


def test_a_page_that_the_form_does_not_have_is_refused(form: Printed, shown: Shown) -> None:
    assert read_picture(shown(form.paper[0]), {form.seal: ()}).refused == f"form {form.seal} has no page 1"


def test_two_sheets_in_one_picture_are_refused(form: Printed, shown: Shown) -> None:
    both = np.hstack([form.paper[0], form.paper[0]])
    assert "2 sheets are in one picture" in refused(shown(both), form)


def test_marks_and_code_of_a_sheet_with_other_boxes_are_refused(form: Printed, shown: Shown) -> None:
    paper = form.paper[0].copy()
    inside = slice(round(36 * FINE), round(270 * FINE))
    paper[inside] = np.roll(paper[inside], round(3 * FINE), axis=1)
    assert refused(shown(paper), form) == "the boxes of the form are not where its sheet has them"


@pytest.mark.parametrize("kind", ["black", "white", "noise", "stripes"])
def test_other_pictures_are_refused(form: Printed, kind: str) -> None:
    rng = np.random.default_rng(1)
    made = {
        "black": np.zeros((900, 700), np.uint8),
        "white": np.full((900, 700), 255, np.uint8),
        "noise": rng.integers(0, 256, (900, 700)).astype(np.uint8),
        "stripes": np.tile(np.repeat(np.array([0, 255], np.uint8), 20), (900, 18)),
    }
    assert refused(Picture(Path("x.png"), 1, made[kind]), form) == "no code of an answer sheet was found in the picture"


def test_a_row_whose_paper_is_gone_is_doubtful(form: Printed, shown: Shown) -> None:
    field = form.pages[0].fields[9]
    paper = form.paper[0].copy()
    box = field.columns[0][0]
    paper[round((box.y - 12) * FINE) : round((box.y + 16) * FINE), : round(100 * FINE)] = 255
    read = read_picture(shown(paper), {form.seal: form.pages}).fields[9]
    assert (read.state, read.why) == ("doubtful", "its boxes cannot be seen")


def test_the_strip_of_a_field_shows_its_boxes_upright(form: Printed, shown: Shown) -> None:
    straight, upside = (
        look(shown(paper), {form.seal: form.pages}) for paper in (form.paper[0], np.rot90(form.paper[0], 2).copy())
    )
    assert straight.flat is not None
    assert upside.flat is not None
    field = form.pages[0].fields[3]
    one, other = (
        np.asarray(cv2.imdecode(np.frombuffer(cut_out(flat, field), np.uint8), cv2.IMREAD_GRAYSCALE), np.int64)
        for flat in (straight.flat, upside.flat)
    )
    assert one.shape == other.shape
    assert one.min() < 120
    assert np.abs(one - other).mean() < 6
    assert one.shape[1] > SCALE * 30
