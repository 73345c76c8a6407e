"""``quizgen analyze`` from files to files; what it finds is tested in tests/analysis."""

from __future__ import annotations

import csv
import json
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from click.testing import Result
from msgspec.structs import replace
from simulated import Class

from quizgen.analysis.taken import Sheet
from quizgen.blueprint.calibration import read as calibration
from quizgen.blueprint.difficulty import predicted
from quizgen.marking.reader import read

Run = Callable[..., Result]
MIDTERM = Path(__file__).parents[1] / "analysis" / "midterm.json"
PLANTED = {"ignores-padding": 0.6, "dilation-as-holes": 0.4, "kernel-at-both-ends": 0.3}
FILES = ["report.html", "analysis.json", "items.csv", "answers.csv", "families.csv", "concepts.csv"]
FILES += ["misconceptions.csv", "radicals.csv", "difficulty.json"]


@pytest.fixture
def exam(tmp_path: Path) -> Path:
    """The folder of an exam."""
    folder = tmp_path / "exam"
    folder.mkdir()
    shutil.copy(MIDTERM, folder / "exam.json")
    return folder


def results(path: Path, of: Class, seed: int = 1) -> Path:
    """results.csv of a class."""
    return table(path, of.sit(read(MIDTERM), seed)[0].sheets)


def table(path: Path, sheets: Sequence[Sheet]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["number", "form", *map(str, range(1, 21))])
        writer.writerows([one.who, one.form.form, *[text for texts in one.answers for text in texts]] for one in sheets)
    return path


def test_all_files_are_written_and_named_and_the_most_important_is_said(run: Run, exam: Path, tmp_path: Path) -> None:
    answers, out = results(tmp_path / "results.csv", Class(80, PLANTED)), tmp_path / "out"
    found = run("analyze", str(answers), "--exam", str(exam), "-o", str(out))
    assert found.exit_code == 0
    assert found.stdout.splitlines() == [str(out / name) for name in FILES]
    assert "ignores padding: " in found.stderr
    before = {name: (out / name).read_bytes() for name in FILES}
    assert run("analyze", str(answers), "--exam", str(exam), "-o", str(out)).exit_code == 0
    assert {name: (out / name).read_bytes() for name in FILES} == before


def test_a_folder_of_results_stands_for_its_table(run: Run, exam: Path, tmp_path: Path) -> None:
    results(tmp_path / "results.csv", Class(12))
    found = run("analyze", str(tmp_path), "--exam", str(exam), "-o", str(tmp_path / "out"), "--language", "de")
    assert found.exit_code == 0
    assert "Kurz gesagt" in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")


def test_eight_students_are_said_to_be_too_few(run: Run, exam: Path, tmp_path: Path) -> None:
    answers = results(tmp_path / "results.csv", Class(8, PLANTED))
    found = run("analyze", str(answers), "--exam", str(exam), "-o", str(tmp_path / "out"))
    assert found.exit_code == 0
    assert "8 students are too few." in found.stderr
    assert "ignores padding:" not in found.stderr
    practice = run("analyze", str(answers), "--exam", str(exam), "--remedial", "3", "-o", str(tmp_path / "practice"))
    assert practice.exit_code == 1
    assert "no misconception is surely held" in practice.stderr
    assert not (tmp_path / "practice").exists()


def test_exams_of_two_years_are_joined_by_items_and_families(run: Run, exam: Path, tmp_path: Path) -> None:
    other = tmp_path / "exam-2"
    other.mkdir()
    shutil.copy(MIDTERM, other / "exam.json")
    one, two = (results(tmp_path / f"{year}.csv", Class(40, PLANTED), year) for year in (2025, 2026))
    found = run("analyze", str(one), str(two), "--exam", str(exam), "--exam", str(other), "-o", str(tmp_path / "out"))
    assert found.exit_code == 0
    told = json.loads((tmp_path / "out" / "analysis.json").read_bytes())
    assert [one["students"] for one in told["exams"]] == [40, 40]
    assert {item["answered"] for item in told["items"]} == {20}
    assert all(family["difficulty"]["n"] == 80 and len(family["exams"]) == 2 for family in told["families"])
    difficulty = json.loads((tmp_path / "out" / "difficulty.json").read_bytes())
    assert [one["students"] for one in difficulty["exams"]] == [40, 40]
    assert {family["observed"]["n"] for family in difficulty["families"]} <= {20, 40, 60, 80}


