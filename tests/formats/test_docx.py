"""The Word document: equations are equations, letters are words, and only the key has the key."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from everything import everything
from hostile import HOSTILE
from lxml import etree

from quizgen.errors import QuizgenError
from quizgen.formats.docx.format import FORMAT, docx
from quizgen.formats.foot import fingerprint
from quizgen.formats.protocol import Options
from quizgen.formats.typst import format as typst
from quizgen.model import Form
from quizgen.text.speech import SPEECH

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
BOTH = pytest.mark.parametrize("key", [False, True], ids=["exam", "key"])
PANDOC = shutil.which("pandoc")


def part(document: bytes, name: str = "word/document.xml") -> Any:
    return etree.fromstring(ZipFile(BytesIO(document)).read(name))


def lines(document: bytes) -> list[str]:
    """The words of every paragraph, without those in equations."""
    return ["".join(text.text or "" for text in one.iter(f"{W}t")) for one in part(document).iter(f"{W}p")]


def equations(document: bytes) -> list[Any]:
    return list(part(document).iter(f"{M}oMath"))


def styled(document: bytes, *styles: str) -> list[str]:
    """The words of the paragraphs in those styles."""
    every = part(document).iter(f"{W}p")
    return ["".join(one.itertext()) for one in every if one.find(f"{W}pPr/{W}pStyle").get(f"{W}val") in styles]


@BOTH
def test_every_formula_is_an_equation_and_none_is_words(form: Form, key: bool) -> None:  # noqa: FBT001 - a parameter
    document = docx(form, key=key)
    assert len(equations(document)) == typst.source(form, key=key).count("math.equation(") > 0
    assert all("".join(one.itertext(f"{M}t")) for one in equations(document))
    assert not [line for line in lines(document) if "\\" in line or "$" in line or "floor(" in line]


def test_a_fraction_within_brackets_is_one_in_word(form: Form) -> None:
    brackets = [one for one in part(docx(form, key=True)).iter(f"{M}d") if one.find(f"{M}e/{M}f") is not None]
    signs = {tuple(end.get(f"{M}val") for end in one.find(f"{M}dPr")) for one in brackets}
    assert ("⌊", "⌋") in signs


def test_options_have_letters_that_every_reader_sees(form: Form) -> None:
    shown = styled(docx(form), "Option", "LastOption")
    assert [line.replace("\t", "") for line in shown[:4]] == ["☐ A1,023", "☐ B1,024", "☐ C1,025", "☐ D20,480"]
    assert not any("☒" in line for line in shown)
    assert "☒ B1,024" in styled(docx(form, key=True), "Option", "LastOption")


def test_figures_are_pictures_with_their_words(form: Form) -> None:
    document = docx(form, key=True)
    drawn = [figure for item in form.items for figure in item.question.figures]
    described = [one.get("descr") for one in part(document).iter("{*}docPr")]
    assert sorted(described) == sorted(SPEECH.text(figure.alt) for figure in drawn)
    assert sum(name.endswith(".png") for name in ZipFile(BytesIO(document)).namelist()) == len(drawn)


def test_only_the_key_has_keys_solutions_and_the_seed(form: Form) -> None:
    exam, key = (
        "\n".join([*lines(document), *(part(document, "word/footer1.xml").itertext())])
        for document in (docx(form), docx(form, key=True))
    )
    for said in ("seed 7", "Key: ", "Source: ", "7,850", "no-plus-one", "Key and worked solutions"):
        assert said not in exam
        assert said in key
    for said in ("Midterm", "CNN 101", "31 January 2026", "Form A", "No calculators.", "23.5 points", "Tick one:"):
        assert said in exam
    assert f"exam {fingerprint(form)}" in exam


def test_hostile_words_are_shown_as_they_are(hostile: Form) -> None:
    shown = HOSTILE.replace("\x07", "?")
    for key in (False, True):
        document = docx(hostile, key=key)
        assert sum(line.count(shown) for line in lines(document)) > len(hostile.items)
        assert not [one for one in part(document).iter(f"{W}rPr") if len(one.findall(f"{W}b")) > 1]


def test_every_style_that_is_used_is_there(form: Form) -> None:
    document = docx(form, key=True)
    known = {style.get(f"{W}styleId") for style in part(document, "word/styles.xml").iter(f"{W}style")}
    marks = ("pStyle", "rStyle", "tblStyle")
    assert {one.get(f"{W}val") for mark in marks for one in part(document).iter(f"{W}{mark}")} <= known


def test_the_same_form_gives_the_same_bytes_without_a_date(form: Form) -> None:
    first, second = (
        [(file.name, b"".join(file.chunks)) for file in FORMAT.write([form], Options("exam"))] for _ in range(2)
    )
    assert first == second
    assert [name for name, _ in first] == ["exam-a.docx", "exam-a-key.docx"]
    entries = ZipFile(BytesIO(first[0][1])).infolist()
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert [entry.filename for entry in entries[1:]] == sorted(entry.filename for entry in entries[1:])
    assert b"2013" not in etree.tostring(part(first[0][1], "docProps/core.xml"))


def test_without_python_docx_one_sentence_says_what_to_install(form: Form, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(QuizgenError, match=r'needs python-docx, .*: pip install "quizgen\[docx\]"'):
        docx(form)


def read(node: Any) -> Iterator[tuple[str, str]]:
    """Kind and words of every formula and word that pandoc finds."""
    if isinstance(node, dict):
        if node.get("t") == "Math":
            yield "Math", node["c"][1]
        elif node.get("t") == "Str":
            yield "Str", node["c"]
        else:
            yield from read(list(node.values()))
    elif isinstance(node, list):
        for one in node:
            yield from read(one)


@pytest.mark.slow
@pytest.mark.skipif(PANDOC is None, reason="NOT JUDGED: there is no pandoc; apt-get install pandoc")
def test_pandoc_reads_every_equation_of_every_family_and_kind(form: Form, tmp_path: Path) -> None:
    whole = everything(form)
    path = tmp_path / "key.docx"
    path.write_bytes(docx(whole, key=True))
    program = [str(PANDOC), str(path), "-t", "json"]
    found = list(read(json.loads(subprocess.run(program, check=True, capture_output=True).stdout)["blocks"]))
    formulas = [words for kind, words in found if kind == "Math"]
    assert len(formulas) == len(equations(path.read_bytes())) == typst.source(whole, key=True).count("math.equation(")
    assert all(formulas)
    assert any("\\left\\lfloor \\frac{" in formula for formula in formulas)
    assert not [words for kind, words in found if kind == "Str" and ("\\frac" in words or "$" in words)]
