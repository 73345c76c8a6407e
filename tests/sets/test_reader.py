from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import handmade
import pytest
from kept import kept

from quizgen.answers import Chosen
from quizgen.errors import QuizgenError, UsageError
from quizgen.formats.json import dumped, item_json
from quizgen.marking.records import SlipKept
from quizgen.misconceptions.concepts import concepts
from quizgen.sets import asked, reader
from quizgen.text.markdown import MARKDOWN

Json = dict[str, Any]
LONGEST = 300


def read(content: object) -> reader.Bundle:
    return reader.decoded(json.dumps(content).encode(), "set.json")


def fault(content: bytes) -> str:
    with pytest.raises(QuizgenError) as raised:
        reader.decoded(content, "set.json").taken(0)
    assert len(str(raised.value)) <= LONGEST
    return str(raised.value)


def test_items_are_worth_what_the_document_says(document: Json) -> None:
    found = read(document).taken(0)
    assert [item.points for item in asked.items(found, concepts().get)] == [2, Fraction(1, 2)]
    assert (found.title, found.form, found.seal, found.minutes) == ("Two", "", "", 0)


def test_lines_of_items_are_worth_their_parts_and_called_as_the_file(document: Json) -> None:
    lines = "\n".join(map(json.dumps, document["items"])) + "\n"
    found = reader.decoded(lines.encode(), "week-3.jsonl").taken(0)
    assert found.title == "week-3"
    assert [item.points for item in asked.items(found, concepts().get)] == [2, 2]
    alone = reader.decoded(json.dumps(document["items"][0]).encode(), "x.jsonl")
    assert len(alone.taken(0).questions) == 1


def test_a_form_has_its_seal_its_time_and_what_is_said_of_mistakes(exam: Json) -> None:
    bundle = read(exam)
    assert [one.form for one in bundle.forms] == ["A", "B"]
    found = bundle.taken(1)
    assert (found.form, found.seal, found.exam, found.minutes) == ("B", "SEALB", "EXAMSEAL22", 90)
    (item,) = asked.items(found, lambda _: None)
    slip = item.question.parts[1].answer.options[0].slip
    assert slip
    assert (slip.concept.name, slip.concept.id) == ("adds sides", "adds-sides")


@pytest.mark.parametrize(("general", "own", "minutes"), [(0, 25, 113), (50, 25, 135), ("25/2", 0, 102)])
def test_more_time_is_the_students_or_everybodys(exam: Json, general: object, own: object, minutes: int) -> None:
    exam["asked"]["extra_time"] = general
    exam["forms"][0]["student"] = {"number": "1", "name": "Ada", "extra_time": own}
    assert read(exam).taken(0).minutes == minutes


def test_a_digest_follows_from_the_questions_and_not_from_how_they_are_set_out(document: Json) -> None:
    spread = reader.decoded(json.dumps(document, indent=4, sort_keys=True).encode(), "other.json").taken(0)
    assert spread.digest == read(document).taken(0).digest
    document["items"][0]["options"] = []
    document["items"][0]["stem"] = "Another?"
    assert read(document).taken(0).digest != spread.digest


def put(*path: str | int, value: object) -> Callable[[Json], object]:
    def change(content: Json) -> object:
        place: Any = content
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = value
        return content

    return change


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (put("schema", value=3), "version 3 of its schema, and this quizgen reads version 2: take the quizgen"),
        (put("schema", value=1), "version 1 of its schema, and 2 is read: write it again"),
        (put("items", value=[]), "items"),
        (put("items", value={}), "points: 2 numbers for 0 items"),
        (put("points", value=[1]), "points: 1 number for 2 items"),
        (put("points", value=[1, 0]), "items[2].points: 0 is not above zero"),
        (put("items", 1, "level", value="harsh"), "items[2].level: invalid enum value 'harsh'"),
        (put("items", 0, "parts", 1, "kind", value="essay"), "items[1].parts[2].kind: invalid enum value 'essay'"),
        (put("items", 0, "parts", 0, "key", value="many"), "items[1].parts[1].key: it is no number and no shape"),
        (put("items", 0, "parts", 1, "options", value=[]), "items[1].parts[2].options"),
        (put("items", 0, "parts", 0, "follows", value=["o +"]), "items[1]"),
        (put("items", 0, "stem", value=7), "items[1].stem: expected `str`, got `int`"),
        (put("items", 0, value="words"), "items[1]"),
    ],
)
def test_what_is_wrong_with_items_is_told_with_its_key(
    document: Json, change: Callable[[Json], object], said: str
) -> None:
    content = json.dumps(change(document)).encode()
    with pytest.raises(QuizgenError) as raised:
        asked.items(reader.decoded(content, "set.json").taken(0), lambda _: None)
    assert said in str(raised.value)
    assert "set.json" in str(raised.value)
    assert len(str(raised.value)) <= LONGEST


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (put("schema", value=2), "version 2 of its schema, and this quizgen reads version 1"),
        (put("forms", value=[]), "forms: there is none"),
        (put("forms", 0, "questions", value=[]), "forms[1].questions: there is none"),
        (
            put("forms", 0, "questions", 0, "place", value=2),
            "forms[1].questions[1].place: 2 stands where 1 is expected",
        ),
        (put("forms", 0, "questions", 0, "parts", 0, "share", value=1), "forms[1].questions[1].parts: their shares"),
        (put("forms", 0, "questions", 0, "stem", value=None), "forms[1].questions[1].stem"),
        (put("wrong", value=True), "wrong"),
    ],
)
def test_what_is_wrong_with_an_exam_is_told_with_its_key(
    exam: Json, change: Callable[[Json], object], said: str
) -> None:
    assert said in fault(json.dumps(change(exam)).encode())


def test_an_exam_of_an_earlier_quizgen_says_what_to_do(exam: Json) -> None:
    del exam["forms"][0]["questions"][0]["parts"][1]["solution"]
    assert "write the exam again" in fault(json.dumps(exam).encode())


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"7", b"\xff\xfe", b'{"a": 1}', b"name,form\n1,2\n", b"null", b"{}\n{}\n"]
)
def test_other_files_are_refused_in_a_sentence(content: bytes) -> None:
    assert fault(content).startswith("set.json ")


def test_whatever_is_cut_off_is_refused(document: Json, exam: Json) -> None:
    for content in (json.dumps(document).encode(), json.dumps(exam).encode()):
        for end in range(0, len(content), 97):
            fault(content[:end])


def test_a_line_that_is_cut_off_is_named(document: Json) -> None:
    lines = "\n".join(map(json.dumps, document["items"])).encode()
    assert "line 2" in fault(lines[:-20])


def test_a_file_that_is_not_there_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.json", tmp_path):
        with pytest.raises(UsageError, match=r"exam\.json"):
            reader.read(path)


def test_what_is_overlooked_comes_back_as_it_was() -> None:
    item = handmade.multiple()
    found = reader.decoded(dumped(item_json(item)).encode(), "set.json").taken(0)
    (again,) = asked.items(found, lambda _: None)
    missed = [option.overlooked for option in again.question.options]
    said = ("sees-gaps", "counts-wrongly", "A kernel as wide as its `stride` leaves nothing out.")
    told = [one and (one.id, one.concept.id, MARKDOWN.line(one.feedback)) for one in missed]
    assert told == [None, said, None, None, None]
    mark = again.question.parts[0].answer.mark(Chosen(frozenset([3])))
    assert [met.slip.id for met in mark.met] == ["sees-gaps"]
    assert kept(item.question).parts[0].options[1].overlooked == SlipKept(
        misconception="sees-gaps", concept="counts-wrongly"
    )
