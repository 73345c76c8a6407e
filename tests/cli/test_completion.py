"""What a shell is told when somebody presses TAB, by the protocol that its script speaks."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from quizgen import architectures, catalog, resources
from quizgen.cli import COMMANDS, known, main, picture_options, table_options
from quizgen.cli.explain import SUFFIXES
from quizgen.explaining import FORMATS
from quizgen.explaining.printing import COLUMNS
from quizgen.model import KINDS, LEVELS

IDS = {source.id for source in catalog.sources()}
NAMES = IDS | {*catalog.topics(), "all"}
HEAVY = {"torch", "sympy", "numpy", "typst", "quizgen.catalog", "quizgen.blueprint", "quizgen.oracle"}
PROGRAM = """
import json, sys
from quizgen.cli import main
try:
    main(prog_name="quizgen")
except SystemExit:
    print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder with one file of somebody's own."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "my-items.toml").touch()


def asked(line: str) -> dict[str, str]:
    """How bash's script asks about the last word of a line, which may be empty."""
    return {"_QUIZGEN_COMPLETE": "bash_complete", "COMP_WORDS": line, "COMP_CWORD": str(line.count(" "))}


def completed(line: str) -> list[tuple[str, str]]:
    """Each type and value that bash is told; nothing may be said on standard error."""
    result = CliRunner().invoke(main, env=asked(line))
    assert result.stderr == ""
    told = (part.partition(",") for part in result.stdout.splitlines() if part)
    return [(kind, value) for kind, _, value in told]


def values(line: str) -> list[str]:
    found = completed(line)
    assert {kind for kind, _ in found} <= {"plain"}
    return [value for _, value in found]


def test_the_names_that_are_found_without_an_import_are_those_that_there_are() -> None:
    assert set(known.families()) == {source.id for source in catalog.families()}
    assert set(known.files()) == {source.id for source in catalog.authored()}
    assert set(known.topics()) == set(catalog.topics())
    assert known.formats() == tuple(sorted(catalog.formats()))
    assert known.architectures() == architectures.names()
    assert set(known.blueprints()) == {path.stem for path in (resources.banks() / "blueprints").glob("*.toml")}
    assert set(SUFFIXES) == {*FORMATS, *picture_options.SUFFIXES, "python"} == set(table_options.HEEDED)
    assert table_options.NAMES == COLUMNS


def test_commands_are_completed() -> None:
    assert values("quizgen ") == list(COMMANDS)
    assert values("quizgen ge") == ["generate"]
    assert values("quizgen new fo") == ["format"]
    assert values("quizgen progress ") == ["export", "import", "undo", "reset"]
    assert values("quizgen progress re") == ["reset"]


@pytest.mark.parametrize("command", ["generate", "quiz", "show", "check", "site"])
def test_families_topics_and_files_of_items_are_completed(command: str) -> None:
    every = set(values(f"quizgen {command} "))
    others = set(catalog.formats()) if command == "check" else set()
    assert every == NAMES | others | {"my-items.toml"}
    assert values(f"quizgen {command} conv-output-s") == ["conv-output-size"]
    assert values(f"quizgen {command} pooling ch") == sorted(name for name in NAMES if name.startswith("ch"))


@pytest.mark.parametrize("command", ["generate", "quiz", "show", "check"])
def test_of_a_list_with_commas_the_last_part_is_completed_and_nothing_twice(command: str) -> None:
    assert values(f"quizgen {command} pooling,conv-output-s") == ["pooling,conv-output-size"]
    assert values(f"quizgen {command} pooling,my") == ["pooling,my-items.toml"]
    assert "pooling,pooling" not in values(f"quizgen {command} pooling,")


def test_the_languages_of_a_site_are_completed() -> None:
    assert values("quizgen site pooling --language ") == ["de", "en"]
    assert values("quizgen site --level ") == [*LEVELS, "all"]


