"""What stands in the file: one page without anything from elsewhere, the same for the same seed, and small."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Iterator
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

import handmade
import pytest
from click.testing import CliRunner
from hostile import HOSTILE
from lxml import html
from practice_page import content, of_one
from seen import seen

from quizgen import catalog, resources
from quizgen.cli import main
from quizgen.formats.frames import frame, languages
from quizgen.formats.html.assets import PROGRAM, STYLE
from quizgen.formats.html.card import card
from quizgen.formats.html.format import FORMAT
from quizgen.formats.html.trees import formulas
from quizgen.formats.html.veil import unveiled, veiled
from quizgen.formats.html.words import words
from quizgen.formats.protocol import Streaming
from quizgen.math.reader import read
from quizgen.model import LEVELS, Evidence, Form, Item, Section, Sitting

MOST = 900_000
"""Bytes of a page of 50 questions."""


def text(form: Form, **wishes: int) -> str:
    return content(form, **wishes).decode()


def digest(part: str) -> str:
    return f"'sha256-{b64encode(sha256(part.encode()).digest()).decode()}'"


def test_the_policy_lets_in_nothing_but_the_pages_own_program_and_style(form: Form) -> None:
    page = text(form)
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    (style,) = re.findall("<style>(.*?)</style>", page, re.DOTALL)
    (script,) = re.findall("<script>(.*?)</script>", page, re.DOTALL)
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules == {
        "default-src": "'none'",
        "script-src": digest(script),
        "style-src": digest(style),
        "img-src": "data:",
        "font-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    assert not re.search(r"<link|@import|\sstyle=|\son\w+=|src=\"(?!data:)|https?://(?!www\.w3\.org/)", page)


def test_no_file_of_the_program_is_left_out() -> None:
    folder = resources.templates() / "html"
    assert {f"html/{path.name}" for path in folder.glob("*.js")} == {
        name for name in PROGRAM if name.startswith("html")
    }
    assert {f"html/{path.name}" for path in folder.glob("*.css")} == set(STYLE)


def test_a_key_is_not_to_be_read_in_passing(form: Form) -> None:
    for item in (handmade.numerical(), handmade.choice()):
        page = html.fromstring(content(of_one(item)))
        for own in page.xpath("//script | //style"):
            own.drop_tree()
        assert ("1,024" in page.text_content()) is (item.kind == "choice")
        assert "answer is" not in page.text_content()
        assert not page.xpath("//*[@data-right or @checked or @selected]")
    assert form.items


def test_what_is_veiled_is_read_again() -> None:
    for told in ({"a": "⌊x⌋ </script>"}, ["x"] * 5000, "", {"n": [str(7**900)]}):
        assert unveiled(veiled(told)) == told


def test_golden(form: Form, golden: Callable[[str, bytes], None]) -> None:
    """Cards as they are seen, and what they veil, piece by piece."""
    lines: list[str] = []
    for item in form.items:
        made = card(item, frame(), words("en"), "en", 0)
        lines += [
            f"== {made.id} {made.language} {made.about} {made.points}",
            made.asked,
            *_told(by_question(unveiled(made.veiled))),
        ]
    golden("html.txt", re.sub(r"base64,[\w+/=]+", "base64,…", "\n".join(lines)).encode() + b"\n")


def by_question(told: dict[str, Any]) -> dict[str, Any]:
    """With each question's fields together, which are packed field by field."""
    fields = told["asked"]
    return told | {"asked": [dict(zip(fields, one, strict=True)) for one in zip(*fields.values(), strict=True)]}


