"""Files in the manner of other programs become items, and every format takes these or says why not."""

from __future__ import annotations

import re
from base64 import b64encode
from pathlib import Path

import pytest
from click.testing import CliRunner

from quizgen.authored import opened
from quizgen.cli import main
from quizgen.foreign.reader import read
from quizgen.importing.file import imported

FOLDER = Path(__file__).parent.parent / "foreign" / "by_hand"
FILES = sorted(path for path in FOLDER.iterdir() if path.suffix != ".md")
FORMATS = (
    "moodle",
    "gift",
    "pdf",
    "json",
    "markdown",
    "latex",
    "qti12",
    "qti30",
    "anki",
    "docx",
    "ipynb",
    "prairielearn",
)


def invoke(*words: str) -> str:
    """What a command says; it may refuse, and never raises."""
    run = CliRunner().invoke(main, list(words))
    assert run.exception is None or isinstance(run.exception, SystemExit), run.exception
    return f"{run.exit_code}: {run.output}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_by_hand_is_imported_and_checked(path: Path, tmp_path: Path) -> None:
    output = tmp_path / "bank.toml"
    said = invoke("import", str(path), "-o", str(output))
    assert said.startswith("0: "), said
    items = opened(output).items
    assert items
    assert len(items) + said.count("the question is not carried over") == len(read(path).questions)
    assert invoke("check", str(output)).startswith("0: ")


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
def test_every_format_takes_what_was_imported(name: str, tmp_path: Path) -> None:
    for path in FILES:
        output = tmp_path / f"{path.stem.lower().replace('_', '-')}.toml"
        invoke("import", str(path), "-o", str(output))
        number = len(opened(output).items)
        said = invoke("generate", str(output), "-n", str(number), "--format", name, "-o", f"{tmp_path}/{path.stem}/")
        assert said.startswith("0: ") or re.search("ask for (fewer|another|[0-9])", said), said


def test_what_is_lost_stands_with_its_line_in_the_file_and_on_standard_error(tmp_path: Path) -> None:
    bank = tmp_path / "bank.gift"
    bank.write_text("::A:: 2 + 2? {#4}\n\n::B:: Which network? {=LeNet}\n", encoding="utf-8")
    run = CliRunner().invoke(main, ["import", str(bank), "-o", str(tmp_path / "bank.toml")])
    assert run.exit_code == 0
    line = "line 3, 'B': the question is not carried over: it asks for words to be typed ('LeNet')"
    assert line in run.stderr
    assert line in (tmp_path / "bank.toml").read_text(encoding="utf-8")
    assert "bank.toml: 1 item of 2 questions." in run.stdout


def test_where_nothing_can_be_imported_nothing_is_written(tmp_path: Path) -> None:
    bank = tmp_path / "bank.gift"
    bank.write_text("::B:: Which network? {=LeNet}\n", encoding="utf-8")
    run = CliRunner().invoke(main, ["import", str(bank), "-o", str(tmp_path / "new.toml")])
    assert run.exit_code == 1
    assert "has 1 question, and none can be carried over" in run.stderr
    assert not (tmp_path / "new.toml").exists()


def test_a_file_that_is_there_stays_unless_that_is_wished(tmp_path: Path) -> None:
    bank, output = tmp_path / "bank.gift", tmp_path / "bank.toml"
    bank.write_text("::A:: 2 + 2? {#4}\n", encoding="utf-8")
    output.write_text("mine", encoding="utf-8")
    refused = invoke("import", str(bank), "-o", str(output))
    assert refused.startswith(f"2: Error: {output} is there already")
    assert output.read_text(encoding="utf-8") == "mine"
    assert invoke("import", str(bank), "-o", str(output), "--replace").startswith("0: ")
    assert "key = 4" in output.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["Bank.toml", "bank.xml", "my bank.toml"])
def test_a_name_that_gives_no_ids_is_refused(name: str, tmp_path: Path) -> None:
    assert "cannot be a file of items" in invoke("import", str(FILES[0]), "-o", str(tmp_path / name))


def test_the_same_file_gives_the_same_bytes() -> None:
    first, second = (imported(read(FOLDER / "r_exams_moodle.xml"), "bank") for _ in range(2))
    assert (first.text, first.pictures) == (second.text, second.pictures)


def test_standard_input_is_read_as_a_file_is(tmp_path: Path) -> None:
    bank = "::A:: 2 + 2? {#4}\n\n::B:: Which network? {=LeNet}\n"
    run = CliRunner().invoke(main, ["import", "-", "-o", str(tmp_path / "bank.toml")], input=bank)
    assert (run.exit_code, "bank.toml: 1 item of 2 questions." in run.stdout) == (0, True)
    assert (tmp_path / "bank.toml").read_text(encoding="utf-8").startswith("# Imported from standard input.")


def test_a_picture_that_stands_twice_is_shown_twice_and_a_second_unit_is_listed(tmp_path: Path) -> None:
    picture = '<img src="@@PLUGINFILE@@/a.svg" alt="a line"/>'
    drawn = b64encode(b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0L9 9"/></svg>').decode()
    units = "".join(
        f"<unit><multiplier>{factor}</multiplier><unit_name>{name}</unit_name></unit>"
        for factor, name in ((1, "m"), (100, "cm"))
    )
    bank = tmp_path / "bank.xml"
    bank.write_text(
        '<quiz><question type="numerical"><name><text>Long</text></name><questiontext format="html"><text><![CDATA['
        f"<p>How long? {picture}</p><p>Once more: {picture}</p>]]></text>"
        f'<file name="a.svg" encoding="base64">{drawn}</file></questiontext>'
        f'<answer fraction="100"><text>3</text></answer>\n<units>{units}</units></question></quiz>',
        encoding="utf-8",
    )
    said = invoke("import", str(bank), "-o", str(tmp_path / "bank.toml"))
    assert "line 2, 'Long': numbers in the unit 'cm' are taken, too; only m is kept [unit-dropped]" in said
    (item,) = opened(tmp_path / "bank.toml").items
    assert [figure.place for figure in item.figures] == ["stem", "stem"]


def test_an_item_without_solution_or_foreseen_numbers_is_shown_without_empty_headings(tmp_path: Path) -> None:
    bank = tmp_path / "bank.gift"
    bank.write_text("::A:: 2 + 2? {#4}\n", encoding="utf-8")
    invoke("import", str(bank), "-o", str(tmp_path / "bank.toml"))
    said = invoke("show", str(tmp_path / "bank.toml"), "--seed", "1")
    assert "A number is asked. No wrong value is foreseen." in said
    assert "Solution" not in said


def test_what_a_file_of_its_own_topic_shows_is_practised_by_that_file(tmp_path: Path) -> None:
    bank, items = tmp_path / "bank.gift", tmp_path / "my bank" / "bank.toml"
    items.parent.mkdir()
    bank.write_text("::A:: 2 + 2? {#4}\n", encoding="utf-8")
    invoke("import", str(bank), "-o", str(items))
    run = CliRunner().invoke(main, ["quiz", str(items), "-n", "1", "--seed", "1"], input="5\n5\n")
    said = " ".join(run.stdout.split())
    assert f"To practise what went wrong: quizgen quiz '{items}'" in said
    assert "Solution" not in said
