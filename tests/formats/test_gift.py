"""What is written as GIFT is what Moodle and another reader find in it."""

from __future__ import annotations

import html
import random
import re
from base64 import b64decode
from collections.abc import Callable, Iterable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from gift_file import Imported, Reply, imported, judged, needs_judge
from handmade import MATCHING, answered, choice, numerical, slip
from msgspec.structs import replace
from ran import ran
from spread import spread

from quizgen.answers import Answer, Choice, Matching, Multiple, Numerical, Option, Ordering
from quizgen.errors import QuizgenError
from quizgen.figures import svg
from quizgen.formats.gift.format import FORMAT
from quizgen.formats.moodle import rules
from quizgen.formats.names import idnumber
from quizgen.formats.protocol import Options
from quizgen.model import Form, Item
from quizgen.text import Text
from quizgen.text.html import HTML
from quizgen.text.terminal import TERMINAL

_IMAGE = re.compile(r'<p><img class="img-fluid" src="data:image/svg\+xml;base64,([^"]*)" alt="([^"]*)"/></p>')


def written(form: Form, **wishes: Any) -> str:
    (file,) = FORMAT.write([held(form)], Options("exam", **wishes))
    return b"".join(file.chunks).decode()


def held(form: Form) -> Form:
    return replace(form, items=tuple(item for item in form.items if item.kind in FORMAT.kinds))


def questions(form: Form, **wishes: Any) -> list[Imported]:
    """In the order of the form's items."""
    ids = [idnumber(item) for item in held(form).items]
    return sorted(imported(written(form, **wishes)), key=lambda one: ids.index(one.id))


def test_golden(form: Form, golden: Callable[[str, bytes], None]) -> None:
    golden("exam.gift", written(form).encode())


@needs_judge
@pytest.mark.parametrize("which", ["form", "hostile"])
def test_both_readers_find_every_item_as_it_is(which: str, request: pytest.FixtureRequest) -> None:
    compare(request.getfixturevalue(which))


@pytest.mark.slow
@needs_judge
def test_both_readers_find_what_families_and_authors_ask(form: Form) -> None:
    shown = spread(FORMAT)
    assert len(shown) > 300
    assert {item.kind for item in shown} == FORMAT.kinds
    compare(replace(form, items=shown))


@pytest.mark.slow
@needs_judge
def test_both_readers_find_each_of_three_hundred_that_are_generated(tmp_path: Path) -> None:
    compare(ran(FORMAT, tmp_path))


def compare(form: Form) -> None:
    found = questions(form)
    assert len(found) == len(held(form).items)
    for question, item in zip(found, held(form).items, strict=True):
        same(question, item)
    parsed = [one for one in judged(written(form)) if one["type"] != "Category"]
    assert [agreed(one) for one in parsed] == [said(one) for one in imported(written(form))]


def same(found: Imported, item: Item) -> None:
    """Stem, figures, options, key, grades, feedback and solution."""
    question, answer = item.question, item.question.parts[0].answer
    asked = bare(_IMAGE.sub("", found.stem))
    assert asked.startswith(bare(HTML.text(question.stem)))
    about = bare(_IMAGE.sub("", found.general))
    assert about.startswith(bare("".join(map(HTML.text, question.solution))))
    for place, where in (("stem", found.stem), ("solution", found.general)):
        drawn = [figure for figure in question.figures if figure.place == place]
        assert [b64decode(image).decode() for image, _ in _IMAGE.findall(where)] == [svg(one) for one in drawn]
        assert all(alt for _, alt in _IMAGE.findall(where))
    assert found.tags == rules.tags(item.tags)
    same_answer(found, answer, about)


