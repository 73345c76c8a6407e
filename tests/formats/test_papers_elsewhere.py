"""What the paper has beside its questions, in LaTeX that pdflatex sets and in Word that others read."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any

import docx as reader
import pytest
from msgspec.structs import replace
from pypdf import PdfReader

from quizgen.blueprint import draw
from quizgen.catalog import sources
from quizgen.formats.docx.format import docx
from quizgen.formats.formulas import formulas
from quizgen.formats.latex.format import FORMAT, source
from quizgen.formats.protocol import Options
from quizgen.model import Form, Item, Sitting
from quizgen.text.latex import LATEX

WANTED = ("conv-output-size", "conv-parameters", "effective-kernel-size", "size-parameters-field")
EVERYTHING = Sitting(
    duration=75,
    extra=Fraction(25),
    aids=("a calculator",),
    cover=True,
    points_table=True,
    working_space=6,
    formula_sheet=True,
    paper="letter",
)
GERMAN = replace(EVERYTHING, language="de")
PDFLATEX, PANDOC = shutil.which("pdflatex"), shutil.which("pandoc")
SIZES = {"a4": (595, 842), "letter": (612, 792)}


@pytest.fixture(scope="module")
def computed() -> tuple[Item, ...]:
    """Three questions to be worked out, and one of several parts."""
    by_name = {one.id: one for one in sources() if one.id in WANTED}
    return tuple(next(draw(by_name[name], "easy", by_name[name].kinds[-1], "1")) for name in WANTED)


@pytest.fixture
def exam(computed: tuple[Item, ...]) -> Form:
    worth = tuple(replace(item, worth=Fraction(3, 2)) for item in computed)
    return Form("Midterm", "7", worth, notes=("Think.",), ordered=True, sitting=EVERYTHING)


def compiled(form: Form, folder: Path, name: str) -> PdfReader:
    """The PDF that pdflatex makes, as often as the class wants for its table of points."""
    for file in FORMAT.write([form], Options("exam")):
        (folder / file.name).parent.mkdir(exist_ok=True)
        (folder / file.name).write_bytes(b"".join(file.chunks))
    for _ in range(3):
        run = subprocess.run(
            [str(PDFLATEX), "-interaction=nonstopmode", "-halt-on-error", f"{name}.tex"],
            cwd=folder,
            check=False,
            capture_output=True,
            text=True,
            errors="replace",
        )
        assert run.returncode == 0, run.stdout[-2000:]
    assert "Rerun" not in run.stdout
    return PdfReader(folder / f"{name}.pdf")


def read(form: Form, folder: Path, *, key: bool = False) -> str:
    """All that pandoc finds in the Word document."""
    (folder / "exam.docx").write_bytes(docx(form, key=key))
    program = [str(PANDOC), str(folder / "exam.docx"), "-s", "-t", "plain", "--columns=200"]
    return squeezed(subprocess.run(program, check=True, capture_output=True).stdout.decode())


def squeezed(shown: str) -> str:
    return re.sub(r"\s+", " ", shown)


def document(form: Form) -> Any:
    return reader.Document(BytesIO(docx(form)))


SAID = ("Time: 94 minutes (25% more than 75)", "Aids: a calculator", "Think.", "Do not open this exam", "Midterm")
READERS = (
    pytest.param(
        lambda form, folder: squeezed(" ".join(page.extract_text() for page in compiled(form, folder, "exam").pages)),
        id="latex",
        marks=[
            pytest.mark.slow,
            pytest.mark.skipif(
                PDFLATEX is None, reason="NOT JUDGED: there is no pdflatex; apt-get install texlive-latex-extra lmodern"
            ),
        ],
    ),
    pytest.param(
        read,
        id="word",
        marks=pytest.mark.skipif(PANDOC is None, reason="NOT JUDGED: there is no pandoc; apt-get install pandoc"),
    ),
)


@pytest.mark.parametrize("shown", READERS)
@pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])
def test_every_part_of_the_paper_is_read_back(
    exam: Form,
    tmp_path: Path,
    shown: Callable[[Form, Path], str],
    large: bool,  # noqa: FBT001 - a parameter
) -> None:
    found = shown(replace(exam, sitting=replace(EVERYTHING, large=large)), tmp_path)
    for words in (*SAID, "Score", "Total", "Formulas"):
        assert words in found
    assert found.index("Do not open") < found.index("Score") < found.index("Formulas")
    assert found.count("effective kernel size") >= 1
    plain = shown(replace(exam, sitting=Sitting()), tmp_path)
    for words in ("Do not open", "Score", "Formulas", "Time"):
        assert words not in plain


@pytest.mark.parametrize("shown", READERS)
def test_the_frame_of_all_of_it_is_german(exam: Form, tmp_path: Path, shown: Callable[[Form, Path], str]) -> None:
    found = shown(replace(exam, sitting=GERMAN), tmp_path)
    for words in ("Zeit: 94 Minuten", "Hilfsmittel", "Bitte erst öffnen", "Erreicht", "Summe", "Formeln", "Antwort:"):
        assert words in found
    for words in ("Time", "Total", "Formulas", "Answer:"):
        assert words not in found


@pytest.mark.slow
@pytest.mark.skipif(
    PDFLATEX is None, reason="NOT JUDGED: there is no pdflatex; apt-get install texlive-latex-extra lmodern"
)
@pytest.mark.parametrize("sitting", [EVERYTHING, replace(GERMAN, paper="a4"), replace(EVERYTHING, large=True)])
def test_pdflatex_sets_cover_questions_and_sheet_on_pages_of_their_own(
    exam: Form, tmp_path: Path, sitting: Sitting
) -> None:
    form = replace(exam, sitting=sitting)
    pages = compiled(form, tmp_path, "exam").pages
    assert (round(pages[0].mediabox.width), round(pages[0].mediabox.height)) == SIZES[sitting.paper]
    cover, *questions, sheet = (squeezed(page.extract_text()) for page in pages)
    answer = "Antwort:" if sitting.language == "de" else "Answer:"
    assert answer not in cover + sheet
    assert answer in questions[0]
    assert ("Formeln" if sitting.language == "de" else "Formulas") in " ".join([*questions[-2:], sheet])
    key = squeezed(" ".join(page.extract_text() for page in compiled(form, tmp_path, "exam-key").pages))
    for words in ("Do not open", "Bitte erst", "Score", "Erreicht", "Formulas", "Formeln"):
        assert words not in key


def test_latex_prints_lines_of_the_wanted_number_and_no_others(exam: Form) -> None:
    assert set(re.findall(r"\\worklines\{(\d+)\}", source(exam, "x"))) == {"6"}
    assert (
        "\\worklines{"
        not in source(replace(exam, items=exam.items[:3], sitting=Sitting()), "x").partition("begin{doc")[2]
    )


def test_points_that_the_class_cannot_add_are_added_by_us(exam: Form) -> None:
    whole = replace(exam, items=exam.items[:3])
    thirds = replace(whole, items=(replace(exam.items[0], worth=Fraction(1, 3)), *whole.items[1:]))
    assert "\\multirowgradetable{1}[questions]" in source(whole, "x")
    assert "Points & 1/3 & 1.5 & 1.5 & 10/3 \\\\ \\hline" in source(thirds, "x")
    assert "gradetable" not in source(thirds, "x")


def test_large_print_is_eighteen_points_in_latex_and_word(exam: Form) -> None:
    large = replace(exam, sitting=replace(EVERYTHING, large=True))
    assert "\\usepackage[fontsize=18pt]{scrextend}" in source(large, "x")
    assert "18pt" not in source(exam, "x")
    styles = document(large).styles
    for name in ("Normal", "Asked", "Option", "Formula"):
        assert styles[name].font.size.pt == 18
    assert document(exam).styles["Normal"].font.size.pt == 11


@pytest.mark.parametrize("paper", SIZES)
def test_word_has_the_papers_size_and_opens_questions_behind_the_cover(exam: Form, paper: Any) -> None:
    made = document(replace(exam, sitting=replace(EVERYTHING, paper=paper)))
    section = made.sections[0]
    assert (round(section.page_width.pt), round(section.page_height.pt)) == SIZES[paper]
    opening = [one.text for one in made.paragraphs if one.paragraph_format.page_break_before]
    assert opening == ["Question 1 (1.5 points)", "Formulas"]


def test_word_has_a_table_of_points_lines_to_work_on_and_each_formula_as_an_equation(exam: Form) -> None:
    made = document(exam)
    rows = [[cell.text for cell in row.cells] for row in made.tables[0].rows]
    assert rows == [
        ["Question", "1", "2", "3", "4", "Total"],
        ["Points", "1.5", "1.5", "1.5", "1.5", "6"],
        ["Score", *[""] * 5],
    ]
    worked = len(re.findall(r"\\worklines\{6\}", source(exam, "x")))
    assert sum(one.style.name == "Work Line" for one in made.paragraphs) == 6 * worked > 18
    after = next(one for one in made.element.body.iter("{*}p") if "Formulas" in "".join(one.itertext()))
    equations = [one for one in after.itersiblings() if one.find("{*}oMathPara") is not None]
    assert len(equations) == len(formulas(exam)) > 1


def languages(form: Form) -> Iterator[tuple[str, str]]:
    """Every run's language and words."""
    for run in document(form).element.body.iter("{*}r"):
        said = run.find("{*}rPr/{*}lang")
        for words in run.iterfind("{*}t"):
            yield ("" if said is None else next(iter(said.attrib.values()))), words.text or ""


