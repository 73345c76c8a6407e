"""What quizgen wrote is imported as it was: asked again and written once more, each question says the same."""

from __future__ import annotations

import re
from pathlib import Path

import handmade_parts
import pytest
from back_again import back, differences, every, there
from everything import ALL, everything
from hostile import spoiled_form
from msgspec.structs import replace

from quizgen.answers import Grid, Numerical
from quizgen.formats import json, qti21, qti30
from quizgen.formats.gift.format import FORMAT as GIFT
from quizgen.formats.moodle.format import FORMAT as MOODLE
from quizgen.formats.protocol import Format
from quizgen.formats.qti12.format import FORMAT as QTI12
from quizgen.model import Form, Item, Level, Part
from quizgen.model.hints import hints
from quizgen.text.speech import SPEECH
from quizgen.text.terminal import TERMINAL

STEP = 1 if ALL else 9
LIST = re.compile(r"^[\w-]+: wrong: ")
"""What Canvas is told of all wrong answers together: words that look like others of the list cannot be told apart."""
PLACE = re.compile(r": \w+: ")
NUMBER = re.compile(r"[\d./]*\d")
FORMATS = [MOODLE, GIFT, QTI12, qti21.FORMAT, qti30.FORMAT]


def fitting(fmt: Format, form: Form) -> Form:
    """The form with what the format holds, each item by an id of its own."""
    refusal = getattr(fmt, "refusal", lambda _: None)
    held = [item for item in form.items if item.kind in fmt.kinds and not refusal(item.question)]
    return replace(form, items=tuple(_named(item, number) for number, item in enumerate(held)))


def _named(item: Item, number: int) -> Item:
    question = item.question
    return replace(
        item,
        question=replace(question, id=f"{question.id}-n{number}" if question.family.startswith("toy") else question.id),
    )


@pytest.fixture
def form() -> Form:
    """An item of each kind."""
    return Form("Midterm", "7", tuple(make() for sort, make in handmade_parts.EVERY.items() if sort != "layers"))


@pytest.mark.parametrize("fmt", FORMATS, ids=lambda fmt: fmt.name)
def test_each_kind_of_item_comes_back_from_a_file(fmt: Format, form: Form, tmp_path: Path) -> None:
    first, second, found = back(fmt, fitting(fmt, form), tmp_path)
    assert found.items == len(first.questions) == len(second.questions)
    assert [one for one in differences(first, second) if "Channels only" not in one] == []


@pytest.mark.slow
@pytest.mark.parametrize("fmt", [*FORMATS, json.FORMAT], ids=lambda fmt: fmt.name)
def test_items_of_families_and_files_come_back_from_a_file(fmt: Format, form: Form, tmp_path: Path) -> None:
    drawn = everything(form).items[len(form.items) :]
    some = fitting(fmt, replace(form, items=drawn[len(fmt.name) % STEP :: STEP]))
    first, second, found = back(fmt, some, tmp_path)
    assert {one.rule for one in found.remarks} <= ({"carried-errors"} if fmt is json.FORMAT else set())
    assert found.items == len(first.questions) == len(second.questions)
    told = differences(first, second)
    assert [
        one for one in told if fmt is not json.FORMAT or not {": pictures: ", ": hints: "} & {*PLACE.findall(one)}
    ] == []


@pytest.mark.slow
def test_hints_come_back_from_json(form: Form, tmp_path: Path) -> None:
    """There an author's hint stands by itself, or none where they follow; of an imported item all are told.

    Of a worked formula only its numbers come back, not which of them the stem gives by the same name: where one of them
    is the key, too, the second hint is another one that does not tell it.
    """
    drawn = everything(form).items[len(form.items) :]
    some = fitting(json.FORMAT, replace(form, items=drawn[4::STEP]))
    there(json.FORMAT, some, tmp_path)
    again = {(item.id.removeprefix("again-items-"), item.kind): said(item) for item in every(tmp_path, some).items}
    assert sum(map(len, again.values())) > 40
    assert len(again) == len(some.items)
    for item in some.items:
        first, second = said(item), again[item.id, item.kind]
        assert len(first) == len(second)
        assert first[:1] == second[:1]
        assert first == second or keys_shown(item)


@pytest.mark.parametrize(
    ("name", "level"),
    [("grouped-conv-parameters", "medium"), ("weight-decay-step", "easy"), ("layers-for-receptive-field", "medium")],
)
def test_numbers_are_put_in_after_json_as_before(name: str, level: Level, tmp_path: Path) -> None:
    """A symbol that comes twice, and a number of the formula's own beside those of the item."""
    from quizgen import catalog
    from quizgen.asking.verify import verified

    (family,) = catalog.named(name)
    drawn = next(one for one in family.draw(level, family.usual(level), "1") if not keys_shown(verified(one)))
    form = Form("", "7", (verified(drawn),))
    there(json.FORMAT, form, tmp_path)
    (item,), (again,) = form.items, every(tmp_path, form).items
    assert said(item)[1].startswith("Put the numbers in, which are here")
    assert said(again) == said(item)


