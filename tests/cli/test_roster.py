"""``exam --roster`` hands out an exam for each student, and a file of all of them for the printer."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import Result
from markdown_it import MarkdownIt
from pypdf import PdfReader
from warm import ran

Run = Callable[..., Result]
BLUEPRINT = """title = "Week 3"
duration = 60
[[slots]]
family = "conv-output-size"
level = "easy"
count = 3
[[slots]]
family = "conv-parameters"
level = "easy"
"""
HOSTILE = 'O\'Neil & <Söhne> #x $y *z* _a_ [b](c) \\d{e} %f ~g ^h @i `j` "k"'
ROSTER = f"""Matrikelnummer;Vorname;Name;E-Mail;large_print;extra_time;Fach
300;Zoë;Ng;z@x.org;;;A
100;Al;"{HOSTILE.replace('"', '""')}";o@x.org;;;A
20/7;Bo;Li;;ja;25;B
"""
NUMBERS = ("300", "100", "20-7")


def written(folder: Path) -> tuple[str, str]:
    """A blueprint and a roster in a folder."""
    blueprint, roster = folder / "week.toml", folder / "students.csv"
    blueprint.write_text(BLUEPRINT, "utf-8")
    roster.write_text(ROSTER, "utf-8-sig")
    return str(blueprint), str(roster)


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    """A blueprint and a roster."""
    return written(tmp_path)


@pytest.fixture(scope="module")
def handed_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an exam for each student, as it is made without a wish."""
    folder = tmp_path_factory.mktemp("handed-out")
    blueprint, roster = written(folder)
    done = ran("exam", blueprint, "--roster", roster, "--seed", "1", "-o", str(folder / "out"))
    assert done.returncode == 0, done.stderr
    return folder / "out"


def printed(path: Path) -> str:
    """The words of a PDF, as far as they can be told apart."""
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in PdfReader(path).pages))


def bare(words: str) -> str:
    return "".join(words.replace("’", "'").split())


def made(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != ".quizgen"}


def test_each_student_has_a_paper_with_name_and_number_on_every_page(tmp_path: Path, files: tuple[str, str]) -> None:
    result = ran("exam", files[0], "--roster", files[1], "--booklets", "--seed", "1", "-o", str(tmp_path / "out"))
    assert result.returncode == 0, result.stderr
    assert "Not used of" in result.stderr
    assert ": the column 'Fach'\n" in result.stderr
    notes = ("", "-key", "-solutions")
    names = [f"week-{number}{note}.pdf" for number in NUMBERS for note in notes]
    others = ["week-all.pdf", "report.json", "report.html", "exam.json", "key.csv", "key-sheet.pdf"]
    assert [Path(line).name for line in result.stdout.split()] == [*names, *others]
    people = {"300": "Zoë Ng", "100": f"Al {HOSTILE}", "20-7": "Bo Li"}
    for number, name in people.items():
        for note in notes:
            pages = PdfReader(tmp_path / "out" / f"week-{number}{note}.pdf").pages
            told = number.replace("-", "/")
            assert all(bare(name) in bare(page.extract_text()) for page in pages)
            assert all(told in page.extract_text() for page in pages)
            assert not any(other in page.extract_text() for page in pages for other in set(people.values()) - {name})
    assert "75 minutes (25% more than 60)" in printed(tmp_path / "out" / "week-20-7.pdf")
    assert "60 minutes" in printed(tmp_path / "out" / "week-300.pdf")


def test_without_a_wish_there_are_no_booklets_and_the_folder_is_proven(handed_out: Path) -> None:
    assert not [name for name in made(handed_out) if "solutions" in name]
    told = json.loads((handed_out / "exam.json").read_text("utf-8"))["forms"]
    assert told[0]["student"]["number"] == "300"
    proven = ran("exam", "verify", str(handed_out))
    assert (proven.returncode, "every key confirmed" in proven.stdout) == (0, True)


def test_all_papers_stand_in_one_file_in_the_rosters_order_each_on_its_own_sheets(handed_out: Path) -> None:
    expected: list[str] = []
    for number in NUMBERS:
        pages = [page.extract_text() for page in PdfReader(handed_out / f"week-{number}.pdf").pages]
        expected += [*pages, *[""] * (len(pages) % 2)]
    whole = PdfReader(handed_out / "week-all.pdf")
    assert [page.extract_text() for page in whole.pages] == expected
    assert "" in expected
    assert next(str(one["/Title"]) for one in whole.outline if not isinstance(one, list)) == "Zoë Ng (300)"