def same_answer(found: Imported, answer: Answer, about: str) -> None:
    """Options, key, grades and feedback, some of which stands in what is said ``about`` the whole."""
    match answer:
        case Choice(options, right):
            shares = [100.0 * (place == right) for place in range(len(options))]
            assert found.single
            assert found.kind == ("truefalse" if answer.two_sided else "multichoice")
            assert replies(found.replies) == (shares, *expected(options, two_sided=answer.two_sided))
        case Multiple(options, right_ones):
            shares = [one.percent for one in found.replies]
            assert not found.single
            assert {place for place, share in enumerate(shares) if share > 0} == right_ones
            assert sum(share for share in shares if share > 0) == pytest.approx(100, abs=1e-3)
            assert sum(shares) <= 1e-3 or len(right_ones) == len(options)
            assert replies(found.replies)[1:] == expected(options)
        case Numerical():
            typed = [one for one in answer.foreseen if rules.typed(one.value)]
            key, *wrong = found.replies
            assert (Fraction(key.words), Fraction(key.beside), key.percent) == (answer.key, answer.tolerance, 100)
            assert [(Fraction(one.words), one.percent) for one in wrong] == [(one.value, 0) for one in typed]
            assert [bare(one.feedback) for one in wrong] == [bare(HTML.line(one.feedback)) for one in typed]
        case Matching():
            pairs = [(bare(one.words), one.beside) for one in found.replies]
            menu = rules.menu([TERMINAL.line(option.text) for option in answer.options])
            assert pairs[: len(answer.prompts)] == [
                (bare(HTML.line(prompt)), menu[place])
                for prompt, place in zip(answer.prompts, answer.places, strict=True)
            ]
            assert sorted(beside for _, beside in pairs) == sorted(menu)
            assert all(bare(HTML.line(option.feedback)) in about for _, option in answer.pairs)
        case Ordering():
            places = {bare(one.words) + one.beside for one in found.replies}
            assert places == {
                bare(HTML.line(answer.steps[step])) + str(place) for place, step in enumerate(answer.places, 1)
            }
            assert bare(HTML.line(answer.slip.feedback)) in about


def replies(found: Iterable[Reply]) -> tuple[list[float], list[str], list[str]]:
    every = list(found)
    return (
        [one.percent for one in every],
        [bare(one.words) for one in every],
        [bare(one.feedback) for one in every],
    )


def expected(options: Iterable[Option], *, two_sided: bool = False) -> tuple[list[str], list[str]]:
    words = [bare(HTML.line(option.text)) for option in options]
    return (
        [one.lower() for one in words] if two_sided else words,
        [bare(HTML.line(option.feedback)) for option in options],
    )


def bare(shown: str) -> str:
    """HTML as a browser takes it: entities are what they stand for, and a control character was one already."""
    return html.unescape(shown).replace("\x07", "?").strip()


def said(one: Imported) -> tuple[object, ...]:
    """What both readers tell alike."""
    if one.kind == "truefalse":
        return one.name, one.stem, one.general, one.replies[0].percent > 0
    return one.name, one.stem, one.general, *((each.words, each.feedback, each.beside) for each in one.replies)


def agreed(one: dict[str, Any]) -> tuple[object, ...]:
    """The same from gift-pegjs."""
    general = (one["globalFeedback"] or {"text": ""})["text"]
    before = one["title"], one["stem"]["text"], general
    assert one["stem"]["format"] == "html"
    assert not one["hasEmbeddedAnswers"]
    if one["type"] == "TF":
        return *before, one["isTrue"]
    if one["type"] == "Matching":
        return *before, *((pair["subquestion"]["text"], "", decoded(pair["subanswer"])) for pair in one["matchPairs"])
    return *before, *map(_choice, one["choices"])


def _choice(one: dict[str, Any]) -> tuple[str, str, str]:
    feedback = (one["feedback"] or {"text": ""})["text"]
    text = one["text"]
    if "number" in text:
        return plain(text["number"]), feedback, plain(text["range"])
    return text["text"], feedback, ""


def plain(number: float) -> str:
    return f"{number:.12f}".rstrip("0").rstrip(".")


def decoded(words: str) -> str:
    """gift-pegjs leaves its own marks of escaped characters in what a pair is matched with."""
    marks = {"092": "\\", "058": ":", "035": "#", "061": "=", "123": "{", "125": "}", "126": "~"}
    return re.sub(r"&&(\d{3});", lambda found: marks[found[1]], words)


