"""nbformat and a reader of CommonMark find the items in our notebooks."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from everything import everything
from generated import generated
from hostile import HOSTILE
from lxml import html
from msgspec.structs import replace
from notebooks import Asked, images, notebook, questions, questions_of, quiz, shown, tokens, written
from plain import bare, said
from programs_run import confirms, ran

from quizgen.answers import Choice, Grid, Matching, Multiple, Numerical, Ordering
from quizgen.formats.drawings import as_png
from quizgen.formats.frames import frame
from quizgen.formats.ipynb import cells
from quizgen.formats.ipynb.format import FORMAT
from quizgen.formats.keys import key_in_words
from quizgen.formats.protocol import Options
from quizgen.model import IN_WORDS, Form, Item, Section, Sitting
from quizgen.text.notebook import NOTEBOOK
from quizgen.text.speech import SPEECH

JSON = dict[str, Any]


def test_golden(form: Form, golden: Callable[[str, bytes], None], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells, "as_png", lambda *_, **__: b"drawing")
    golden("exam.ipynb", written(form))


def test_the_same_form_gives_the_same_bytes_as_nbformat_writes_them(form: Form) -> None:
    content = written(form)
    assert written(form) == content
    found = json.loads(content)
    assert content.decode() == json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def test_pieces_give_what_the_whole_gives(form: Form) -> None:
    plain = replace(form, items=tuple(replace(item, worth=Fraction(1)) for item in form.items))
    pieces = [FORMAT.piece(item, Options("exam")) for item in plain.items]  # type: ignore[attr-defined]  # it streams
    (file,) = FORMAT.joined(replace(plain, items=()), pieces, Options("exam"))  # type: ignore[attr-defined]
    assert b"".join(file.chunks) == written(plain)


def test_questions_are_numbered_with_points_where_these_differ(form: Form) -> None:
    heads = [one.question.source.partition("\n")[0] for one in questions(form)]
    assert heads[:2] == ["## Question 1 (1 point)", "## Question 2 (1.5 points)"]
    assert len(heads) == len(form.items)


def test_sections_and_a_german_frame(form: Form) -> None:
    parted = replace(form, sections=(Section("First", ("Do it.",), 4), Section("Second", (), 5)))
    found = notebook(replace(parted, sitting=Sitting(language="de")))
    sections = [cell.source for cell in found.cells if cell.source.startswith("## ")]
    assert sections == ["## First (4,5 Punkte)\n\nDo it.", "## Second (19 Punkte)"]
    assert f"### {frame('de').question} 1" in found.cells[3].source
    assert frame("de").try_again in json.dumps(questions(replace(form, sitting=Sitting(language="de")))[1].quiz)


def test_keys_are_folded_away_and_not_to_be_read_in_passing(form: Form) -> None:
    for one in questions(form):
        assert one.solution.source.count("<details>") == one.solution.source.count("\n</details>") > 0
    for cell in notebook(form).cells:
        if cell.cell_type == "code" and cell.metadata:
            assert cell.metadata["jupyter"]["source_hidden"]
            assert not cell.outputs
            assert "Correct." not in cell.source


def test_cells_keep_what_an_item_is(form: Form) -> None:
    for item, one in zip(form.items, questions(form), strict=True):
        kept = one.question.metadata["quizgen"]
        assert kept == {name: getattr(item, name) for name in ("id", "family", "topic", "level", "kind")}
        assert one.question.metadata["tags"] == list(item.tags)


def test_hostile_words_come_out_as_they_are(hostile: Form) -> None:
    wanted = bare(HOSTILE)
    marks = {"<span>", "</span>", "<details>", "</details>", "<summary>", "</summary>"}
    for item, one in zip(hostile.items, questions(hostile), strict=True):
        for source in (one.question.source, one.solution.source):
            assert wanted in bare(shown(source)), item.id
            raw = [token.content for token in tokens(source) if token.type == "html_inline"]
            assert set(raw) <= marks
        for asked in one.quiz:
            assert "$" not in json.dumps(asked)
            assert not list(html.fragment_fromstring(asked["question"], create_parent="div").iter("b"))
            assert not re.search(r"\[[^]]*\]\(", json.dumps(asked))


def told(item: Item, one: Asked) -> None:
    """The cells of an item say all that it does."""
    question = item.question
    asked, solved = shown(one.question.source), shown(one.solution.source)
    assert said(question.stem) in asked
    assert all(said(part.prompt) in asked for part in question.parts)
    assert all(said(text) in solved for text in question.solution)
    assert f"{frame().key}:{shown(NOTEBOOK.line(key_in_words(question)))}" in solved
    for option in question.options:
        assert option.slip is None or said(option.feedback) in solved
    for cell, place in ((one.question, "stem"), (one.solution, "solution")):
        drawings = [
            (bare(SPEECH.text(figure.alt)), as_png(figure, dots=cells.ON_SCREEN))
            for figure in question.figures
            if figure.place == place
        ]
        assert [(bare(alt), pixels) for alt, pixels in images(cell.source)] == drawings
    quizzed = iter(one.quiz)
    for part in question.parts:
        answered(part.answer, quizzed, asked)
    assert not list(quizzed)


def text(words: str) -> str:
    return bare(html.fragment_fromstring(words, create_parent="div").text_content())


def answered(answer: Any, quizzed: Any, asked: str) -> None:
    match answer:
        case Choice(options) | Multiple(options):
            found = next(quizzed)
            assert found["type"] == ("multiple_choice" if isinstance(answer, Choice) else "many_choice")
            shown_options = [(text(one["answer"]), one["correct"], text(one["feedback"])) for one in found["answers"]]
            wanted = [
                (said(one.text), place in answer.correct, said(one.feedback)) for place, one in enumerate(options)
            ]
            assert shown_options == wanted
            assert all(f"{'ABCDEFGH'[place]}){said(one.text)}" in asked for place, one in enumerate(options))
        case Numerical():
            typed(answer, next(quizzed))
        case Grid():
            for place, cell in enumerate(answer.open):
                found = next(quizzed)
                assert text(found["question"]).endswith(said(answer.heading(place)))
                typed(cell, found)
            assert all(said(heading) in asked for heading in (*answer.rows, *answer.columns))
        case Matching(prompts, options, places):
            for prompt, right in zip(prompts, places, strict=True):
                found = next(quizzed)
                assert text(found["question"]).endswith(said(prompt))
                assert [text(one["answer"]) for one in found["answers"]] == [said(one.text) for one in options]
                assert [place for place, one in enumerate(found["answers"]) if one["correct"]] == [right]
                wrong = {text(one["feedback"]) for one in found["answers"] if not one["correct"]}
                assert wrong == {said(options[right].feedback)}
        case Ordering(steps):
            assert all(said(step) in asked for step in steps)


def typed(answer: Numerical, found: JSON) -> None:
    """Numbers are compared in their own way, shapes letter by letter."""
    *values, other = found["answers"]
    assert other["type"] == "default"
    if isinstance(answer.key, tuple):
        assert found["type"] == "string"
        right = {one["answer"] for one in values if one["correct"]}
        assert {" x ".join(map(str, answer.key)), f"({', '.join(map(str, answer.key))})"} < right
        assert {text(one["feedback"]) for one in values if not one["correct"]} == {
            said(one.feedback) for one in answer.foreseen
        }
        return
    assert found["type"] == "numeric"
    wanted = [(answer.key, answer.tolerance, True), *((one.value, one.tolerance, False) for one in answer.foreseen)]
    for one, (value, tolerance, correct) in zip(values, wanted, strict=True):
        assert one["correct"] is correct
        assert isinstance(value, int | Fraction)
        if tolerance:
            low, high = one["range"]
            assert low == float(value - tolerance)
            assert high > float(value + tolerance)
            assert high == pytest.approx(float(value + tolerance))
        else:
            assert one["value"] == float(value)
    assert [text(one["feedback"]) for one in values[1:]] == [said(one.feedback) for one in answer.foreseen]


def test_cells_say_what_items_say(form: Form) -> None:
    for item, one in zip(form.items, questions(form), strict=True):
        told(item, one)


@pytest.mark.slow
def test_so_do_cells_of_every_family_in_every_kind(form: Form) -> None:
    every = everything(form)
    for item, one in zip(every.items, questions(every), strict=True):
        told(item, one)
    for item, one in zip(every.items[len(form.items) :], questions(every)[len(form.items) :], strict=True):
        assert (one.program is None) == (item.question.asks == IN_WORDS), item.id


@pytest.mark.slow
def test_so_do_all_cells_of_a_run_over_all_families(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "practice.ipynb"
    items = generated(path, "ipynb", monkeypatch)
    for item, one in zip(items, questions_of(path.read_bytes()), strict=True):
        told(item, one)
        if one.program:
            confirms(item.question, ran(one.program.source))
        assert (one.program is None) == (item.question.asks == IN_WORDS), item.id


def test_a_quiz_is_a_program_that_only_shows_it(form: Form) -> None:
    sources = [cell.source for cell in notebook(form).cells if "display_quiz" in cell.source]
    assert len(sources) == len([item for item in form.items if item.kind != "ordering"])
    assert all(quiz(source) for source in sources)
    assert all(source.endswith("shuffle_answers=False)") for source in sources)  # the letters are those above