def test_the_files_are_the_same_whoever_works_and_whoever_else_sits(
    run: Run, tmp_path: Path, files: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    wish = ("exam", files[0], "--seed", "1", "--format", "pdf,json")
    for jobs in ("1", "2"):
        ran(*wish, "--roster", files[1], "--jobs", jobs, "-o", str(tmp_path / jobs))
    monkeypatch.setattr("quizgen.cli.exam_options.MANY", 2)
    assert run(*wish, "--roster", files[1], "--jobs", "2", "-o", str(tmp_path / "3")).exit_code == 0
    assert made(tmp_path / "1") == made(tmp_path / "2") == made(tmp_path / "3")
    header, *lines = ROSTER.splitlines()
    fewer = tmp_path / "fewer.csv"
    fewer.write_text("\n".join([header, lines[2], lines[0], "5;New;One;;;;"]), "utf-8")
    ran(*wish, "--roster", str(fewer), "-o", str(tmp_path / "4"))
    again = made(tmp_path / "4")
    for name in ("week-300.pdf", "week-300-key.pdf", "week-20-7.pdf", "week-300.json"):
        assert again[name] == made(tmp_path / "1")[name]


@pytest.mark.parametrize("name", ["typst", "latex", "docx", "markdown", "json"])
def test_every_format_tells_whose_exam_it_is(run: Run, tmp_path: Path, files: tuple[str, str], name: str) -> None:
    result = run("exam", files[0], "--roster", files[1], "--seed", "1", "--format", name, "-o", str(tmp_path / "out"))
    assert result.exit_code == 0, result.stderr
    assert not list((tmp_path / "out").glob("*-all*"))
    (main,) = (tmp_path / "out").glob("week-100.*")
    text = ZipFile(main).read("word/document.xml").decode() if name == "docx" else main.read_text("utf-8")
    shown = {
        "typst": json.dumps(f"Al {HOSTILE}", ensure_ascii=False),
        "latex": r"Al O'Neil \& ",
        "docx": "Al O'Neil &amp; &lt;Söhne&gt; #x $y *z* _a_ [b](c) \\d{e} %f ~g ^h @i `j`",
        "json": json.dumps({"number": "100", "name": f"Al {HOSTILE}"}, ensure_ascii=False),
    }
    if name == "markdown":
        said = ["".join(one.content for one in token.children or ()) for token in MarkdownIt().parse(text)]
        assert {f"Name: Al {HOSTILE}", "Student number: 100"} <= set(said)
    else:
        assert shown[name] in text
        assert "100" in text


def test_a_name_in_letters_that_no_font_has_is_told_with_the_student(
    run: Run, tmp_path: Path, files: tuple[str, str]
) -> None:
    (tmp_path / "students.csv").write_text("number,name\n1,Ann\n2,漢 Li\n", "utf-8")
    for name, said in (("pdf", "U+6F22"), ("latex", "CJK UNIFIED IDEOGRAPH-6F22")):
        result = run("exam", files[0], "--roster", files[1], "--format", name, "-o", str(tmp_path / "out"))
        assert result.exit_code == 1
        (line,) = [one for one in result.stderr.splitlines() if one.startswith("Error")]
        assert "the student '漢 Li' (2) cannot be printed" in line
        assert said in line
        assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        (("--forms", "3"), "leave out --forms"),
        (("--repeat",), "leave out --repeat"),
        (("--format", "moodle"), "Moodle hands out questions by itself"),
        (("-o", "x.pdf"), "x.pdf"),
        (("-o", "-"), "2 forms"),
    ],
)
def test_what_goes_with_no_roster_is_told(
    run: Run, tmp_path: Path, files: tuple[str, str], wish: tuple[str, ...], said: str
) -> None:
    where = () if "-o" in wish else ("-o", str(tmp_path / "out"))
    result = run("exam", files[0], "--roster", files[1], *where, *wish)
    assert result.exit_code == 2
    assert said in result.stderr
    assert len(result.stderr.strip()) <= 310
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "there is no file"),
        (b"", "the roster is empty"),
        (b"number,name\n1,Zo\xeb\n", "this is not UTF-8 at byte 16; save the file as UTF-8"),
        ("number,name\n1,Zoë\n".encode("utf-16"), "this is UTF-16; save the file as UTF-8"),
        (b"number,name\n1,A\n1,B\n", "line 3: the number 1 stands in line 2, too"),
        (b"name,extra_time,number\nA,20,1\n", ""),
    ],
)
def test_a_roster_that_cannot_be_used_is_one_sentence(
    run: Run, tmp_path: Path, files: tuple[str, str], content: bytes | None, said: str
) -> None:
    path = tmp_path / "other.csv"
    if content is not None:
        path.write_bytes(content)
    out = str(tmp_path / "out")
    result = run("exam", files[0], "--roster", str(path), "--seed", "1", "--format", "json", "-o", out)
    if not said:
        assert result.exit_code == 0
        return
    assert result.exit_code == 2
    assert str(path) in result.stderr
    assert said in result.stderr
    assert not (tmp_path / "out").exists()


def test_without_pikepdf_nothing_is_printed_and_it_is_said_what_to_install(
    run: Run, tmp_path: Path, files: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pikepdf", None)
    result = run("exam", files[0], "--roster", files[1], "-o", str(tmp_path / "out"))
    assert result.exit_code == 1
    assert 'pip install "quizgen[roster]"' in result.stderr
    assert not (tmp_path / "out").exists()


def test_the_report_holds_each_student_by_itself(run: Run, tmp_path: Path, files: tuple[str, str]) -> None:
    run("exam", files[0], "--roster", files[1], "--seed", "1", "--format", "json", "-o", str(tmp_path / "out"))
    report = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))
    assert [form["form"] for form in report["forms"]] == list(NUMBERS)
    assert any("student's number alone" in line for line in report["balanced"])
