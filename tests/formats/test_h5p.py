"""An H5P package holds what its content types take, and every item as it is."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from fractions import Fraction
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import handmade
import handmade_parts
import pytest
from h5p_fields import Elements, faults
from handmade import answered
from hostile import HOSTILE
from msgspec.structs import replace
from ran import ran
from spread import spread

from quizgen.answers import Choice, Grid, Multiple, Numerical, Remark
from quizgen.answers.typed import readings
from quizgen.answers.values import components
from quizgen.errors import QuizgenError, UsageError
from quizgen.formats.drawings import as_png
from quizgen.formats.frames import languages
from quizgen.formats.h5p import questions
from quizgen.formats.h5p.format import FORMAT
from quizgen.formats.h5p.library import words as player_words
from quizgen.formats.protocol import Options
from quizgen.model import Figure, Form, Item, Sitting
from quizgen.text import Text
from quizgen.text.terminal import TERMINAL

SET = "H5P.QuestionSet 1.20"


class Package:
    """What a reader finds in the archive."""

    def __init__(self, form: Form, **wishes: Any) -> None:
        (file,) = FORMAT.write([held(form)], Options("exam", **wishes))
        self.bytes = b"".join(file.chunks)
        with ZipFile(BytesIO(self.bytes)) as packed:
            self.files = {name: packed.read(name) for name in packed.namelist()}
        self.told: dict[str, Any] = json.loads(self.files["h5p.json"])
        self.content: dict[str, Any] = json.loads(self.files["content/content.json"])

    @property
    def questions(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.content["questions"]
        return found


def held(form: Form) -> Form:
    return replace(
        form, items=tuple(i for i in form.items if i.kind in FORMAT.kinds and not FORMAT.refusal(i.question))
    )


def bare(html: str) -> str:
    return one(Elements(html).words)


def plain(text: Text) -> str:
    return one(TERMINAL.text(text))


def said(escaped: str) -> str:
    """A field without elements, as it is shown."""
    return one(unescape(escaped))


def one(words: str) -> str:
    """Words on one line; what no printer shows is one character everywhere."""
    return " ".join(words.replace("\N{REPLACEMENT CHARACTER}", "\x07").split())


def test_golden(form: Form, golden: Callable[[str, bytes], None], monkeypatch: pytest.MonkeyPatch) -> None:
    """However large figures are drawn."""
    monkeypatch.setattr(questions, "as_png", lambda _: b"\x89PNG".ljust(16) + (400).to_bytes(4) + (300).to_bytes(4))
    golden("h5p.json", Package(form).files["content/content.json"])


@pytest.mark.parametrize("which", ["form", "hostile"])
@pytest.mark.parametrize("language", languages())
def test_every_field_is_one_that_its_content_type_takes(
    which: str, language: str, request: pytest.FixtureRequest
) -> None:
    form = replace(request.getfixturevalue(which), sitting=Sitting(language=language))
    package = Package(form)
    assert faults(SET, package.content) == []
    used = {question["library"] for question in package.questions}
    named = [
        f"{one['machineName']} {one['majorVersion']}.{one['minorVersion']}"
        for one in package.told["preloadedDependencies"]
    ]
    assert sorted(named) == sorted({SET, "H5P.Image 1.1", *used})
    assert package.told["title"].startswith(form.title)
    assert package.told["language"] == language
    assert (package.told["mainLibrary"], package.content["passPercentage"]) == ("H5P.QuestionSet", 50)


def test_what_a_content_type_does_not_take_is_told() -> None:
    first, *_ = Package(Form("Quiz", "1", (handmade.choice(),))).questions
    params = first["params"]
    for field, value in (("answers", []), ("question", "<p>a<table></table></p>"), ("stem", "x")):
        assert faults("H5P.MultiChoice 1.16", params | {field: value})
    assert faults("H5P.MultiChoice 1.16", params | {"overallFeedback": [{"from": 0, "to": 100, "feedback": "a < b"}]})
    assert not faults("H5P.MultiChoice 1.16", params)


@pytest.mark.parametrize("which", ["form", "hostile"])
def test_every_item_is_as_it_is(which: str, request: pytest.FixtureRequest) -> None:
    compare(request.getfixturevalue(which))


@pytest.mark.slow
def test_so_is_what_families_and_authors_ask(form: Form) -> None:
    items = spread(FORMAT)
    assert len(items) > 250
    compare(replace(form, items=items))


@pytest.mark.slow
def test_so_is_each_of_three_hundred_that_are_generated(tmp_path: Path) -> None:
    whole = ran(FORMAT, tmp_path)
    assert held(whole) == whole
    assert faults(SET, Package(whole).content) == []
    compare(whole)


def compare(form: Form) -> None:
    package, shown = Package(form), held(form)
    assert len(package.questions) == len(shown.items)
    assert len({question["subContentId"] for question in package.questions}) == len(shown.items)
    for question, item in zip(package.questions, shown.items, strict=True):
        same(question, item)
        pictured(package, question, item)


def same(question: dict[str, Any], item: Item) -> None:
    asked, answer, params = item.question, item.question.parts[0].answer, question["params"]
    stem = bare(params["text"] if "text" in params else params["question"])
    assert words_of(stem) >= words_of(plain(asked.stem))
    match answer:
        case Choice(options, right, two_sided=True):
            assert params["correct"] == ("true", "false")[right]
            behaviour = params["behaviour"]
            feedback = [said(behaviour[name]) for name in ("feedbackOnCorrect", "feedbackOnWrong")]
            every = (answer.key, options[1 - right])
            assert all(one.startswith(plain(option.feedback)) for one, option in zip(feedback, every, strict=True))
            assert all(told(asked.solution, one) for one in feedback)
        case Choice(options) | Multiple(options):
            shown = params["answers"]
            assert [bare(one["text"]) for one in shown] == [plain(option.text) for option in options]
            assert [one["correct"] for one in shown] == [place in answer.correct for place in range(len(options))]
            assert [bare(one["tipsAndFeedback"]["chosenFeedback"]) for one in shown] == [
                plain(option.feedback) for option in options
            ]
            assert params["behaviour"]["type"] == ("single" if isinstance(answer, Choice) else "multi")
            assert params["behaviour"]["singlePoint"]
            (about,) = params["overallFeedback"]
            assert told(asked.solution, said(about["feedback"]))
        case Numerical() | Grid():
            cells = answer.open if isinstance(answer, Grid) else (answer,)
            wanted = [number for cell in cells for number in components(cell.key)]
            gaps = [piece for text in params["questions"] for piece in text.split("*")[1::2]]
            assert len(gaps) == len(wanted)
            for gap, number in zip(gaps, wanted, strict=True):
                assert ":" not in gap
                assert all((number,) in {one.values for one in readings(way, 1)} for way in gap.split("/"))
                assert str(number) in gap.split("/")
            below, whole = params["overallFeedback"] if answer.remarks() else [*params["overallFeedback"] * 2]
            assert all(foreseen(remark, said(below["feedback"])) for remark in answer.remarks())
            assert told(asked.solution, said(whole["feedback"]))


def words_of(text: str) -> set[str]:
    """Each word by itself, without the rules of tables and what stands between two of them."""
    return {word for word in re.split(r"[;,.│─┼\s]+", text) if word}


def foreseen(remark: Remark, shown: str) -> bool:
    return plain(remark.slip.feedback) in shown and remark.about is not None and plain(remark.about) in shown


def told(solution: Iterable[Text], shown: str) -> bool:
    """Whether every word of a solution is in what is said about a whole."""
    return all(words_of(plain(text)) <= words_of(shown) for text in solution)


def pictured(package: Package, question: dict[str, Any], item: Item) -> None:
    drawn = [figure for figure in item.question.figures if figure.place == "stem"]
    shown = question["params"]["media"].get("type")
    assert bool(shown) == bool(drawn)
    if shown:
        file = shown["params"]["file"]
        content = package.files[f"content/{file['path']}"]
        assert content == as_png(drawn[0])
        assert int.from_bytes(content[16:20]) == file["width"]
        assert int.from_bytes(content[20:24]) == file["height"]
        assert shown["params"]["alt"]


def test_the_same_form_is_the_same_bytes(form: Form) -> None:
    assert Package(form).bytes == Package(form).bytes


def test_the_words_of_the_player_are_the_exams_language_and_every_language_has_all() -> None:
    english = player_words("en")
    for language in languages():
        assert shape(player_words(language)) == shape(english)
    german = Package(Form("Test", "1", (handmade.choice(),), sitting=Sitting(language="de")))
    assert german.questions[0]["params"]["UI"]["checkAnswerButton"] == "Prüfen"


def shape(words: Any) -> Any:
    return {name: shape(value) for name, value in words.items()} if isinstance(words, dict) else ""


def test_words_of_the_authors_are_none_of_the_players_marks(form: Form) -> None:
    solution = Text("{w}", {"w": "The @score of @total"})
    item = answered(handmade.choice(), handmade.choice().question.parts[0].answer, solution)
    (question,) = Package(replace(form, items=(item,))).questions
    (about,) = question["params"]["overallFeedback"]
    assert "@" not in about["feedback"]
    assert said(about["feedback"]) == "The @score of @total"


def test_stars_of_headings_open_no_gap() -> None:
    grid = replace(handmade_parts.GRID, corner=Text("{w}", {"w": "*"}), rows=(Text("{w}", {"w": "a*b*c"}),) * 3)
    item = answered(handmade_parts.grid(), grid)
    (question,) = Package(Form("Quiz", "1", (item,))).questions
    assert sum(text.count("*") for text in question["params"]["questions"]) == 2 * (3 + 1 + 3 + 1)
    assert all("a*b*c" in said(text) for text in question["params"]["questions"])


@pytest.mark.parametrize("key", [-1024, 7, 1234567])
def test_a_number_is_right_as_people_write_it(key: int) -> None:
    item = answered(handmade.numerical(), Numerical(key))
    (question,) = Package(Form("Quiz", "1", (item,))).questions
    (text,) = question["params"]["questions"]
    ways = text.split("*")[1].split("/")
    assert {str(key), f"{key:,}", f"{key:,}".replace(",", " "), f"{key:,}".replace("-", "\N{MINUS SIGN}")} <= set(ways)


def test_lines_of_a_program_stay_lines_with_their_spaces(form: Form) -> None:
    stem = Text("What?\n\n```python\nfor i in x:\n    y = {h}\n```", {"h": 3})
    item = answered(handmade.choice(), handmade.choice().question.parts[0].answer, stem=stem)
    (question,) = Package(replace(form, items=(item,))).questions
    assert Elements(question["params"]["question"]).words == "What?\nfor i in x:\n\xa0\xa0\xa0\xa0y = 3\n"


def test_what_h5p_has_no_place_for_is_refused_by_name() -> None:
    tolerant = answered(handmade.numerical(), Numerical(Fraction(5, 2), tolerance=Fraction(1, 20)))
    figure = Figure("kernel", {"kernel_size": 2, "dilation": 1}, Text("A kernel"))
    twice = answered(handmade.choice(), handmade.choice().question.parts[0].answer, figures=(figure, figure))
    long = answered(handmade.true_false(), handmade.true_false().question.parts[0].answer, Text("word " * 500))
    for item, reason in ((tolerant, "its key is no whole number"), (twice, "its stem has more"), (long, "2,048")):
        assert reason in (FORMAT.refusal(item.question) or "")
        with pytest.raises(QuizgenError, match=f"H5P cannot show {item.id}: "):
            list(FORMAT.write([Form("Quiz", "1", (item,))], Options("exam")))
    assert FORMAT.kinds == {"choice", "multiple", "numerical", "grid"}
    with pytest.raises(UsageError, match="leave --wrong out"):
        list(FORMAT.write([Form("Quiz", "1", (handmade.choice(),))], Options("exam", wrong=Fraction(1, 3))))


def test_a_hostile_title_is_the_sets_title(hostile: Form) -> None:
    package = Package(hostile)
    assert package.told["title"].startswith(HOSTILE[:200])
    assert bare(package.content["introPage"]["title"]) == one(HOSTILE)
