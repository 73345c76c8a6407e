"""PrairieLearn: a course folder as its documentation describes one, and pages in which words stay words."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from html import unescape
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

import chevron
import handmade
import pytest
from hostile import HOSTILE
from lxml import html as lxml_html
from msgspec.structs import replace

from quizgen import catalog
from quizgen.blueprint.forms import forms
from quizgen.blueprint.reader import parse
from quizgen.blueprint.spread import cells, spread
from quizgen.errors import UsageError
from quizgen.formats.prairielearn.format import FORMAT
from quizgen.formats.prairielearn.params import params
from quizgen.formats.protocol import Options
from quizgen.model import LEVELS, Form, Item, Kin, Section, Sitting

KNOWN: Mapping[str, tuple[set[str], set[str]]] = {
    "infoCourse.json": ({"name", "title", "topics"}, {"uuid", "timezone", "options", "assessmentSets", "tags"}),
    "infoCourseInstance.json": ({"uuid", "longName"}, {"timezone", "allowAccess"}),
    "infoAssessment.json": (
        {"uuid", "type", "title", "set", "number"},
        {"zones", "text", "shuffleQuestions", "allowAccess", "maxPoints"},
    ),
    "info.json": ({"uuid", "title", "topic", "type"}, {"tags", "singleVariant", "partialCredit", "showCorrectAnswer"}),
}
"""What each file has to hold, and what else it may, of all that the documentation lists."""
COLORS = {
    f"{color}{number}"
    for color in ["red", "pink", "purple", "blue", "turquoise", "green", "yellow", "orange", "brown", "gray"]
    for number in (1, 2, 3)
}
Course = Mapping[str, str]
Golden = Callable[[str, bytes], None]


def course(form: Form, **wished: Any) -> Course:
    """The files of a form's course, without the folder's own name."""
    files = {file.name: b"".join(file.chunks).decode() for file in FORMAT.write([form], Options("x", **wished))}
    return {name.partition("/")[2]: content for name, content in files.items()}


def assessment(found: Course) -> Any:
    return json.loads(found["courseInstances/quizgen/assessments/quizgen/infoAssessment.json"])


def asked(found: Course) -> list[dict[str, Any]]:
    return [one for zone in assessment(found)["zones"] for one in zone["questions"]]


def arguments(server: str) -> dict[str, Any]:
    """What ``server.py`` asks quizgen for."""
    calls = [node for node in ast.walk(ast.parse(server)) if isinstance(node, ast.Call)]
    (call,) = (one for one in calls if isinstance(one.func, ast.Name) and one.func.id in {"Asked", "Kept"})
    return {str(one.arg): ast.literal_eval(one.value) for one in call.keywords}


def test_files_hold_what_the_documentation_wants_and_nothing_that_it_does_not_know(form: Form) -> None:
    found = course(form)
    named = {name: json.loads(content) for name, content in found.items() if name.endswith(".json")}
    for name, content in named.items():
        wanted, known = KNOWN[name.rpartition("/")[2]]
        assert wanted <= content.keys() <= wanted | known, name
        assert str(UUID(content["uuid"])) == content["uuid"]
    uuids = [content["uuid"] for content in named.values()]
    assert len(set(uuids)) == len(uuids)
    info = named["infoCourse.json"]
    topics, tags = ({one["name"] for one in info[key]} for key in ("topics", "tags"))
    assert {one["color"] for key in ("topics", "tags") for one in info[key]} <= COLORS
    questions = [content for name, content in named.items() if name.endswith("/info.json")]
    assert {one["topic"] for one in questions} == topics
    assert {tag for one in questions for tag in one["tags"]} == tags
    assert {one["type"] for one in questions} == {"v3"}


def test_every_item_has_a_folder_and_a_place_with_its_points(form: Form) -> None:
    found = course(form)
    places = asked(found)
    assert [one["autoPoints"] for one in places] == [item.points for item in form.items]
    folders = [one["id"] for one in places]
    assert len(set(folders)) == len(form.items)
    for folder, item in zip(folders, form.items, strict=True):
        assert {"info.json", "question.html", "server.py"} == {
            name.rpartition("/")[2] for name in found if name.startswith(f"questions/{folder}/")
        }
        asks = arguments(found[f"questions/{folder}/server.py"])
        assert (asks["family"], asks["level"], asks["kind"]) == (item.family, item.level, item.kind)


def test_what_is_asked_twice_has_two_folders() -> None:
    found = course(Form("T", "1", (handmade.choice(), handmade.choice())))
    assert [one["id"] for one in asked(found)] == ["toy-size-easy-choice", "toy-size-easy-choice-2"]


def test_sections_are_zones_with_their_notes_above_the_questions(form: Form) -> None:
    sections = (Section("First & second", ("Read <b>.",), 2), Section("Others", (), 7))
    found = assessment(course(replace(form, ordered=True, sections=sections, sitting=Sitting(duration=75))))
    assert [(zone["title"], len(zone["questions"])) for zone in found["zones"]] == [
        ("First & second", 2),
        ("Others", 7),
    ]
    assert "<p><strong>First &amp; second</strong></p>\n<p>Read &lt;b&gt;.</p>" in found["text"]
    assert "<p>Time: 75 minutes</p>" in found["text"]


def test_an_exam_is_an_exam_and_its_choices_have_as_many_options_for_everybody(form: Form) -> None:
    exam, homework = course(replace(form, ordered=True)), course(form)
    assert (assessment(exam)["type"], assessment(homework)["type"]) == ("Exam", "Homework")
    assert arguments(exam["questions/toy-size-easy-choice/server.py"])["options"] == 4
    assert "options" not in arguments(homework["questions/toy-size-easy-choice/server.py"])


def test_points_that_are_taken_off_are_refused(form: Form) -> None:
    with pytest.raises(UsageError, match="PrairieLearn takes no points off"):
        course(form, wrong=Fraction(1, 4))


def test_parameters_that_a_slot_fixes_and_items_that_it_names_are_asked_for() -> None:
    slots = (
        '[[slots]]\nfamily = "conv-output-size"\nlevel = "medium"\nparams = { kernel_size = 3 }\n'
        '[[slots]]\nfamily = "pooling-concepts"\nlevel = "hard"\n'
    )
    (found,) = (course(form) for form in forms(parse(f'title = "T"\n{slots}', "t.toml"), 1, "4"))
    first, second = (arguments(found[f"questions/{one['id']}/server.py"]) for one in asked(found))
    assert first["params"] == {"kernel_size": 3}
    assert "item" not in first
    assert second["item"] == asked(found)[1]["id"]


def test_what_nobody_can_draw_again_stands_in_its_folder() -> None:
    item = handmade.choice()
    item = replace(item, question=replace(item.question, kin=Kin(alone=True, named=False)))
    found = course(Form("T", "1", (item,)))
    folder = f"questions/{item.id}"
    assert json.loads(found[f"{folder}/info.json"])["singleVariant"] is True
    assert json.loads(found[f"{folder}/variant.json"])["params"] == json.loads(json.dumps(params(item)))
    assert "Kept('variant.json')" in found[f"{folder}/server.py"]


def test_whoever_names_the_main_file_gets_the_course_around_it(form: Form) -> None:
    names = {file.name for file in FORMAT.write([form], Options("infoCourse"))}
    assert {"infoCourse.json", "questions/toy-size-easy-choice/server.py"} <= names


def shown(page: str) -> Iterator[tuple[str, bool]]:
    """The texts of a page as PrairieLearn sends them, and whether they are code, in which MathJax looks for nothing.

    They are parsed, and the names of characters decoded once more.
    """
    for fragment in lxml_html.fragments_fromstring(page):
        if not isinstance(fragment, str):
            yield from _texts(fragment, is_code=False)


def _texts(node: Any, *, is_code: bool) -> Iterator[tuple[str, bool]]:
    inside = is_code or node.tag == "code"
    yield unescape(node.text or ""), inside
    for child in node:
        yield from _texts(child, is_code=inside)
        yield unescape(child.tail or ""), inside


def filled(item: Item, page: str) -> str:
    return str(chevron.render(page, {"params": params(item), "feedback": {"remarks": []}}))


def test_hostile_words_come_out_as_they_are(hostile: Form) -> None:
    found = course(hostile)
    words = HOSTILE.replace("\x07", "?")
    for item, place in zip(hostile.items, asked(found), strict=True):
        texts = list(shown(filled(item, found[f"questions/{place['id']}/question.html"])))
        assert "".join(text for text, _ in texts).count(words) >= 4, item.kind
        for text, is_code in texts:
            assert is_code or not re.search(r"\$.*\$|\\\(.*\\\)|\\\[.*\\\]", text)


def test_files_are_as_they_were(form: Form, golden: Golden) -> None:
    found = course(replace(form, ordered=True))
    golden(
        "prairielearn-infoAssessment.json",
        found["courseInstances/quizgen/assessments/quizgen/infoAssessment.json"].encode(),
    )
    golden("prairielearn-question.html", found["questions/toy-parts-easy-parts/question.html"].encode())
    golden("prairielearn-server.py.txt", found["questions/toy-size-easy-choice/server.py"].encode())


def some(number: int) -> Iterator[Item]:
    yield from islice(spread(cells(catalog.sources(), LEVELS, None), number, "3"), number)


@pytest.mark.slow
def test_three_hundred_items_are_three_hundred_questions(tmp_path: Path) -> None:
    items = tuple(some(300))
    form = Form("T", "3", items)
    found = course(form)
    assert found == course(form)
    assert len({one["id"] for one in asked(found)}) == 300
    for one, item in zip(asked(found), items, strict=True):
        server = found[f"questions/{one['id']}/server.py"]
        compile(server, str(tmp_path), "exec")
        asks = arguments(server)
        assert (asks["family"], asks["level"], asks["kind"]) == (item.family, item.level, item.kind)
        assert asks.get("item", item.id) == item.id
        page = filled(item, found[f"questions/{one['id']}/question.html"])
        assert params(item)["stem"] in page
        assert all(figure["alt"] for figure in params(item)["stem_figures"])