def test_a_wrong_option_costs_what_is_wished_and_true_or_false_is_then_a_choice(form: Form) -> None:
    first, *_, last = questions(form, wrong=Fraction(1, 3))
    assert [one.percent for one in first.replies] == [-33.33333, 100, -33.33333, -33.33333]
    assert last.kind == "multichoice"
    assert [one.percent for one in last.replies] == [-33.33333, 100]


def test_points_for_which_there_is_no_place_are_told_beside_the_question(form: Form) -> None:
    assert written(form).count("// [points:") == 1
    assert "// [points:1.5] [id:" in written(form)


def test_categories_are_those_of_the_xml_and_hold_any_title(form: Form) -> None:
    title = "a: b = {c} ~ #1 \\n \\ d / e 中 \N{HEBREW LETTER ALEF} \N{GRINNING FACE}"
    (category,) = {one.category.rpartition(", form A")[0] for one in imported(written(replace(form, title=title)))}
    assert category == f"$course$/top/{title.replace('/', '//')}"


@pytest.mark.parametrize(
    "start", ["[html]x", "[x] y", "%50% x", "%", "=x", "~x", "#x", "//x", "->x", "####x", "0", " %50% x"]
)
def test_no_option_begins_with_a_format_or_a_grade(form: Form, start: str) -> None:
    words = Text("{w}", {"w": start})
    first, second, *others = choice().question.options
    item = answered(choice(), Choice((replace(first, text=words), second, *others), 1))
    (found,) = imported(written(replace(form, items=(item,))))
    assert next(html.unescape(one.words) for one in found.replies) == start.strip()
    assert [one.percent for one in found.replies] == [0, 100, 0, 0]


@needs_judge
def test_whatever_an_author_writes_both_readers_find_it(form: Form) -> None:
    pieces = ["\\", *"~=#{}:n[]%->< T0", "\n", "&", "//", "50", "html", "####", "::", "é", "中", "a"]
    chance = random.Random(5)  # noqa: S311 - words for a test
    items = tuple(
        spoilt(number, ["".join(chance.choices(pieces, k=1 + number % 9)) for _ in range(4)]) for number in range(150)
    )
    compare(replace(form, items=items))


def spoilt(number: int, words: list[str]) -> Item:
    """A choice whose stem, options and feedback are such words."""
    texts = [Text("{w}", {"w": f"{word}{place}"}) for place, word in enumerate(words)]
    made = slip("says-so", "It does.")
    options = tuple(
        Option(text, text, replace(made, feedback=text) if place else None) for place, text in enumerate(texts)
    )
    stem = Text("Why {w}?", {"w": words[0]})
    return answered(choice(), Choice(options, 0), stem=stem, id=f"toy-spoilt-{number}")


def test_lines_of_a_program_stay_lines_with_their_spaces(form: Form) -> None:
    program = "```python\nfor i in x:\n    0\n\n    y = {h}\n```"
    (found,) = imported(
        written(
            replace(form, items=(answered(choice(), choice().question.parts[0].answer, stem=Text(program, {"h": 3})),))
        )
    )
    assert html.unescape(found.stem) == "<pre><code>for i in x:\n    0\n\n    y = 3</code></pre>"


def test_words_that_moodle_would_change_all_the_same_are_refused(form: Form) -> None:
    pairs = replace(
        MATCHING, options=(replace(MATCHING.options[0], text=Text("{w}", {"w": "a &&058; b"})), *MATCHING.options[1:])
    )
    with pytest.raises(QuizgenError, match="Moodle reads '&&058' in GIFT as another character"):
        written(replace(form, items=(answered(choice(), pairs),)))


def test_what_gift_has_no_answer_for_is_refused_by_name() -> None:
    shape = answered(numerical(), Numerical((3, 8, 8))).question
    third = answered(numerical(), Numerical(Fraction(8, 3))).question
    assert FORMAT.refusal(shape) == "its answer has several numbers, and an answer in GIFT one: ask it as choice"
    assert FORMAT.refusal(third) == "Moodle keeps 14 digits of a number, and its key has more: ask it as choice"
    assert FORMAT.refusal(numerical().question) is None
    assert FORMAT.kinds == {"choice", "multiple", "numerical", "matching", "ordering"}
