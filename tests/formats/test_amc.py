"""AMC-TXT, and what auto-multiple-choice itself makes of it."""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
from contextlib import closing
from fractions import Fraction
from pathlib import Path

import handmade
import pytest
from everything import everything
from hostile import HOSTILE
from msgspec.structs import replace
from pypdf import PdfReader

from quizgen.errors import QuizgenError
from quizgen.formats.amc import FORMAT
from quizgen.formats.protocol import Options
from quizgen.model import Form, Section, Sitting, Student
from quizgen.text import Table, Text
from quizgen.text.amc import AMC

PROGRAM = shutil.which("auto-multiple-choice")
judged = pytest.mark.skipif(
    PROGRAM is None or shutil.which("pdflatex") is None,
    reason="NOT JUDGED: there is no auto-multiple-choice with pdflatex; apt-get install auto-multiple-choice "
    "texlive-latex-extra lmodern",
)
MEANS = re.compile(r"\s*([#*+-]|[A-Za-z0-9-]+:)")
"""What begins a line that says something to AMC."""


def ticked(form: Form) -> Form:
    """The form with what AMC holds, each once."""
    items = {item.id: item for item in form.items if item.kind in FORMAT.kinds}
    return replace(form, items=tuple(items.values()), seal="ABCDEFGH23")


def text(form: Form) -> str:
    return b"".join(next(FORMAT.write([form], Options("exam"))).chunks).decode()


def written(form: Form, folder: Path) -> Path:
    for file in FORMAT.write([form], Options("exam")):
        path = folder / file.name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"".join(file.chunks))
    return folder


def test_each_question_has_its_scoring_and_its_options_with_the_right_ones_first_of_all_signs(form: Form) -> None:
    source = text(replace(ticked(form), sitting=Sitting(wrong=Fraction(1, 4))))
    questions = re.findall(r"^(\*+)\[id=([\w-]+),ordered\]\{(.*?)\} (.*)$", source, re.MULTILINE)
    items = ticked(form).items
    assert [name for _, name, _, _ in questions] == [item.id for item in items]
    assert [(star, scoring) for star, _, scoring, _ in questions] == [
        ("**", "mz=1") if item.kind == "multiple" else ("*", "b=1,m=-0.25") for item in items
    ]
    signs = [line[0] for line in source.splitlines() if line.startswith(("+ ", "- "))]
    wanted = [
        "+" if place in answer.correct else "-"
        for item in items
        for answer in (item.question.parts[0].answer,)
        for place in range(len(answer.options))
    ]
    assert signs == wanted
    assert "tick one" in questions[0][3]
    assert "tick all that apply" in questions[1][3]


def test_figures_lie_beside_it_and_are_named(form: Form) -> None:
    files = [file.name for file in FORMAT.write([ticked(form)], Options("exam"))]
    assert files == ["exam-a.txt", "exam-a-figures/question-2-figure-1.pdf"]
    assert "\\drawing{exam-a-figures/question-2-figure-1.pdf}" in text(ticked(form))


def test_paper_language_digits_and_whose_exam_it_is_are_said(form: Form) -> None:
    usual = text(ticked(form))
    assert "PaperSize: A4\nCode: 8\nSeparateAnswerSheet: 0\n" in usual
    assert "Lang:" not in usual
    german = text(replace(ticked(form), sitting=Sitting(language="de", paper="letter", sheet=6)))
    assert "Lang: DE\nPaperSize: Letter\nCode: 6\nSeparateAnswerSheet: 1\n" in german
    own = text(replace(ticked(form), student=Student("90217", "Ada")))
    assert "Title: Midterm, Ada (90217)\n" in own
    assert "Code: 0\n" in own


def test_no_line_of_a_text_means_anything_to_amc() -> None:
    given = ["* star", "+ plus", "- minus", "# hash", "Title: word", "*[id=x] y", "[verbatim]", "*( group"]
    holes = {f"hole_{number}": word for number, word in enumerate(given)}
    code = "\n".join(["```python", *given, *(f"{{{name}}}" for name in holes), "```"])
    table = Table(tuple(given), (tuple(given), tuple(given)), "")
    shown = AMC.text(
        Text("\n\n".join([*(f"{{{name}}}" for name in holes), code, "{table}"]), {**holes, "table": table})
    )
    assert [line for line in shown.splitlines() if MEANS.match(line) or "[verbatim]" in line] == []
    assert len(shown.splitlines()) > 3 * len(given)