@pytest.mark.parametrize("command", ["generate all", "quiz", "show dilation"])
@pytest.mark.parametrize("option", ["--kind", "--as"])
def test_levels_and_kinds_are_completed(command: str, option: str) -> None:
    assert values(f"quizgen {command} --level ") == [*LEVELS, "all"]
    assert values(f"quizgen {command} {option} ") == list(KINDS)
    assert values(f"quizgen {command} {option} grid,ma") == ["grid,matching"]


@pytest.mark.parametrize("command", ["generate all", "exam midterm"])
def test_formats_are_completed(command: str) -> None:
    assert values(f"quizgen {command} --format ") == sorted(catalog.formats())
    assert values(f"quizgen {command} --format pdf,js") == ["pdf,json", "pdf,jsonl"]


def test_blueprints_networks_and_topics_are_completed() -> None:
    assert values("quizgen exam mid") == ["midterm"]
    assert values("quizgen exam my") == ["my-items.toml"]
    assert values("quizgen explain resnet1") == ["resnet101", "resnet18"]
    assert values("quizgen explain vgg16 --format m") == ["markdown"]
    assert values("quizgen explain vgg16 --columns name,ma") == ["name,macs"]
    for command in ("generate", "quiz"):
        assert values(f"quizgen {command} --network vgg") == ["vgg11", "vgg16", "vgg19"]
    assert values("quizgen new family mine --topic dil") == ["dilation"]


@pytest.mark.parametrize("command", ["progress", "progress undo", "progress export -"])
def test_profiles_that_there_are_are_completed(command: str) -> None:
    folder = Path(os.environ["QUIZGEN_DATA"])
    assert values(f"quizgen {command} --profile ") == []
    folder.mkdir()
    for name in ("default.sqlite", "anna.sqlite", "anna.sqlite-wal", "notes.txt"):
        (folder / name).touch()
    assert values(f"quizgen {command} --profile ") == ["anna", "default"]
    assert values(f"quizgen {command} --profile a") == ["anna"]


def test_rules_of_lint_are_completed() -> None:
    assert values("quizgen lint a.xml --rule equal-") == ["equal-numbers", "equal-options"]
    assert values("quizgen lint a.xml --ignore mojibake,name-c") == ["mojibake,name-cut"]
    assert values("quizgen lint a.xml --format s") == ["sarif"]


def test_what_may_be_begun_anew_is_completed() -> None:
    assert values("quizgen progress reset conv-output-s") == ["conv-output-size"]
    assert values("quizgen progress reset dilation,conv-output-s") == ["dilation,conv-output-size"]


@pytest.mark.parametrize(
    "line",
    [
        "generate all -o it",
        "exam midterm -o it",
        "explain vgg16 -o it",
        "generate ../it",
        "exam ../it",
        "explain ../it",
        "progress import it",
        "lint it",
        "progress export ../it",
    ],
)
def test_paths_are_left_to_the_shell(line: str) -> None:
    assert completed(f"quizgen {line}") == [("file", line.rpartition(" ")[2])]


@pytest.mark.parametrize("option", ["--seed", "--title", "-n", "--input"])
def test_nothing_is_offered_where_anything_may_stand(option: str) -> None:
    assert completed(f"quizgen generate all {option} ") == []


def test_after_a_wrong_command_nothing_is_said() -> None:
    result = CliRunner().invoke(main, env=asked("quizgen famlies x"))
    assert (result.stdout.strip(), result.stderr) == ("", "")


@pytest.mark.parametrize(
    "line",
    [
        "quizgen ",
        *(f"quizgen {command} a" for command in COMMANDS),
        "quizgen generate all --format pdf,m",
        "quizgen lint a --rule m",
    ],
)
def test_completion_imports_nothing_large(line: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=os.environ | asked(line), check=True, capture_output=True, text=True
    )
    assert not HEAVY & set(json.loads(done.stderr))