def said(item: Item) -> list[str]:
    return [SPEECH.text(hint) for hint in hints(item.question)]


def keys_shown(item: Item) -> bool:
    """Whether a whole number of a key stands in the stem."""
    keys = {number for part in item.question.parts for number in whole(str(part.answer.key_json()))}
    return not keys.isdisjoint(whole(TERMINAL.text(item.stem).replace(",", "")))


def whole(words: str) -> set[str]:
    return {number for number in NUMBER.findall(words) if number.isdigit()}


@pytest.mark.slow
@pytest.mark.parametrize("fmt", [MOODLE, QTI12, qti21.FORMAT], ids=lambda fmt: fmt.name)
def test_tolerances_and_points_of_parts_come_back_as_numbers(fmt: Format, tmp_path: Path) -> None:
    """A file that is written twice says the same of numbers that nobody had given."""
    from quizgen import catalog
    from quizgen.asking.verify import verified

    names = ["batch-norm-value", *([] if fmt is QTI12 else ["conv-relu-pool-map"])]
    drawn = [next(iter(one.draw("medium", one.kinds[-1], "1"))) for name in names for one in catalog.named(name)]
    items = (*map(verified, drawn), *([] if fmt is QTI12 else [handmade_parts.several()]))
    form = fitting(fmt, Form("", "7", items))
    back(fmt, form, tmp_path)
    again = [item.question.parts for item in every(tmp_path, form).items]
    for item in form.items:
        parts = item.question.parts
        alike = [one for one in again if list(map(_numbers, one)) == list(map(_numbers, parts))]
        assert len(parts) == 1 or [[one.points for one in found] for found in alike] == [[one.points for one in parts]]
        assert len(alike) == 1


def _numbers(part: Part) -> object:
    answer = part.answer
    return answer.kind, isinstance(answer, Numerical) and (answer.tolerance, {one.value for one in answer.foreseen})


def test_a_misconception_is_known_again_by_its_sentence(tmp_path: Path) -> None:
    from quizgen import catalog
    from quizgen.asking.verify import verified
    from quizgen.authored import opened

    (family,) = catalog.named("conv-output-size")
    question = next(iter(family.draw("easy", "choice", "1")))
    back(MOODLE, Form("", "1", (verified(question),)), tmp_path)
    (again,) = opened(tmp_path / "again.toml").items
    assert (again.id, again.level, again.tags) == (question.id, question.level, (question.family,))
    assert [slip.id for slip in again.slips] == [one.slip.id for one in question.options if one.slip]
    assert [slip.concept for slip in again.slips] == [one.slip.concept for one in question.options if one.slip]


@pytest.mark.slow
def test_what_qti_says_of_the_numbers_of_a_shape_together_is_listed(tmp_path: Path) -> None:
    from quizgen import catalog
    from quizgen.asking.verify import verified

    (family,) = catalog.named("network-table")
    item = verified(next(iter(family.draw("easy", "grid", "1"))))
    _, _, found = back(qti30.FORMAT, Form("", "1", (item,)), tmp_path)
    (told,) = [one.words for one in found.remarks if one.rule == "feedback-together"]
    wrong = {
        (cell, one.slip.feedback.template)
        for part in item.question.parts
        if isinstance(part.answer, Grid)
        for cell, typed in enumerate(part.answer.open)
        if isinstance(typed.key, tuple)
        for one in typed.foreseen
        if one.slip
    }
    assert told.startswith(f"{len(wrong)} feedbacks are left out")


def test_json_loses_how_later_answers_follow_and_nothing_else(form: Form, tmp_path: Path) -> None:
    for item in form.items:
        if item.kind == "grid":  # of which two cells here call two mistakes by one name
            continue
        first, second, found = back(json.FORMAT, fitting(json.FORMAT, replace(form, items=(item,))), tmp_path)
        assert {one.rule for one in found.remarks} <= {"carried-errors"}
        assert bool(found.remarks) == any(part.after for part in item.question.parts)
        told = [one for one in differences(first, second) if "belongs to none" not in one]
        assert [one for one in told if not {": pictures: ", ": hints: "} & {*PLACE.findall(one)}] == []


@pytest.mark.parametrize("fmt", [MOODLE, GIFT, QTI12, qti30.FORMAT], ids=lambda fmt: fmt.name)
def test_words_that_look_like_markup_come_back(fmt: Format, form: Form, tmp_path: Path) -> None:
    kinds = {"choice", "multiple", "numerical", "ordering"}
    spoiled = spoiled_form(replace(form, items=tuple(one for one in form.items if one.kind in kinds)))
    bare = (replace(one, question=replace(one.question, figures=())) for one in spoiled.items)
    first, second, _ = back(fmt, fitting(fmt, replace(form, items=tuple(bare))), tmp_path)
    assert len(first.questions) == len(second.questions) == 5
    told = [one for one in differences(first, second) if not LIST.search(one)]
    assert told == []
