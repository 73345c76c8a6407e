"""What Google's API is sent: valid by its documentation, each question with its answers, key, points and feedback."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any, assert_never

import pytest
from everything import everything
from handmade import choice, matching, multiple, numerical, true_false
from handmade_parts import grid, several
from jsonschema import Draft202012Validator
from msgspec.structs import replace
from ran import ran
from shown import files, fitting, flat, said, taken

from quizgen.answers import Answer, Choice, Grid, Matching, Multiple, Numerical, Ordering
from quizgen.answers.typed import readings
from quizgen.answers.values import components
from quizgen.audit.formats import check_format
from quizgen.errors import UsageError
from quizgen.formats.google_forms.format import FORMAT
from quizgen.model import Form, Item, Section
from quizgen.text import Table, Text

VALID = Draft202012Validator(json.loads((Path(__file__).parent / "google_forms_schema.json").read_text("utf-8")))


def sent(form: Form, **wishes: Any) -> list[Any]:
    """The requests, which are valid."""
    (content,) = files(FORMAT, form, **wishes).values()
    body = json.loads(content)
    assert [error.message for error in VALID.iter_errors(body)] == []
    return list(body["requests"])


def items(form: Form) -> list[Any]:
    """What is made in the form, each in its place."""
    made = [one["createItem"] for one in sent(form)[2:]]
    assert [one["location"]["index"] for one in made] == list(range(len(made)))
    return [one["item"] for one in made]


def test_golden(form: Form, golden: Callable[[str, bytes], None]) -> None:
    golden("exam.google-forms.json", files(FORMAT, fitting(FORMAT, form))["exam-a.google-forms.json"])


def test_an_empty_form_becomes_a_quiz_with_a_title(form: Form) -> None:
    named, settings, *_ = sent(replace(fitting(FORMAT, form), title="A\tnew\u2028form"))
    assert named["updateFormInfo"]["info"]["title"] == "A new form"
    assert "CNN 101, 31 January 2026" in named["updateFormInfo"]["info"]["description"]
    assert "No calculators." in named["updateFormInfo"]["info"]["description"]
    assert settings["updateSettings"]["settings"] == {"quizSettings": {"isQuiz": True}}


@pytest.mark.slow
def test_every_question_arrives_as_it_is_meant(form: Form) -> None:
    whole = fitting(FORMAT, everything(form))
    assert len(whole.items) > 120
    assert {item.kind for item in whole.items} >= {"choice", "multiple", "numerical", "matching", "ordering", "grid"}
    compare(whole)


@pytest.mark.slow
def test_so_does_each_of_three_hundred_that_are_generated(tmp_path: Path) -> None:
    compare(ran(FORMAT, tmp_path))


def compare(whole: Form) -> None:
    scale, made = scale_of(whole), iter(items(whole))
    for item in whole.items:
        arrived(item, made, scale)
    assert next(made, None) is None


def scale_of(form: Form) -> int:
    about = sent(form)[0]["updateFormInfo"]["info"]["description"]
    return int(about.rsplit("counts ", 1)[1].split(" ", 1)[0]) if "counts " in about else 1


def arrived(item: Item, made: Iterator[Any], scale: int) -> None:
    """Takes what was made of an item, and compares it."""
    question = item.question
    alone = len(question.parts) == 1
    if not alone:
        assert "textItem" in (note := next(made))
        assert headed(note) == in_lines(question.stem)
    for place, part in enumerate(question.parts):
        lettered = Text(f"({question.letter(place)}) {part.prompt.template}", part.prompt.values)
        asked = question.stem if alone else lettered
        points = item.points_of(place) * scale
        answered(part.answer, asked, points, made)


def headed(made: Any) -> Any:
    return said(Text("{w}", {"w": made["title"]}), Text("{w}", {"w": made.get("description", "")}))


def in_lines(text: Text) -> Any:
    """What a text shows where the rows of tables are lines with the labels of their columns."""
    rows = {name: _rows(table) for name, table in text.values.items() if isinstance(table, Table)}
    return said(Text(text.template, {**text.values, **rows}))


def _rows(table: Table) -> str:
    pairs = (zip(table.header, row, strict=True) for row in table.rows)
    rows = ([f"{label}: {cell}" if label else cell for label, cell in row if cell] for row in pairs)
    return " ".join(map("; ".join, rows))


def answered(answer: Answer, asked: Text, points: Fraction, made: Iterator[Any]) -> None:
    match answer:
        case Choice() | Multiple():
            one = next(made)
            assert headed(one) == in_lines(asked)
            chosen(one, [flat(option.text) for option in answer.options], answer.correct, points)
            wrong = [option.feedback for option in answer.options if option.slip]
            shown = one["questionItem"]["question"]["grading"]["whenWrong"]["text"]
            assert all(flat(words) in shown for words in wrong)
        case Numerical():
            one = next(made)
            assert headed(one) == in_lines(asked)
            typed(one, answer, points)
        case Matching():
            assert headed(next(made)) == in_lines(asked)
            options = [flat(option.text) for option in answer.options]
            for prompt, place in zip(answer.prompts, answer.places, strict=True):
                one = next(made)
                assert one["title"] == flat(prompt)
                chosen(one, options, frozenset([place]), points / len(answer.prompts))
        case Ordering():
            assert headed(next(made)) == in_lines(asked)
            for shown_at, step in enumerate(answer.steps):
                one = next(made)
                assert one["title"] == flat(step)
                places = [str(number) for number in range(1, len(answer.steps) + 1)]
                chosen(one, places, frozenset([answer.places.index(shown_at)]), points / len(places))
        case Grid():
            note = next(made)
            assert all(flat(words) in note["description"] for words in (*answer.rows, *answer.columns))
            for place, cell in enumerate(answer.open):
                one = next(made)
                assert one["title"] == flat(answer.heading(place))
                typed(one, cell, points / len(answer.open))
        case _:
            assert_never(answer)


def chosen(made: Any, options: list[str], right: frozenset[int], points: Fraction) -> None:
    question = made["questionItem"]["question"]
    assert [one["value"] for one in question["choiceQuestion"]["options"]] == options
    keys = [one["value"] for one in question["grading"]["correctAnswers"]["answers"]]
    assert keys == [options[place] for place in sorted(right)]
    assert question["grading"]["pointValue"] == points


def typed(made: Any, answer: Numerical, points: Fraction) -> None:
    grading = made["questionItem"]["question"]["grading"]
    keys = [one["value"] for one in grading["correctAnswers"]["answers"]]
    values = tuple(map(Fraction, components(answer.key)))
    assert all(values in [reading.values for reading in readings(key, len(values))] for key in keys)
    assert grading["pointValue"] == points
    assert all(flat(option.feedback) in grading["generalFeedback"]["text"] for option in answer.foreseen)


def test_points_stay_in_proportion_where_they_are_not_whole(form: Form) -> None:
    half = replace(true_false(), worth=Fraction(1, 2))
    whole = replace(form, items=(half, replace(true_false(), worth=Fraction(3))))
    assert scale_of(whole) == 2
    assert [one["questionItem"]["question"]["grading"]["pointValue"] for one in items(whole)] == [1, 6]


def test_a_section_begins_a_page(form: Form) -> None:
    sections = (Section("One", ("Read this.",), 1), Section("Two", (), 1))
    made = items(replace(form, items=(choice(), true_false()), sections=sections))
    assert [("pageBreakItem" in one, one["title"]) for one in made][::2] == [(True, "One"), (True, "Two")]
    assert made[0]["description"] == "Read this."


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        (multiple(), "it has a picture, and Google fetches pictures from the open web"),
        (several(), "its answer may be rounded, and Google compares what is typed letter by letter"),
        (grid(), None),
        (matching(), None),
        (numerical(), None),
    ],
)
def test_what_a_form_cannot_show_or_mark_is_refused_by_its_reason(item: Item, reason: str | None) -> None:
    assert FORMAT.refusal(item.question) == reason


def test_hostile_words_arrive_unchanged(hostile: Form) -> None:
    whole = replace(hostile, items=taken(FORMAT, hostile.items))
    made = items(whole)
    assert len(whole.items) > 5
    assert all("]]> <b>&amp; \"x\" 'y' \\(z\\) $$w$$" in one["title"] for one in made if "textItem" in one)


def test_an_exam_whose_wrong_options_cost_points_is_refused(form: Form) -> None:
    with pytest.raises(UsageError, match="google-forms takes nothing off for a wrong option, which costs 25% here"):
        files(FORMAT, replace(form, items=(choice(),)), wrong=Fraction(1, 4))


def test_it_keeps_what_a_format_promises() -> None:
    assert list(check_format(FORMAT)) == []
