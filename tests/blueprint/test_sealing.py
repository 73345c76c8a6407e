"""A seal tells one form from another, and is the same for the same one."""

from __future__ import annotations

import json
import re

import pytest

from quizgen.blueprint.forms import Draft, drafts
from quizgen.blueprint.reader import parse
from quizgen.blueprint.record import form_record
from quizgen.blueprint.sealing import Sealer
from quizgen.formats.json import dumped

TEXT = """title = "T"
[[slots]]
family = "conv-output-size"
level = "easy"
kind = "choice"
count = 3
[[slots]]
family = "network-table"
level = "easy"
points = 3
[[slots]]
family = "size-parameters-field"
level = "hard"
"""
EXAM = parse(TEXT, "x.toml")


@pytest.fixture(scope="module")
def forms() -> list[Draft]:
    return list(drafts(EXAM, 3, "s"))


def seals(forms: list[Draft], text: str = TEXT, seed: str = "s", version: str = "1") -> list[str]:
    sealer = Sealer(text, seed, version)
    return [sealer.sealed(draft)[0].seal for draft in forms]


def test_a_form_has_its_seal_however_many_there_are(forms: list[Draft]) -> None:
    found = seals(forms)
    assert len(set(found)) == 3
    assert all(re.fullmatch("[A-Z2-7]{10}", seal) for seal in found)
    assert seals(list(drafts(EXAM, 1, "s"))) == found[:1]
    assert seals(list(reversed(forms))) == found[::-1]


@pytest.mark.parametrize("change", [{"text": f"{TEXT}# mended"}, {"seed": "t"}, {"version": "2"}])
def test_blueprint_seed_and_version_make_another_seal(forms: list[Draft], change: dict[str, str]) -> None:
    assert not set(seals(forms, **change)) & set(seals(forms))


def test_what_is_read_again_has_the_same_seal_and_any_change_another(forms: list[Draft]) -> None:
    sealer = Sealer(TEXT, "s", "1")
    record = form_record(forms[0])
    again = json.loads(dumped(record))
    assert sealer.form(again) == sealer.form(record)
    again["questions"][2]["parts"][0]["options"][0]["text"] += "!"
    assert sealer.form(again) != sealer.form(record)


def test_an_exams_seal_is_of_its_forms_in_order_and_of_what_is_told_about_it() -> None:
    sealer = Sealer(TEXT, "s", "1")
    whole = sealer.exam({"wrong": None}, ["A", "B"])
    assert whole != sealer.exam({"wrong": None}, ["B", "A"])
    assert whole != sealer.exam({"wrong": None}, ["A"])
    assert whole != sealer.exam({"wrong": 1}, ["A", "B"])


def test_a_record_tells_every_question_as_it_is_printed(forms: list[Draft]) -> None:
    for draft in forms:
        record = form_record(draft)
        assert record["form"] == draft.name
        for place, (told, seat) in enumerate(zip(record["questions"], draft.seats, strict=True), start=1):
            question = seat.question
            assert (told["place"], told["slot"], told["item"]) == (place, seat.slot, question.id)
            assert told["points"] == (question.points if seat.worth is None else seat.worth)
            assert sum(part["share"] for part in told["parts"]) == 1
            for part, there in zip(told["parts"], question.parts, strict=True):
                assert part["key"] == there.answer.key_json()


def test_options_stand_in_their_printed_order_with_their_mistakes(forms: list[Draft]) -> None:
    told = next(one for one in form_record(forms[0])["questions"] if one["kind"] == "choice")
    (part,) = told["parts"]
    assert [one["letter"] for one in part["options"]] == list("ABCDEF"[: len(part["options"])])
    right = [one for one in part["options"] if one["correct"]]
    assert [one["letter"] for one in right] == list(part["letters"])
    assert [one["value"] for one in right] == [part["key"]]
    assert all(bool(one["misconception"]) != one["correct"] for one in part["options"])


def test_a_table_tells_its_empty_cells(forms: list[Draft]) -> None:
    told = next(one for one in form_record(forms[0])["questions"] if one["kind"] == "grid")
    (part,) = told["parts"]
    assert part["cells"]
    for cell in part["cells"]:
        assert part["key"][cell["row"]][cell["column"]] == cell["key"]
        assert all(one["misconception"] for one in cell["options"])
