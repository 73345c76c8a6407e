from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from quizgen import catalog
from quizgen.formats.limits import is_refused

Run = Callable[..., Result]
SLOT = '[[slots]]\nfamily = "conv-output-size"\nlevel = "easy"\n'
KEPT = ("report.json", "report.html", "exam.json", "key.csv")


def loaded(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*-?.json"))]


def asked(item: dict[str, Any]) -> str:
    """What is the same in all forms: a family, or that an item is in words, of which a slot's files take turns."""
    return str(item["family"]) if item["params"] else "in words"


@pytest.mark.parametrize(("name", "number", "points"), [("final", 22, 42), ("midterm", 20, 40), ("quiz", 10, 10)])
def test_a_shipped_blueprint_makes_four_parallel_forms(
    run: Run, tmp_path: Path, name: str, number: int, points: int
) -> None:
    out = tmp_path / "out"
    result = run("exam", name, "--forms", "4", "--seed", "7", "--format", "json", "-o", str(out))
    assert result.exit_code == 0, result.stderr
    assert result.stdout.split() == [
        *(str(out / f"{name}-{form}.json") for form in "abcd"),
        *(str(out / kept) for kept in KEPT),
    ]
    forms = loaded(out)
    ids = Counter(item["id"] for form in forms for item in form["items"])
    assert (len(ids), max(ids.values())) == (4 * number, 1)
    kinds = [Counter((asked(item), item["level"], item["kind"]) for item in form["items"]) for form in forms]
    assert all(form == kinds[0] for form in kinds)
    topics = {item["topic"] for item in forms[0]["items"]}
    assert len(topics & set(catalog.topics())) == len(topics) >= 4
    assert sum(forms[0]["points"]) == points


def test_the_same_seed_gives_the_same_bytes_and_another_seed_other_items(
    run: Run, tmp_path: Path, blueprint: Callable[[str], str]
) -> None:
    path = blueprint('title = "T"\n' + SLOT + "count = 5\n")
    for seed, name in (("7", "a"), ("7", "b"), ("8", "c")):
        run("exam", path, "--seed", seed, "--format", "json", "-o", str(tmp_path / name))
    one, same, other = ((tmp_path / name / "exam-a.json").read_bytes() for name in "abc")
    assert one == same
    assert {item["id"] for item in json.loads(one)["items"]} != {item["id"] for item in json.loads(other)["items"]}


@pytest.mark.parametrize(
    ("text", "place", "advice"),
    [
        ('title = "T"\n' + SLOT.replace("put", "upt"), ": slots[1].family: ", "did you mean 'conv-output-size'"),
        ('title = "T"\n' + SLOT + "count = 0\n", ": slots[1].count: ", "0 is not a whole number"),
        ('title = "T"\n' + SLOT + "count = 1000\n", ": slots[1].count: ", "2,000 in all"),
        ('title = "T\n', ": this is not TOML: ", "line 1"),
    ],
)
def test_a_faulty_blueprint_is_one_sentence_with_file_and_key_and_nothing_is_written(  # noqa: PLR0917 - fixtures
    run: Run, tmp_path: Path, blueprint: Callable[[str], str], text: str, place: str, advice: str
) -> None:
    path = blueprint(text)
    result = run("exam", path, "--forms", "2", "-o", str(tmp_path / "out"))
    assert result.exit_code == 2
    assert result.stderr.startswith("Error: ")
    assert f"exam.toml{place}" in result.stderr
    assert advice in result.stderr
    assert result.stderr.count("\n") == 1
    assert [file.name for file in tmp_path.iterdir()] == ["exam.toml"]


def test_a_blueprint_that_is_not_text_is_told(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(b'title = "\xff"\n')
    result = run("exam", str(path))
    assert result.exit_code == 2
    assert "save the file as UTF-8" in result.stderr


def test_an_unknown_blueprint_is_told_the_nearest(run: Run) -> None:
    result = run("exam", "midtrem")
    assert result.exit_code == 2
    assert "did you mean 'midterm'?" in result.stderr
    assert "final, midterm or quiz" in run("exam", "lost.toml").stderr


def test_a_file_in_the_folders_place_is_not_touched(run: Run, tmp_path: Path, blueprint: Callable[[str], str]) -> None:
    place = tmp_path / "out"
    place.write_text("mine")
    result = run("exam", blueprint('title = "T"\n' + SLOT), "--seed", "7", "--format", "json", "-o", str(place))
    assert result.exit_code == 2
    assert place.read_text() == "mine"


def test_forms_may_share_items_where_it_is_asked_for(run: Run, tmp_path: Path, blueprint: Callable[[str], str]) -> None:
    (which,) = catalog.select(["which-conv-output-size"])
    number = which.count("easy", "choice") // 2 + 1
    path = blueprint(f'title = "T"\n[[slots]]\nfamily = "{which.id}"\nlevel = "easy"\ncount = {number}\n')
    arguments = ("exam", path, "--forms", "2", "--seed", "7", "--format", "json", "-o", str(tmp_path / "out"))
    assert run(*arguments).exit_code == 2
    assert run(*arguments, "--repeat").exit_code == 0
    assert [len(form["items"]) for form in loaded(tmp_path / "out")] == [number, number]


def test_every_format_of_every_form_is_written(run: Run, tmp_path: Path, blueprint: Callable[[str], str]) -> None:
    (source,) = catalog.select(["conv-output-size"])
    question = next(source.draw("easy", "choice", "7"))
    shown = {name: fmt for name, fmt in catalog.formats().items() if not is_refused(fmt, question)}
    every, out = ",".join(shown), tmp_path / "out"
    asked = blueprint('title = "T"\n' + SLOT + 'kind = "choice"\n')
    result = run("exam", asked, "--forms", "2", "--format", every, "-o", str(out))
    assert result.exit_code == 0, result.stderr
    files = [path for path in out.rglob("*") if path.is_file() and path != out / ".quizgen"]
    names = {path.relative_to(out).as_posix() for path in files}
    assert {f"exam-{form}{fmt.suffix}" for form in "ab" for fmt in shown.values()} <= names
    assert {"exam-a-key.pdf", "exam-b-key.pdf"} <= names
    assert sorted(result.stdout.split()) == sorted(map(str, files))


def test_a_form_has_the_same_bytes_however_many_forms_there_are(
    run: Run, tmp_path: Path, blueprint: Callable[[str], str]
) -> None:
    path = blueprint('title = "T"\n' + SLOT + "count = 5\n")
    for number in "123":
        asked = ("exam", path, "--forms", number, "--seed", "7", "--format", "json,markdown,moodle,typst")
        assert run(*asked, "-o", str(tmp_path / number)).exit_code == 0
    for fewer, more in ("12", "23"):
        files = [file for file in (tmp_path / fewer).glob("exam-*") if file.is_file()]
        assert len(files) >= 4 * int(fewer)
        assert all(file.read_bytes() == (tmp_path / more / file.name).read_bytes() for file in files)


def test_the_report_tells_what_stands_where(run: Run, tmp_path: Path, blueprint: Callable[[str], str]) -> None:
    path = blueprint('title = "T"\n' + SLOT + 'count = 2\nkind = "choice"\n')
    out = tmp_path / "out"
    result = run("exam", path, "--forms", "3", "--seed", "7", "--format", "json", "-o", str(out))
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    assert [form["form"] for form in report["forms"]] == ["A", "B", "C"]
    for form, written in zip(report["forms"], loaded(out), strict=True):
        assert [one["item"] for one in form["questions"]] == [item["id"] for item in written["items"]]
    assert (report["title"], report["seed"], report["slots"]) == (
        "T",
        "7",
        {"conv-output-size-easy-choice": {"conv-output-size": 6}},
    )
    assert (report["outside"], result.stderr) == ([], "")


def test_what_is_not_fair_is_said(run: Run, tmp_path: Path, blueprint: Callable[[str], str]) -> None:
    slots = '[[slots]]\ntopic = "dilation"\nlevel = "medium"\nkind = "choice"\ncount = 4\n'
    out = tmp_path / "out"
    result = run("exam", blueprint('title = "T"\n' + slots), "--seed", "7", "--format", "json", "-o", str(out))
    (said,) = json.loads((out / "report.json").read_text(encoding="utf-8"))["outside"]
    assert said == "form A: the family dilation-basics-concepts stands there 2 times"
    assert f"Note: not quite fair: {said} (see report.html)" in result.stderr


def test_how_much_is_not_fair_is_said_and_a_report_only_where_there_is_one(
    run: Run, tmp_path: Path, blueprint: Callable[[str], str]
) -> None:
    slots = '[[slots]]\ntopic = "dilation"\nlevel = "medium"\nkind = "choice"\ncount = 4\n'
    path, out = blueprint('title = "T"\n' + slots), tmp_path / "out"
    result = run("exam", path, "--forms", "3", "--seed", "7", "--format", "json", "-o", str(out))
    every = json.loads((out / "report.json").read_text(encoding="utf-8"))["outside"]
    assert len(every) > 1
    assert f"Note: not quite fair: {every[0]} ({len(every) - 1} more, see report.html)\n" in result.stderr
    alone = run("exam", path, "--seed", "7", "--format", "json", "-o", str(tmp_path / "alone.json"))
    assert "Note: not quite fair: form A: the family dilation-basics-concepts stands there 2 times\n" in alone.stderr


def test_items_of_earlier_exams_are_not_used_again(run: Run, tmp_path: Path, blueprint: Callable[[str], str]) -> None:
    path = blueprint('title = "T"\n' + SLOT + "count = 5\n")
    asked = ("exam", path, "--seed", "7", "--format", "json")
    old, new, newer = (tmp_path / name for name in ("old", "new", "newer"))
    assert run(*asked, "-o", str(old)).exit_code == 0
    assert run(*asked, "-o", str(new), "--exclude", str(old)).exit_code == 0
    earlier = ("--exclude", str(old / "exam-a.json"), "--exclude", str(new / "report.json"))
    assert run(*asked, "-o", str(newer), *earlier).exit_code == 0
    ids = [{item["id"] for item in loaded(folder)[0]["items"]} for folder in (old, new, newer)]
    assert len(ids[0] | ids[1] | ids[2]) == 15


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("lost.json", None, "there is no file"),
        ("old.json", "{", "is not JSON: give files of earlier exams"),
        ("old.json", "[]", "tells of no items: give files of earlier exams"),
    ],
)
def test_an_earlier_exam_that_cannot_be_read_is_one_sentence(  # noqa: PLR0917 - fixtures
    run: Run, tmp_path: Path, blueprint: Callable[[str], str], name: str, text: str | None, says: str
) -> None:
    if text is not None:
        (tmp_path / name).write_text(text, encoding="utf-8")
    result = run(
        "exam", blueprint('title = "T"\n' + SLOT), "--exclude", str(tmp_path / name), "-o", str(tmp_path / "o")
    )
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert says in result.stderr
    assert not (tmp_path / "o").exists()


def test_a_file_that_is_no_json_is_told_as_a_calibration(
    run: Run, tmp_path: Path, blueprint: Callable[[str], str]
) -> None:
    path = blueprint('title = "T"\n' + SLOT)
    found = run("exam", path, "--calibration", path, "--format", "json", "-o", str(tmp_path / "out"))
    assert found.exit_code == 2
    assert " is no difficulty.json as 'quizgen analyze' writes it: JSON is malformed: " in found.stderr