def test_word_tells_the_language_of_a_question_in_another_frame(exam: Form) -> None:
    german = replace(exam, sitting=GERMAN)
    made = document(german)
    assert made.core_properties.language == "de-DE"
    found = list(languages(german))
    stem = exam.items[0].question.stem.template.split("{")[0].strip()
    assert {language for language, words in found if words.strip() and stem.startswith(words.strip()[:12])} == {"en-GB"}
    assert {language for language, words in found if words.startswith(("Aufgabe 1 (", "Antwort:"))} == {"de-DE"}
    assert {language for language, words in found if words in ("Erreicht", "Think.")} == {""}


def test_a_file_of_ones_own_is_in_the_frames_language(exam: Form) -> None:
    item = exam.items[0]
    own = replace(item, question=replace(item.question, family="meine-items"))
    form = replace(exam, items=(own,), sitting=replace(GERMAN, formula_sheet=False))
    assert {language for language, _ in languages(form)} <= {"", "de-DE"}
    assert "\\selectlanguage" not in source(form, "x")


def test_latex_hyphenates_questions_in_english_among_german(exam: Form) -> None:
    german = source(replace(exam, sitting=GERMAN), "x")
    assert "\\babelprovide[import=de,main]{frame}" in german
    assert german.count("\\selectlanguage{english}") >= german.count("\\selectlanguage{frame}") == len(exam.items)
    assert "babel" not in source(exam, "x")


def test_latex_has_each_formula_of_the_sheet(exam: Form) -> None:
    shown = source(exam, "x").partition("\\end{questions}")[2]
    for text in formulas(exam):
        assert LATEX.text(text) in shown
    assert json.dumps(shown).count("formula{") == len(formulas(exam))
