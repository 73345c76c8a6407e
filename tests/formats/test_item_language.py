"""Items in words are tagged with the language that their author says they have."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from quizgen.authored.source import opened
from quizgen.cli import main
from quizgen.errors import UsageError

FILE = """title = "Mes questions"
topic = "mes-questions"
description = "Des questions."
{0}
[[concept]]
id = "c"
name = "thinks so"
meaning = "It is not so."
[[item]]
id = "q1"
level = "easy"
kind = "true-false"
stem = "True or false: la réponse est une question."
key = false
explanation = "Ce n'est pas le cas."
source = "S"
misconception = "m"
concept = "c"
feedback = "Mais non."
[[item]]
id = "q2"
level = "easy"
kind = "true-false"
{1}
stem = "True or false: la pregunta es una respuesta."
key = true
explanation = "Lo es."
source = "S"
misconception = "n"
concept = "c"
feedback = "Sí."
"""
EXAM = 'title = "T"\nlanguage = "{}"\norder = "fixed"\n[[slots]]\nfamily = "own.toml"\nlevel = "easy"\ncount = 2\n'


def written(folder: Path, own: str, frame: str = "de") -> dict[str, str]:
    """Texts of the exam's files, by the end of their names."""
    (folder / "own.toml").write_text(own, encoding="utf-8")
    (folder / "e.toml").write_text(EXAM.format(frame), encoding="utf-8")
    asked = ["exam", str(folder / "e.toml"), "--seed", "1", "--format", "json,latex,typst", "-o", str(folder / "out")]
    assert CliRunner().invoke(main, asked).exit_code == 0
    return {one.suffix: one.read_text("utf-8") for one in folder.glob("out/e-a.*")}


def languages(found: dict[str, str]) -> set[str | None]:
    return {one.get("language") for one in json.loads(found[".json"])["items"]}


def test_the_file_says_it_for_all_items_and_an_item_for_itself(tmp_path: Path) -> None:
    found = written(tmp_path, FILE.format('language = "fr"', 'language = "es"'))
    assert languages(found) == {"fr", "es"}
    assert '#in-language("fr", question(' in found[".typ"]
    assert '#in-language("es", question(' in found[".typ"]
    assert r"\babelprovide[import=es]{wordses}" in found[".tex"]
    assert found[".tex"].count(r"\selectlanguage{wordsfr}") == 1


def test_without_it_items_are_in_the_language_of_the_frame(tmp_path: Path) -> None:
    found = written(tmp_path, FILE.format("", ""))
    assert languages(found) == {None}
    assert found[".typ"].count('#in-language("de", question(') == 2
    assert "selectlanguage" not in found[".tex"]


def test_english_items_may_stand_among_a_german_frame_and_french_ones_among_an_english_one(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    found = written(tmp_path / "one", FILE.format('language = "en"', ""))
    assert found[".tex"].count(r"\selectlanguage{english}") == 2
    (tmp_path / "other").mkdir()
    found = written(tmp_path / "other", FILE.format('language = "fr"', ""), frame="en")
    assert found[".tex"].index(r"\usepackage[english]{babel}") < found[".tex"].index("babelprovide")
    assert found[".tex"].count(r"\selectlanguage{english}") == 2


def test_a_word_that_names_no_language_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(FILE.format("", 'language = "Spanish"'), encoding="utf-8")
    with pytest.raises(UsageError, match=r"item 'q2'\.language: 'Spanish' names no language; .*\(line 24\)"):
        opened(tmp_path / "own.toml")