def test_several_tables_of_one_exam_are_one_class(run: Run, exam: Path, tmp_path: Path) -> None:
    sheets = Class(24).sit(read(MIDTERM), 1)[0].sheets
    halves = [table(tmp_path / "a.csv", sheets[:12]), table(tmp_path / "b.csv", sheets[12:])]
    found = run("analyze", *map(str, halves), "--exam", str(exam), "-o", str(tmp_path / "out"))
    assert found.exit_code == 0
    assert json.loads((tmp_path / "out" / "analysis.json").read_bytes())["exams"][0]["students"] == 24


def test_a_question_of_moodle_that_is_none_of_the_exam_is_told(run: Run, exam: Path, tmp_path: Path) -> None:
    first = read(MIDTERM).forms[0].questions[0]
    path = tmp_path / "moodle.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(
            ["Surname", *(f"{what} {one}" for one in (1, 2) for what in ("Question", "Response", "Right answer"))]
        )
        asked = [first.stem, first.parts[0].key, first.parts[0].key, "Which name has your dog?", "Rex", "Rex"]
        writer.writerows([name, *asked] for name in "ABC")
    found = run("analyze", str(path), "--exam", str(exam), "-o", str(tmp_path / "out"))
    assert found.exit_code == 0
    said = "moodle.csv: question 2 ('Which name has your dog?') in all 3 attempts is none of 'Midterm: convolutional"
    assert [line for line in found.stderr.splitlines() if line.startswith("Note: ") and said in line]
    told = json.loads((tmp_path / "out" / "analysis.json").read_bytes())
    assert [item["answered"] for item in told["items"]] == [3]
    assert told["exams"][0]["left_out"] == {"strange answers": 3}
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "3 answers to questions that are none of this exam are left out." in page


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["none.csv", "--exam", "exam"], 2, "there is no file none.csv; give a table of answers as CSV"),
        (["results.csv", "--exam", "."], 2, "there is no exam.json in .: give a folder that 'quizgen exam' wrote"),
        (["results.csv"], 2, "Missing option '--exam'"),
        (["--exam", "exam"], 2, "Missing argument 'RESULTS...'"),
        (["results.csv", "--exam", "exam", "-o", "x.html"], 2, "several files are written, and 'x.html' is no folder"),
        (["results.csv", "--exam", "exam", "--language", "fr"], 2, "there is no language 'fr'"),
        (["empty.csv", "--exam", "exam"], 2, "empty.csv: nobody answered anything"),
        (["doubtful.csv", "--exam", "exam"], 2, "doubtful.csv: no answer is settled: all are doubtful ('?'); nothing"),
        (["results.csv"] * 3 + ["--exam", "exam", "--exam", "exam-2"], 2, "3 files of answers and 2 exams"),
        (["results.csv", "--exam", "exam", "--exam", "exam-2"], 2, "1 file of answers and 2 exams"),
        (["results.csv", "results.csv", "--exam", "exam"], 2, "is in two of the files of one exam"),
        (["cat.csv", "--exam", "exam"], 2, "cat.csv: this is not UTF-8"),
        (["results.csv", "--exam", "broken"], 1, "exam.json is not as quizgen wrote it: object missing required field"),
    ],
)
def test_bad_input_is_one_sentence_and_nothing_is_written(  # noqa: PLR0917 - fixtures are arguments
    run: Run,
    exam: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    status: int,
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    results(Path("results.csv"), Class(12))
    Path("empty.csv").write_text(f"form,{','.join(map(str, range(1, 21)))}\nA{',' * 20}\n", encoding="utf-8")
    Path("doubtful.csv").write_text(f"form,{','.join(map(str, range(1, 21)))}\nA,?{',' * 19}\n", encoding="utf-8")
    Path("cat.csv").write_bytes(b"\xff\xd8\xff\xe0 JFIF" + bytes(range(256)))
    Path("broken").mkdir()
    Path("broken", "exam.json").write_text('{"schema": 1}', encoding="utf-8")
    shutil.copytree(exam, "exam-2")
    found = run("analyze", *arguments)
    assert found.exit_code == status
    assert said in found.stderr
    assert len(found.stderr.strip()) <= 320
    assert "Traceback" not in found.stderr
    assert not Path("analysis").exists()
    assert not Path("x.html").exists()


def test_without_matplotlib_it_is_said_what_to_install_and_nothing_is_written(
    run: Run, exam: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    answers = results(tmp_path / "results.csv", Class(12))
    found = run("analyze", str(answers), "--exam", str(exam), "-o", str(tmp_path / "out"))
    assert found.exit_code == 2
    assert found.stderr.strip().endswith("pip install 'quizgen[analyze]'")
    assert not (tmp_path / "out").exists()


def test_an_edited_cell_is_marked_again(run: Run, exam: Path, tmp_path: Path) -> None:
    sheets = Class(20).sit(read(MIDTERM), 1)[0].sheets
    right = [replace(one, answers=(("?",), *one.answers[1:])) for one in sheets]
    for name, rows in (("doubtful", right), ("settled", sheets)):
        run("analyze", str(table(tmp_path / f"{name}.csv", rows)), "--exam", str(exam), "-o", str(tmp_path / name))
    told = [
        json.loads((tmp_path / name / "analysis.json").read_bytes())["exams"][0] for name in ("doubtful", "settled")
    ]
    assert [one["doubtful"] for one in told] == [20, 0]


@pytest.mark.slow
def test_practice_is_on_the_commonest_misconceptions_with_other_items(run: Run, exam: Path, tmp_path: Path) -> None:
    answers, out = results(tmp_path / "results.csv", Class(80, PLANTED)), tmp_path / "practice.json"
    asked = ["analyze", str(answers), "--exam", str(exam), "--remedial", "9", "--seed", "5"]
    found = run(*asked, "-o", str(out))
    assert found.exit_code == 0
    items = json.loads(out.read_bytes())["items"]
    shows = [{option["concept"] for option in item["options"]} for item in items]
    assert len(items) == 9
    assert all(set(PLANTED) & one for one in shows)
    assert all(sum(concept in one for one in shows) >= 3 for concept in PLANTED)
    known = {question.item for form in read(MIDTERM).forms for question in form.questions}
    assert known.isdisjoint(item["id"] for item in items)
    assert len({item["id"] for item in items}) == 9
    again = tmp_path / "again.json"
    assert run(*asked, "-o", str(again)).exit_code == 0
    assert again.read_bytes() == out.read_bytes()


@pytest.mark.slow
def test_an_exam_is_foretold_by_what_was_observed_and_verified_with_it(run: Run, exam: Path, tmp_path: Path) -> None:
    answers = results(tmp_path / "results.csv", Class(120, PLANTED))
    run("analyze", str(answers), "--exam", str(exam), "-o", str(tmp_path / "out"))
    file, folders = tmp_path / "out" / "difficulty.json", [tmp_path / "plain", tmp_path / "calibrated"]
    asked = ["exam", "midterm", "--seed", "9", "--format", "markdown"]
    assert run(*asked, "-o", str(folders[0])).exit_code == 0
    assert run(*asked, "--calibration", str(file), "-o", str(folders[1])).exit_code == 0
    plain, calibrated = ((folder / "midterm-a.md").read_text(encoding="utf-8") for folder in folders)
    assert plain == calibrated
    rows = [json.loads((folder / "report.json").read_bytes())["forms"][0]["questions"] for folder in folders]
    observed = {(one.family, one.level): one for one in calibration(file.read_text(), "d").kept.families}
    for before, after in zip(*rows, strict=True):
        one = observed.get((after["family"], after["level"]))
        told = [one.observed, *(s for r in one.radicals for s in (r.having, r.lacking))] if one else []
        expected = [share.share for share in told if share.share is not None] or [before["predicted"]]
        assert after["item"] == before["item"]
        assert min(abs(after["predicted"] - share) for share in expected) <= 0.0005
    assert [one["predicted"] for one in rows[0]] != [one["predicted"] for one in rows[1]]
    (tmp_path / "out").rename(tmp_path / "moved")
    assert run("exam", "verify", str(folders[1])).exit_code == 0


def test_nothing_is_foretold_from_few_answers() -> None:
    from made_questions import LINKED

    observed = '{"n": %d, "share": 0.25, "low": 0.1, "high": 0.4}'
    text = (
        '{"schema": 1, "quizgen": "0.2.0", "exams": [], "levels": [], "families": '
        '[{"family": "hand-made", "level": "easy", "kind": "parts", "observed": %s}]}'
    )
    assert calibration(text % (observed % 30), "d").foretold(LINKED) == 0.25
    assert calibration(text % (observed % 29), "d").foretold(LINKED) == predicted(LINKED)