def _told(value: object, name: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for inner, one in value.items():
            yield from _told(one, f"{name}.{inner}")
    elif isinstance(value, list) and any(isinstance(one, dict) for one in value):
        for place, one in enumerate(value):
            yield from _told(one, f"{name}[{place}]")
    else:
        yield f"{name[1:]} = {value}"


def test_formulas_are_data_and_those_without_an_exact_value_are_left_out() -> None:
    assert formulas([read("floor((n - 2)/s) + 1")]) == [
        ["+", ["floor", ["/", ["-", "n", ["#", "2"]], "s"]], ["#", "1"]]
    ]
    assert formulas([read("n"), read("2**(1/2)")]) is None
    assert formulas(()) is None


def test_hostile_words_are_words_everywhere(hostile: Form) -> None:
    page = content(hostile)
    found = html.fromstring(page)
    assert len(found.xpath("//script")) == 2 + len(hostile.items)
    assert not found.xpath("//article//b[text() = '&']")
    wanted = " ".join(HOSTILE.replace("\x07", "?").split())
    assert sum(wanted in one for one in seen("html", {"exam.html": page})) > 10
    assert found.findtext(".//title") == HOSTILE.replace("\x07", "?")


def test_a_page_speaks_the_language_of_its_exam(form: Form) -> None:
    assert set(languages()) == {path.stem for path in (resources.banks() / "pages").glob("*.toml")}
    page = html.fromstring(text(Form("Klausur", "7", form.items, ordered=True, sitting=Sitting(language="de"))))
    assert page.get("lang") == "de"
    assert page.get_element_by_id("practise").text == "Üben"
    assert {one.get("lang") for one in page.find_class("asked")} == {"en"}
    english, german = words("en"), words("de")
    for name in english.__struct_fields__:
        holes = [sorted(re.findall(r"\{\w+\}", getattr(one, name))) for one in (english, german)]
        assert holes[0] == holes[1], name


def test_an_exam_shows_its_sections_points_and_rules(form: Form) -> None:
    sections = (Section("First part", ("Read well.",), 4), Section("Second part", (), 5))
    sitting = Sitting(duration=60, aids=("a calculator",))
    page = html.fromstring(text(Form("Exam", "7", form.items, ordered=True, sections=sections, sitting=sitting)))
    assert [one.text for one in page.xpath("//*[@class='section']/h2")] == ["First part", "Second part"]
    assert [one.get("data-before") for one in page.find_class("section")] == ["1", "5"]
    start = page.get_element_by_id("start").text_content()
    assert "Time: 60 minutes" in start
    assert "a calculator" in start
    assert "1.5 points" in page.get_element_by_id("q2").text_content()


def test_an_exam_asks_in_its_very_numbers_and_practice_in_as_many_others_as_wished() -> None:
    (family,) = catalog.named("conv-output-size")
    item = Item(next(iter(family.draw("easy", "choice", "1"))), Evidence("", ()))
    for ordered, wish, found in ((False, 3, 4), (False, 0, 1), (True, 3, 1)):
        page = html.fromstring(text(of_one(item, ordered=ordered), variants=wish))
        (told,) = page.find_class("veiled")
        assert len({*unveiled(told.text.strip('"'))["asked"]["item"]}) == found


def test_how_many_variants_is_for_pages_and_not_for_exams(tmp_path: Path) -> None:
    run = CliRunner().invoke
    assert (
        "--variants does nothing in an exam"
        in run(
            main, ["exam", "quiz", "--seed", "1", "--format", "html", "--variants", "2", "-o", str(tmp_path / "x")]
        ).output
    )
    assert "--variants does nothing for markdown" in run(main, ["generate", "cost", "--variants", "2"]).output
    assert "'21' is not a whole number from 0 to 20" in run(main, ["generate", "cost", "--variants", "21"]).output


def test_one_seed_gives_one_page(tmp_path: Path) -> None:
    pages = []
    for jobs in ("1", "2"):
        path = tmp_path / f"{jobs}.html"
        asked = ["generate", "dilation", "-n", "6", "--seed", "3", "--jobs", jobs, "--variants", "2", "-o", str(path)]
        assert CliRunner().invoke(main, asked).exit_code == 0
        pages.append(path.read_bytes())
    assert pages[0] == pages[1]
    assert isinstance(FORMAT, Streaming)


@pytest.mark.slow
def test_fifty_questions_are_small_enough_to_be_sent(record_property: Callable[[str, str], None]) -> None:
    """Of families of all topics, with as many variants as usual."""
    sources = catalog.sources()[::4]
    asked = [(one, level) for one in sources for level in LEVELS if one.count(level, one.usual(level))][:50]
    items = [
        Item(q, Evidence("", ())) for one, level in asked for q in islice(one.draw(level, one.usual(level), "1"), 1)
    ]
    size = len(content(Form("Practice", "7", tuple(items))))
    record_property("figures", f"a page of {len(items)} questions with their variants: {size / 1000:.0f} KB")
    assert len(items) == 50
    assert size < MOST


@pytest.mark.slow
def test_of_long_questions_a_page_has_fewer_variants_unless_they_are_wished() -> None:
    (source,) = catalog.named("conv-relu-pool-map")
    items = tuple(Item(one, Evidence("", ())) for one in islice(source.draw("hard", "parts", "1"), 50))
    form = Form("Practice", "7", items)
    assert len(items) == 50
    assert len(content(form)) < MOST < len(content(form, variants=4))
