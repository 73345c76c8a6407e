"""A site is a folder of pages and the page that leads to all of them, the same for the same seed."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from lxml import html

from quizgen.errors import QuizgenError
from quizgen.formats.html.format import FORMAT
from quizgen.site import pages
from quizgen.site.pages import known_as
from quizgen.site.words import words

Run = Callable[..., Result]
HOSTILE = '</script><b>x</b> & "q" {{ 7*7 }} {0}'


def read(path: Path) -> Any:
    return html.fromstring(path.read_bytes())


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_there_is_a_page_for_each_topic_and_level_and_one_that_leads_to_all(site: Path) -> None:
    levels = ("easy", "medium", "hard")
    wanted = [f"{topic}-{level}.html" for topic in ("by-hand", "pooling") for level in levels]
    assert sorted(path.name for path in site.iterdir()) == sorted([".quizgen", *wanted, "index.html"])
    assert read(site / "index.html").xpath("//section//a[strong]/@href") == wanted


def test_a_link_tells_how_many_questions_its_page_has(site: Path) -> None:
    for link in read(site / "index.html").xpath("//section//a[strong]"):
        page = read(site / link.get("href"))
        (number,) = re.findall(r"(\d+) questions?", link.text_content())
        assert len(page.xpath("//*[contains(concat(' ', @class, ' '), ' card ')]")) == int(number)
        assert 0 < int(number) <= 3
        (title,) = page.xpath("//h1/text()")
        assert title.endswith(f": {link.xpath('string(strong)')}")


def test_the_index_tells_what_to_learn_first_and_what_is_asked(site: Path) -> None:
    by_hand, pooling = read(site / "index.html").xpath("//section")
    assert [section.xpath("string(h2)") for section in (by_hand, pooling)] == ["By hand", "Pooling"]
    assert pooling.xpath("p/a/@href") == ["#by-hand"]
    assert by_hand.xpath("string(p)").split() == ["Learn", "first:", "Output", "size"]
    assert not by_hand.xpath("p/a")
    assert by_hand.xpath("details//li/text()")


def test_the_index_knows_each_page_by_the_name_under_which_it_keeps_answers(site: Path) -> None:
    links = read(site / "index.html").xpath("//section//a[strong]")
    names = {link.get("href"): link.xpath("string(.//*[@data-page]/@data-page)") for link in links}
    assert len(set(names.values())) == len(names)
    for file, name in names.items():
        (data,) = read(site / file).xpath("//script[@id='data']/text()")
        assert json.loads(data)["id"] == name
    with pytest.raises(QuizgenError, match="by which name"):
        known_as(b"<html></html>")


def test_each_page_leads_back(site: Path) -> None:
    for path in site.glob("*-*.html"):
        assert read(path).xpath("//header//a/@href") == ["index.html"]


def test_the_policy_lets_in_nothing_but_the_indexs_own_program_and_style(site: Path) -> None:
    text = (site / "index.html").read_text("utf-8")
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', text)
    for tag, name in (("style", "style-src"), ("script", "script-src")):
        (part,) = re.findall(f"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digest = b64encode(sha256(part.encode()).digest()).decode()
        assert f"{name} 'sha256-{digest}';" in policy
    assert policy.startswith("default-src 'none';")
    assert not re.search(r"\sstyle=|\son\w+=|https?://|@import", text)


def test_words_of_a_title_stay_words(run: Run, tmp_path: Path) -> None:
    asked = ("pooling", "-n", 1, "--variants", 0, "--level", "easy", "--seed", "1", "--jobs", 1)
    assert run(*asked, "--title", HOSTILE, "-o", tmp_path / "x").exit_code == 0
    page = read(tmp_path / "x" / "index.html")
    assert page.xpath("string(//h1)") == page.xpath("string(//title)") == HOSTILE
    assert len(page.xpath("//script")) == 1


def test_words_around_the_questions_are_german_where_that_is_wished(run: Run, tmp_path: Path) -> None:
    asked = ("pooling", "-n", 1, "--variants", 0, "--level", "hard", "--seed", "1", "--jobs", 1, "--language", "de")
    assert run(*asked, "-o", tmp_path / "x").exit_code == 0
    page = read(tmp_path / "x" / "index.html")
    assert page.get("lang") == read(tmp_path / "x" / "pooling-hard.html").get("lang") == "de"
    assert page.xpath("string(//h1)") == words("de").title
    assert " ".join(page.xpath("string(//section//a[strong])").split()) == "schwer 1 Aufgabe"
    assert "Eine Seite zum Üben mit 1 Aufgaben" in page.xpath("string(//header)")


def test_a_file_of_ones_own_is_a_topic_too(run: Run, tmp_path: Path) -> None:
    from quizgen import resources

    own = tmp_path / "mine.toml"
    text = (resources.banks() / "concepts" / "pooling.toml").read_text("utf-8")
    own.write_text(text.replace('topic = "pooling"', 'topic = "our-week"').replace("pooling-concepts-", "mine-items-"))
    result = run(own, "-n", 1, "--variants", 0, "--seed", "1", "--jobs", 1, "-o", tmp_path / "x")
    assert result.exit_code == 0, result.output
    assert read(tmp_path / "x" / "index.html").xpath("string(//h2)") == "Our week"


@pytest.mark.slow
def test_the_same_seed_gives_the_same_bytes_whatever_the_jobs(run: Run, site: Path, tmp_path: Path) -> None:
    asked = ("pooling", "im2col-size", "-n", 3, "--variants", 1, "--seed", "7", "--jobs", 2)
    assert run(*asked, "-o", tmp_path / "x").exit_code == 0
    assert contents(tmp_path / "x") == contents(site)


def test_nothing_is_there_where_a_page_cannot_be_made(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, calls = type(FORMAT).write, []

    def failing(self: object, *given: Any) -> Any:
        calls.append(given)
        if len(calls) == 2:
            raise QuizgenError("the second page cannot be made")
        return write(self, *given)  # type: ignore[arg-type]  # it is the format

    monkeypatch.setattr(type(FORMAT), "write", failing)
    result = run("pooling", "-n", 1, "--variants", 0, "--seed", "1", "--jobs", 1, "-o", tmp_path / "x")
    assert result.exit_code == 1
    assert "the second page cannot be made" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_pages_of_another_run_stay_unless_they_shall_be_replaced(run: Run, tmp_path: Path) -> None:
    asked = ("pooling", "-n", 1, "--variants", 0, "--jobs", 1, "-o", tmp_path / "x", "--seed")
    assert run(*asked, "1", "--level", "easy").exit_code == 0
    before = contents(tmp_path / "x")
    refused = run(*asked, "2", "--level", "hard")
    assert refused.exit_code == 2
    assert "--replace" in refused.stderr
    assert contents(tmp_path / "x") == before
    assert run(*asked, "2", "--level", "hard", "--replace").exit_code == 0
    assert {".quizgen", "index.html", "pooling-hard.html"} == set(contents(tmp_path / "x"))


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (("pooling", "-o", "-"), "a site is a folder of pages"),
        (("pooling", "-o", "x.html"), "a site is a folder of pages"),
        (("poolin",), "pooling"),
        (("pooling", "--language", "fr"), "there is no language 'fr'"),
        (("pooling", "-n", "0"), "whole number from 1 to 200"),
        (("pooling", "--variants", "21"), "whole number from 0 to 20"),
    ],
)
def test_what_cannot_be_is_told_in_one_sentence(
    run: Run, asked: tuple[str, ...], sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*asked, "--jobs", "1")
    assert result.exit_code == 2
    assert sentence in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_words_of_all_languages_have_the_same_names_in_braces() -> None:
    for name in words("en").__struct_fields__:
        braces = [re.findall(r"\{\w*\}", getattr(words(language), name)) for language in ("en", "de")]
        assert sorted(braces[0]) == sorted(braces[1]), name
    assert pages.INDEX == "index.html"
