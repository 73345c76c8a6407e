"""Every key of a blueprint is explained: to editors, in a new blueprint, on the page of reference."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from quizgen import resources
from quizgen.blueprint import advised, meanings
from quizgen.blueprint.reader import parse
from quizgen.blueprint.schema import NAME, schema
from quizgen.blueprint.tables import HeadTable, SectionTable, SlotTable
from quizgen.errors import UsageError
from quizgen.reading.records import Record

TABLES: tuple[tuple[type[Record], Any, Any], ...] = (
    (HeadTable, meanings.HEAD, advised.HEAD),
    (SectionTable, meanings.SECTION, advised.SECTION),
    (SlotTable, meanings.SLOT, advised.SLOT),
)
SCHEMA = json.loads(schema())
JUDGE = Draft202012Validator(SCHEMA)
SKELETON = (resources.templates() / "new" / "blueprint" / "my-exam.toml").read_text(encoding="utf-8")
PAGE = Path(__file__).parents[2] / "docs" / "blueprints.md"
HEAD = 'title = "T"\n'
SLOT = '[[slots]]\nfamily = "conv-output-size"\nlevel = "easy"\n'


@pytest.mark.parametrize(("table", "told", "instead"), TABLES, ids=["head", "section", "slot"])
def test_every_key_has_a_meaning_and_no_advice_against_it(table: type[Record], told: Any, instead: Any) -> None:
    keys = {*table.__struct_fields__}
    assert keys == {*told}
    assert not keys & {*instead}
    assert all(meaning.endswith(".") and len(meaning) < 120 for meaning in told.values())


@pytest.mark.parametrize(("table", "told", "instead"), TABLES, ids=["head", "section", "slot"])
def test_the_schema_explains_every_key(table: type[Record], told: Any, instead: Any) -> None:
    del table, instead
    explained = [one["properties"] for one in SCHEMA["$defs"].values() if {*told} == {*one["properties"]}]
    assert {key: one["description"] for (properties,) in [explained] for key, one in properties.items()} == told


def test_the_shipped_schema_is_that_of_the_records() -> None:
    assert (resources.banks() / "schema" / NAME).read_text(encoding="utf-8") == schema()


@pytest.mark.parametrize("path", sorted((resources.banks() / "blueprints").glob("*.toml")), ids=lambda path: path.stem)
def test_shipped_blueprints_fit_the_schema(path: Path) -> None:
    JUDGE.validate(tomllib.loads(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    "text",
    [
        HEAD,
        SLOT,
        HEAD + SLOT + "[[sections]]\n" + SLOT.replace("slots", "sections.slots"),
        HEAD + SLOT + 'topic = "dilation"\n',
        HEAD + SLOT + "options = 6\n",
        HEAD + SLOT + "misconceptions = { a = -1 }\n",
        HEAD + SLOT + "params = { a = { b = 1 } }\n",
        HEAD + "section = 1\n" + SLOT,
        HEAD + SLOT.replace('level = "easy"\n', ""),
        HEAD + SLOT.replace("easy", "esy"),
        HEAD + SLOT + "count = 0\n",
        HEAD + 'paper = "a3"\n' + SLOT,
    ],
)
def test_what_the_reader_refuses_the_schema_refuses(text: str) -> None:
    assert not JUDGE.is_valid(tomllib.loads(text))
    with pytest.raises(UsageError):
        parse(text, "x.toml")


def test_a_new_blueprint_explains_every_key_and_fits_the_schema() -> None:
    for _, told, _ in TABLES:
        for key in told:
            assert f"\n{key} = " in SKELETON or f"\n# {key} = " in SKELETON or f"{key}]]" in SKELETON, key
    JUDGE.validate(tomllib.loads(SKELETON))
    assert SKELETON.startswith("#:schema ")


def test_a_new_blueprint_is_right_with_every_line_that_it_offers() -> None:
    """But for those that need a file, or stand instead of the line above."""
    lines = [line for line in SKELETON.splitlines() if not line.startswith(("# fonts", "# total", "# pin", "# items"))]
    text = "\n".join(line.removeprefix("# ") if " = " in line.partition("#")[2][:16] else line for line in lines)
    exam = parse(text, "my-exam.toml")
    assert (exam.order, exam.sitting.paper, exam.slots[2].redraw) == ("fixed", "letter", 1)


@pytest.mark.parametrize(("table", "told", "instead"), TABLES, ids=["head", "section", "slot"])
def test_the_page_of_reference_has_every_key(table: type[Record], told: Any, instead: Any) -> None:
    del table, instead
    page = PAGE.read_text(encoding="utf-8")
    for key, meaning in told.items():
        assert f"| `{key}` |" in page, key
        assert meaning


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        (HEAD + 'section = "A"\n' + SLOT, "[[sections]]"),
        (HEAD + "minutes = 90\n" + SLOT, "write duration = 90"),
        (HEAD + "penalty = 0.25\n" + SLOT, "write wrong = 0.25"),
        (HEAD + "shuffle = false\n" + SLOT, 'write order = "fixed"'),
        (HEAD + "seed = 3\n" + SLOT, "--seed"),
        (HEAD + "Forms = 3\n" + SLOT, "--forms"),
        (HEAD + "count = 3\n" + SLOT, "it belongs into a table [[slots]]"),
        (HEAD + SLOT + "marks = 3\n", "write points = 2"),
        (HEAD + SLOT + 'difficulty = "easy"\n', 'write level = "easy"'),
        (HEAD + SLOT + 'type = "choice"\n', 'write kind = "choice"'),
        (HEAD + SLOT + "n = 3\n", "write count = 3"),
        (HEAD + SLOT + "choices = 4\n", "write options = 3"),
        (HEAD + SLOT + "parameters = 4\n", "write params = "),
        (HEAD + SLOT + "duration = 4\n", "it belongs to the head of the file"),
        (HEAD + SLOT + 'section = "A"\n', "[[sections]]"),
    ],
)
def test_unknown_keys_are_advised_by_what_they_mean(text: str, advice: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse(text, "x.toml")
    assert "there is no such key; " in str(caught.value)
    assert advice in str(caught.value)
