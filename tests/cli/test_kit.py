"""What stands beside an exam's forms: the same bytes whatever formats, forms and processes there are."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from shutil import copytree
from typing import Any

import jsonschema
import pytest
from pypdf import PdfReader
from warm import ran

from quizgen import resources

SCHEMA = json.loads((resources.banks() / "schema" / "exam.schema.json").read_text(encoding="utf-8"))
DOCS = Path(__file__).parents[2] / "docs" / "exam-json.md"
BLUEPRINT = """title = "T"
wrong = 0.25
[[slots]]
family = "conv-output-size"
level = "easy"
kind = "choice"
count = 3
points = 1.5
[[slots]]
family = "size-parameters-field"
level = "hard"
[[slots]]
family = "network-table"
level = "easy"
[[slots]]
family = "dilated-convolution-concepts"
level = "hard"
kind = "matching"
[[slots]]
family = "own.toml"
level = "easy"
kind = "ordering"
"""
OWN = resources.banks() / "concepts" / "batch-normalisation.toml"
KIT = ("exam.json", "key.csv", "report.json", "report.html")


def done(*words: str) -> None:
    """A command that has done what it was asked for."""
    result = ran(*words)
    assert result.returncode == 0, result.stderr


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, ...]:
    """Asks for an exam of a blueprint and of a file of items beside it."""
    folder = tmp_path_factory.mktemp("asked")
    (folder / "mine.toml").write_text(BLUEPRINT, encoding="utf-8")
    (folder / "own.toml").write_bytes(OWN.read_bytes())
    return ("exam", str(folder / "mine.toml"), "--seed", "s3cret", "--repeat")


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory, asked: tuple[str, ...]) -> Path:
    """The exam in two forms; nobody changes anything in its folder."""
    folder = tmp_path_factory.mktemp("made") / "out"
    done(*asked, "--forms", "2", "--format", "pdf,json", "-o", str(folder))
    return folder


def text(path: Path) -> str:
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in PdfReader(BytesIO(path.read_bytes())).pages))


def kept(folder: Path) -> Any:
    return json.loads((folder / "exam.json").read_text(encoding="utf-8"))


def rows(folder: Path) -> list[dict[str, str]]:
    with (folder / "key.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def valid(found: Any) -> bool:
    return bool(jsonschema.Draft202012Validator(SCHEMA).is_valid(found))


def test_a_folder_holds_forms_keys_booklets_and_the_kit(out: Path) -> None:
    papers = [f"mine-{form}{note}.pdf" for form in "ab" for note in ("", "-key", "-solutions")]
    files = {*papers, "mine-a.json", "mine-b.json", "key-sheet.pdf", *KIT, "report.html", ".quizgen"}
    assert {path.name for path in out.iterdir()} == files


def test_papers_show_the_seal_of_their_form_and_only_keys_the_seed(out: Path) -> None:
    sheet = text(out / "key-sheet.pdf")
    for form in kept(out)["forms"]:
        for note in ("", "-key", "-solutions"):
            page = text(out / f"mine-{form['form'].lower()}{note}.pdf")
            assert f"seal {form['seal']}" in page
            assert ("s3cret" in page) == (note == "-key")
        assert form["seal"] in sheet
    assert f"seal {kept(out)['seal']}, seed s3cret" in sheet


def test_the_file_obeys_its_schema_and_holds_what_it_was_drawn_from(out: Path) -> None:
    found = kept(out)
    jsonschema.Draft202012Validator(SCHEMA).validate(found)
    assert found["blueprint"]["text"] == BLUEPRINT
    assert [(one["name"], one["text"]) for one in found["files"]] == [("own.toml", OWN.read_text(encoding="utf-8"))]
    assert (found["seed"], found["wrong"], found["asked"]["forms"]) == ("s3cret", "1/4", 2)
    for form in found["forms"]:
        written = json.loads((out / f"mine-{form['form'].lower()}.json").read_text(encoding="utf-8"))
        assert [one["item"] for one in form["questions"]] == [item["id"] for item in written["items"]]
        assert [one["points"] for one in form["questions"]] == written["points"]
        for one, item in zip(form["questions"], written["items"], strict=True):
            assert one["stem"] == item["stem"]
            assert [part["key"] for part in one["parts"]] == [part["key"] for part in item.get("parts", [item])]


def test_keys_of_the_table_are_those_of_the_file(out: Path) -> None:
    found = rows(out)
    parts = [
        (form["form"], f"{one['place']}{part['part']}", one["item"], part["kind"], part["letters"])
        for form in kept(out)["forms"]
        for one in form["questions"]
        for part in one["parts"]
    ]
    assert parts == [(row["form"], row["question"], row["item id"], row["kind"], row["letter"]) for row in found]
    assert {row["kind"] for row in found} == {"choice", "numerical", "grid", "matching", "ordering"}


def test_other_formats_and_processes_give_the_same_and_may_come_later(
    tmp_path: Path, asked: tuple[str, ...], out: Path
) -> None:
    before = {name: (out / name).read_bytes() for name in (*KIT, "key-sheet.pdf")}
    for name, wish in (("x", ("--format", "moodle")), ("y", ("--format", "pdf", "--jobs", "1"))):
        done(*asked, "--forms", "2", *wish, "-o", str(tmp_path / name))
        there = [one for one in before if (tmp_path / name / one).exists()]
        assert {*KIT} <= {*there}
        assert all((tmp_path / name / one).read_bytes() == before[one] for one in there)
    later = tmp_path / "out"
    copytree(out, later)
    done(*asked, "--forms", "2", "--format", "typst", "-o", str(later))
    assert {name: (later / name).read_bytes() for name in before} == before
    assert {"key-sheet.typ", "mine-a-solutions.typ"} <= {path.name for path in later.iterdir()}


def test_a_form_is_the_same_alone_with_its_seal(tmp_path: Path, asked: tuple[str, ...], out: Path) -> None:
    done(*asked, "--format", "pdf", "-o", str(tmp_path / "one"))
    for name in ("mine-a.pdf", "mine-a-key.pdf", "mine-a-solutions.pdf"):
        assert (tmp_path / "one" / name).read_bytes() == (out / name).read_bytes()
    first, alone = kept(out), kept(tmp_path / "one")
    assert alone["forms"] == first["forms"][:1]
    assert alone["seal"] != first["seal"]
    done(*asked, "-o", str(tmp_path / "single.pdf"))
    assert (tmp_path / "single.pdf").read_bytes() == (out / "mine-a.pdf").read_bytes()
    assert not (tmp_path / "single-solutions.pdf").exists()


def test_items_of_the_file_are_not_used_again(tmp_path: Path, asked: tuple[str, ...], out: Path) -> None:
    earlier = ("--exclude", str(out / "exam.json"), "--exclude", str(out))
    path = tmp_path / "short.toml"
    path.write_text(BLUEPRINT.partition('[[slots]]\nfamily = "dilated')[0], encoding="utf-8")
    new = tmp_path / "new"
    done("exam", str(path), *asked[2:], *earlier, "--format", "json", "-o", str(new))
    ids = [{one["item"] for form in kept(folder)["forms"] for one in form["questions"]} for folder in (out, new)]
    assert not ids[0] & ids[1]
    assert ids[0] <= set(kept(new)["asked"]["excluded"])


def changes() -> Iterator[tuple[str, Callable[[Any], Any]]]:
    yield "schema", lambda found: found | {"schema": 2}
    yield "further", lambda found: found | {"further": 1}
    yield "seal", lambda found: found | {"seal": "short"}
    yield "forms", lambda found: found | {"forms": []}
    yield "letters", lambda found: _changed(found, "choice", letters="")
    yield "a choice of two", lambda found: _changed(found, "choice", letters="AB")
    yield "tolerance", lambda found: _changed(found, "numerical", tolerance=None)
    yield "prompts", lambda found: _changed(found, "matching", key=["x"])
    yield "cells", lambda found: _changed(found, "grid", cells=[])


def _changed(found: Any, kind: str, **values: object) -> Any:
    for form in found["forms"]:
        for one in form["questions"]:
            for part in one["parts"]:
                if part["kind"] == kind:
                    part.update(values)
    return found


@pytest.mark.parametrize("change", [pytest.param(change, id=name) for name, change in changes()])
def test_the_schema_refuses_what_is_no_exam(out: Path, change: Callable[[Any], Any]) -> None:
    assert valid(kept(out))
    assert not valid(change(kept(out)))


def test_the_docs_name_every_key_in_order() -> None:
    text = DOCS.read_text(encoding="utf-8").partition("## exam.json")[2]
    found = [key for row in re.findall(r"^\| (.*?) \|", text, re.MULTILINE) for key in re.findall(r"`(\w+)`", row)]
    defs = SCHEMA["$defs"]
    assert found == [*SCHEMA["properties"], *defs["question"]["properties"], *defs["part"]["properties"]]
    assert all(f"`{key}`" in text for name in ("option", "cell", "form") for key in defs[name]["properties"])
    tables = (SCHEMA["properties"][name]["properties"] for name in ("asked", "blueprint"))
    assert all(f"`{key}`" in text for table in tables for key in table)
