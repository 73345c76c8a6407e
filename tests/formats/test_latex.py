"""The LaTeX source: one for exam and key, figures beside it, and nothing that pdflatex could not set."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from io import BytesIO

import pytest
from msgspec.structs import replace
from pypdf import PdfReader

from quizgen.errors import QuizgenError
from quizgen.formats.foot import fingerprint
from quizgen.formats.latex.format import FORMAT
from quizgen.formats.latex.parts import countable, pointed
from quizgen.formats.protocol import Options
from quizgen.model import Form
from quizgen.text import Text


def written(form: Form, stem: str = "exam") -> dict[str, bytes]:
    """Every file by its name, the source first."""
    return {file.name: b"".join(file.chunks) for file in FORMAT.write([form], Options(stem))}


def source(form: Form) -> str:
    return next(iter(written(form).values())).decode()


def test_the_source_is_that_of_the_golden_file(form: Form, golden: Callable[[str, bytes], None]) -> None:
    golden("exam.tex", source(form).encode())


def test_a_second_file_prints_the_same_source_with_its_key(form: Form) -> None:
    names = list(written(form))
    assert names[:2] == ["exam-a.tex", "exam-a-key.tex"]
    assert written(form)["exam-a-key.tex"].decode().split("\n")[1:] == [
        "\\PassOptionsToClass{answers}{exam}",
        "\\input{exam-a.tex}",
        "",
    ]


def test_every_figure_is_there_under_the_name_that_the_source_gives_it(form: Form) -> None:
    files = written(form)
    drawn = [name for name in files if name.endswith(".pdf")]
    assert len(drawn) == sum(len(item.question.figures) for item in form.items) > 0
    for name in drawn:
        assert f"\\drawing{{{name}}}" in source(form)
        reader = PdfReader(BytesIO(files[name]))
        assert len(reader.pages) == 1
        assert reader.pdf_header == "%PDF-1.5"


def test_the_same_form_gives_the_same_bytes(form: Form) -> None:
    assert written(form) == written(form)


def test_the_paper_tells_form_and_fingerprint_and_the_key_alone_the_seed(form: Form) -> None:
    foot = f"Form A, exam {fingerprint(form)}\\ifprintanswers, seed 7\\fi"
    assert f"\\footer{{\\small {foot}}}" in source(form)
    assert source(form).count("seed 7") == 1


def test_nothing_hostile_leaves_its_place(hostile: Form) -> None:
    shown = source(hostile).partition("\\begin{document}")[2]
    assert shown.count("\\begin{solution}") == shown.count("\\end{solution}") == len(hostile.items)
    for spoiled in ("> <b>&", "\\(z", "$$", "{#1}", "%100%", "[a]", "{{ s"):
        assert spoiled not in shown


@pytest.mark.parametrize("strange", ["漢", "😀"])
def test_a_character_that_pdflatex_lacks_is_named_with_its_item(form: Form, strange: str) -> None:
    item = form.items[1]
    stem = Text("What is {w}?", {"w": strange})
    spoiled = replace(form, items=(form.items[0], replace(item, question=replace(item.question, stem=stem))))
    with pytest.raises(QuizgenError, match=f"the item '{item.id}' cannot be printed: pdflatex has no .*'{strange}'"):
        written(spoiled)
    with pytest.raises(QuizgenError, match="the title, course, date or instructions of 'Midterm' cannot be printed"):
        written(replace(form, course=strange))


@pytest.mark.parametrize("name", ["100%", "a#b", "~me", "x$y", "{x}"])
def test_a_name_that_latex_reads_no_file_by_is_refused(form: Form, name: str) -> None:
    with pytest.raises(QuizgenError, match="LaTeX reads no file called"):
        written(form, name)


@pytest.mark.parametrize(
    ("value", "shown"),
    [("1", "1"), ("5/2", "2\\half"), ("1/2", "\\half"), ("1/4", "0.25"), ("1/3", "1/3"), ("10", "10")],
)
def test_points_are_such_as_the_class_counts_where_it_can(value: str, shown: str) -> None:
    assert pointed(Fraction(value)) == shown
    assert countable([Fraction(value)]) == ("half" in shown or shown.isdigit())


def test_the_class_adds_points_only_where_it_can_count_all(form: Form) -> None:
    assert ",addpoints]" in source(form)
    third = replace(form, items=(*form.items[:-1], replace(form.items[-1], worth=Fraction(1, 3))))
    assert "addpoints" not in source(third)