@pytest.mark.slow
def test_no_line_of_any_item_means_anything_to_amc(form: Form, hostile: Form) -> None:
    for one in (everything(form), hostile):
        for item in ticked(one).items:
            for line in AMC.text(item.stem).splitlines():
                assert not MEANS.match(line)


def test_a_character_that_pdflatex_lacks_is_told_with_its_item(form: Form) -> None:
    question = replace(handmade.choice().question, stem=Text("漢"), id="strange-one")
    with pytest.raises(QuizgenError, match="the item 'strange-one' cannot be printed: pdflatex has no character '漢'"):
        text(replace(form, items=(replace(handmade.choice(), question=question),)))


def prepared(folder: Path, tmp: str = "data") -> tuple[str, dict[str, tuple[str, list[int]]]]:
    """The words of the paper that AMC prints, and what it will mark: scoring and right answers by the item's id."""
    (folder / tmp).mkdir()
    common = ["--with", "pdflatex", "--filter", "plain", "--filtered-source", "exam.tex", "--data", tmp]
    common += ["--n-copies", "1", "--prefix", f"{folder}/"]
    paper = ["--out-sujet", "paper.pdf", "--out-corrige", "key.pdf", "--out-calage", "places.xy"]
    said = ""
    for mode in (["--mode", "s", *paper], ["--mode", "b"]):
        run = subprocess.run(
            [str(PROGRAM), "prepare", *mode, *common, "exam-a.txt"], cwd=folder, check=False, capture_output=True
        )
        said = (run.stdout + run.stderr).decode(errors="replace")
        assert run.returncode == 0, said[-2000:]
        assert not re.search(r"^(ERR|!)", said, re.MULTILINE), said
    assert "Overfull" not in (folder / "amc-compiled.log").read_text(errors="replace")
    with closing(sqlite3.connect(folder / tmp / "scoring.sqlite")) as base:
        names = dict(base.execute("select question, title from scoring_title"))
        scoring = dict(base.execute("select question, strategy from scoring_question"))
        rows = base.execute("select question, answer, correct from scoring_answer order by question, answer")
        right: dict[str, list[int]] = {}
        for question, answer, correct in rows:
            right.setdefault(names[question], []).extend([answer - 1] if correct else [])
    marked = {name: (scoring[number], right[name]) for number, name in names.items() if "student" not in name}
    return "".join(page.extract_text() for page in PdfReader(folder / "paper.pdf").pages), marked


def expected(form: Form) -> dict[str, list[int]]:
    return {item.id: sorted(item.question.parts[0].answer.correct) for item in form.items}


@judged
@pytest.mark.slow
def test_amc_prints_every_family_and_would_mark_it_by_our_keys(form: Form, tmp_path: Path) -> None:
    every = replace(ticked(everything(form)), sitting=Sitting(sheet=7))
    _, marked = prepared(written(every, tmp_path))
    assert {name: right for name, (_, right) in marked.items()} == expected(every)


@judged
@pytest.mark.slow
def test_amc_shows_hostile_words_as_they_are(hostile: Form, tmp_path: Path) -> None:
    some = ticked(hostile)
    paper, marked = prepared(written(some, tmp_path))
    plain = re.sub(r"[\s-]", "", HOSTILE.replace("\x07", "?").replace("'", "’"))
    assert re.sub(r"[\s-]", "", paper).count(plain) > len(some.items)
    assert {name: right for name, (_, right) in marked.items()} == expected(some)


@judged
@pytest.mark.slow
def test_amc_takes_sections_german_and_what_a_wrong_option_costs(form: Form, tmp_path: Path) -> None:
    some = ticked(form)
    sections = (Section("Größen", ("Rechnen Sie.",), 2), Section("Begriffe", (), len(some.items) - 2))
    sitting = Sitting(language="de", paper="letter", wrong=Fraction(1, 2))
    paper, marked = prepared(written(replace(some, sections=sections, sitting=sitting), tmp_path))
    assert [paper.index(one) for one in ("Größen", "Rechnen Sie.", "Begriffe")] == sorted(
        paper.index(one) for one in ("Größen", "Rechnen Sie.", "Begriffe")
    )
    assert {scoring for scoring, _ in marked.values()} == {"b=1,m=-0.5", "mz=1"}
