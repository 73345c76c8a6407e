"""The JSON is what docs/json-schema.md says, the same on every run, one item a line."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from fractions import Fraction
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Any

import jsonschema
import pytest
from handmade import answered
from msgspec.structs import replace

from quizgen import resources
from quizgen.answers import Numerical
from quizgen.asking.source import Source
from quizgen.blueprint import draw
from quizgen.formats import json as documents
from quizgen.formats import jsonl
from quizgen.formats.protocol import Format, Options
from quizgen.model import KINDS, LEVELS, Form
from quizgen.text import Text

SCHEMA = json.loads((resources.banks() / "schema" / "items.schema.json").read_text())
ONE_ITEM = {"$ref": "#/$defs/item", "$defs": SCHEMA["$defs"]}
DOCS = Path(__file__).parents[2] / "docs" / "json-schema.md"
HEAD = ["id", "family", "topic", "level", "kind", "asks", "params", "stem"]
ANSWER = ["prompts", "options", "key", "tolerance"]
FOOT = ["solution", "figures", "tags", "source", "evidence"]
OPTION = ["text", "value", "correct", "misconception", "concept", "feedback"]
PART = ["part", "kind", "prompt", "points", "after"]


def written(fmt: Format, form: Form) -> bytes:
    (file,) = fmt.write([form], Options("exam"))
    return b"".join(file.chunks)


def document(form: Form) -> Any:
    return json.loads(written(documents.FORMAT, form))


def valid(found: Any, schema: Any = SCHEMA) -> bool:
    return bool(jsonschema.Draft202012Validator(schema).is_valid(found))


def test_golden_document(form: Form, golden: Callable[[str, bytes], None]) -> None:
    golden("exam.json", written(documents.FORMAT, form))


def test_golden_lines(form: Form, golden: Callable[[str, bytes], None]) -> None:
    golden("exam.jsonl", written(jsonl.FORMAT, form))


def test_the_line_of_an_item_is_as_any_other_value_would_be_dumped(form: Form) -> None:
    for item in form.items:
        assert documents.item_line(item) == documents.dumped(documents.item_json(item))


def test_a_character_that_no_other_format_holds_is_a_question_mark_in_both(form: Form) -> None:
    item = form.items[0]
    odd = replace(item, question=replace(item.question, stem=Text("A{n}B", {"n": "\ufffe\uffff\x01\x7f½"})))
    made = replace(form, items=(odd,))
    (line,) = map(json.loads, written(jsonl.FORMAT, made).decode().splitlines())
    assert line["stem"] == document(made)["items"][0]["stem"]
    assert "??\x01" in line["stem"]


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("which", ["form", "hostile"])
def test_documents_obey_the_schema(which: str, request: pytest.FixtureRequest) -> None:
    jsonschema.Draft202012Validator(SCHEMA).validate(document(request.getfixturevalue(which)))


def test_every_familys_items_obey_the_schema(source: Source) -> None:
    validator = jsonschema.Draft202012Validator(ONE_ITEM)
    for level in LEVELS:
        for kind in source.kinds:
            for item in islice(draw(source, level, kind, "json"), 3):
                validator.validate(json.loads(documents.dumped(documents.item_json(item))))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("kind", "essay"),
        ("level", "extreme"),
        ("key", 2.5),
        ("key", "2.5"),
        ("stem", ""),
        ("params", {"input": [1, 2]}),
        ("options", []),
        ("tolerance", -1),
        ("further", 1),
    ],
)
def test_the_schema_refuses_what_is_no_item(form: Form, key: str, value: object) -> None:
    item = document(form)["items"][0]
    assert valid(item, ONE_ITEM)
    assert not valid(item | {key: value}, ONE_ITEM)


def test_the_schema_knows_how_many_options_are_right(form: Form) -> None:
    choice, numerical, multiple, *_ = document(form)["items"]
    assert not valid(multiple | {"kind": "choice"}, ONE_ITEM)
    assert not valid(choice | {"kind": "numerical"}, ONE_ITEM)
    assert not valid(numerical | {"kind": "multiple"}, ONE_ITEM)


def test_keys_come_in_the_documented_order(form: Form) -> None:
    found = document(form)
    assert list(found) == ["schema", "quizgen", "seed", "title", "form", "items", "points"]
    *single, table, several = found["items"]
    assert all(list(item) == [*HEAD, *ANSWER, *FOOT] for item in single)
    assert list(table) == [*HEAD, *ANSWER, "grid", *FOOT]
    assert list(several) == [*HEAD, "parts", *FOOT]
    assert list(single[0]["options"][0]) == OPTION


def test_keys_of_parts_and_cells_come_in_the_documented_order(form: Form) -> None:
    *_, table, several = document(form)["items"]
    first, second, *_, last = several["parts"]
    assert list(first) == [*PART, *ANSWER, "names", "solution"]
    assert list(second) == [*PART, *ANSWER, "follows", "solution"]
    assert list(second["options"][0]) == [*OPTION, "follows"]
    assert list(last) == [*PART, *ANSWER, "grid", "solution"]
    assert list(table["grid"]) == ["corner", "rows", "columns", "cells"]
    assert list(table["grid"]["cells"][0][0]) == [*ANSWER[1:], "names"]
    assert table["grid"]["cells"][1][1] == {"given": "0"}


def test_the_docs_name_every_key_and_kind_in_order() -> None:
    text = DOCS.read_text()
    rows = [key for row in re.findall(r"^\| (.*?) \|", text, re.MULTILINE) for key in re.findall(r"`(\w+)`", row)]
    defs = SCHEMA["$defs"]
    new = [key for name in ("part", "grid", "cell") for key in defs[name]["properties"]]
    assert rows == [*SCHEMA["properties"], *defs["item"]["properties"], *new]
    assert all(f"`{kind}`" in text for kind in KINDS)
    assert all(f'"{key}"' in text for key in defs["option"]["properties"])


def test_the_docs_say_what_changed_in_each_version() -> None:
    headings = re.findall(r"^## What changed from version (\d)$", DOCS.read_text(), re.MULTILINE)
    assert [int(version) for version in headings] == list(range(documents.SCHEMA - 1, 0, -1))
    assert SCHEMA["properties"]["schema"] == {"description": "The version of this schema.", "const": documents.SCHEMA}


def test_the_head_says_version_seed_and_form(form: Form) -> None:
    found = document(form)
    assert found["quizgen"] == resources.version()
    assert (found["seed"], found["title"], found["form"]) == ("7", "Midterm", "A")
    assert found["schema"] == 2
    assert found["points"] == [1, "3/2", 1, 1, 1, 1, 1, 4, 12]


def test_values_are_numbers_lists_and_objects(form: Form) -> None:
    choice, numerical, multiple, shape, *_ = document(form)["items"]
    assert (choice["key"], numerical["key"], shape["key"]) == (1024, 1024, [8, 10])
    assert [option["value"] for option in choice["options"]] == [1023, 1024, 1025, 20480]
    assert multiple["key"] == [option["value"] for option in multiple["options"] if option["correct"]]
    assert multiple["key"][0] == {
        "type": "Conv2d", "in_channels": 1, "out_channels": 1, "kernel_size": 2, "stride": 2, "padding": 0,
        "dilation": 1, "groups": 1, "bias": True,
    }  # fmt: skip


def test_authored_items_have_words_as_values_and_no_evidence(form: Form) -> None:
    matching, ordering, true_false = document(form)["items"][4:7]
    assert matching["prompts"] == ["`BatchNorm2d`", "`InstanceNorm2d`"]
    assert (matching["key"], ordering["key"], true_false["key"]) == ([2, 0], [1, 2, 0], "False")
    assert [option["value"] for option in matching["options"]] == [option["text"] for option in matching["options"]]
    assert [item["evidence"] for item in (matching, ordering, true_false)] == [None] * 3


@pytest.mark.parametrize(
    ("place", "change"),
    [
        (4, {"prompts": []}),
        (4, {"key": "A"}),
        (4, {"key": [0, 0]}),
        (4, {"evidence": {"torch": "2.13.0", "measured": 1}}),
        (5, {"prompts": ["a", "b"]}),
        (5, {"asks": "jump"}),
        (6, {"key": 5}),
        (0, {"evidence": None}),
        (0, {"key": "words"}),
    ],
)
def test_the_schema_tells_authored_items_from_computed_ones(form: Form, place: int, change: dict[str, Any]) -> None:
    item = document(form)["items"][place]
    assert valid(item, ONE_ITEM)
    assert not valid(item | change, ONE_ITEM)


@pytest.mark.parametrize(
    ("place", "change"),
    [
        (7, {"grid": None}),
        (7, {"kind": "numerical"}),
        (7, {"key": 448}),
        (7, {"parts": []}),
        (8, {"kind": "numerical"}),
        (8, {"key": 10}),
        (8, {"parts": []}),
        (0, {"kind": "parts"}),
        (0, {"grid": {"corner": "a", "rows": ["b"], "columns": ["c"], "cells": [[{"given": "1"}]]}}),
        (0, {"follows": ["n"]}),
    ],
)
def test_the_schema_tells_parts_and_grids_from_single_answers(form: Form, place: int, change: dict[str, Any]) -> None:
    item = document(form)["items"][place]
    assert valid(item, ONE_ITEM)
    assert not valid(item | change, ONE_ITEM)


@pytest.mark.parametrize(
    ("place", "change"),
    [
        (0, {"part": "1"}),
        (0, {"prompt": ""}),
        (0, {"after": "a"}),
        (0, {"points": 1.5}),
        (0, {"kind": "parts"}),
        (0, {"names": ["not a name"]}),
        (1, {"follows": []}),
        (1, {"key": "words"}),
        (2, {"options": []}),
        (3, {"key": 1}),
        (4, {"prompts": []}),
        (5, {"key": [0, 0]}),
        (6, {"grid": {"corner": "a", "rows": ["b"], "columns": ["c"], "cells": [[{"key": 1}]]}}),
    ],
)
def test_the_schema_refuses_what_is_no_part(form: Form, place: int, change: dict[str, Any]) -> None:
    item = document(form)["items"][8]
    item["parts"][place] |= change
    assert not valid(item, ONE_ITEM)


def test_fractions_are_strings_unless_they_are_whole(form: Form) -> None:
    key = [answered(form.items[1], Numerical(value)) for value in (Fraction(-2, 3), Fraction(4))]
    found = document(replace(form, items=tuple(key)))["items"]
    assert [item["key"] for item in found] == ["-2/3", 4]


def test_params_may_be_any_mapping(form: Form) -> None:
    params = {"input": [1, 2, 3], "layers": [], "more": MappingProxyType({"rate": Fraction(1, 2)})}
    item = answered(form.items[0], form.items[0].question.parts[0].answer, params=params)
    (found,) = document(replace(form, items=(item,)))["items"]
    assert found["params"]["more"] == {"rate": "1/2"}


def test_what_json_cannot_hold_is_refused() -> None:
    with pytest.raises(TypeError, match="no set"):
        documents.dumped({"a": {1, 2}})


def test_texts_are_markdown_with_tex(form: Form) -> None:
    choice, numerical, multiple, *_ = document(form)["items"]
    stem = "An input of 2,049 × 2,049 meets `Conv2d(kernel_size=3, stride=2)`. How many rows come out?"
    assert choice["stem"] == stem
    assert choice["options"][2]["feedback"].endswith("$\\left\\lfloor x \\right\\rfloor$ rounds down.")
    assert choice["solution"].endswith("$$o = 1{,}024$$")
    assert "| Conv2d | 3 |" in numerical["stem"]
    assert multiple["solution"].endswith("\n\n`x` and `y`")


def test_figures_are_data_with_words(form: Form) -> None:
    first, second = document(form)["items"][2]["figures"]
    assert first == {
        "kind": "kernel", "params": {"kernel_size": 2, "dilation": 1}, "alt": 'A "kernel" of 2 × 2', "place": "stem",
    }  # fmt: skip
    assert second["place"] == "solution"


def test_lines_hold_the_same_items(form: Form) -> None:
    lines = written(jsonl.FORMAT, form).decode().splitlines()
    assert [json.loads(line) for line in lines] == document(form)["items"]
    assert written(documents.FORMAT, form).decode().splitlines()[1:-1] == [
        line + "," * (number < len(lines)) for number, line in enumerate(lines, start=1)
    ]


def test_a_form_without_items_is_still_a_document(form: Form) -> None:
    assert document(replace(form, items=()))["items"] == []
    assert written(jsonl.FORMAT, replace(form, items=())) == b""


def test_same_form_same_bytes_and_one_file_a_form(form: Form) -> None:
    assert written(documents.FORMAT, form) == written(documents.FORMAT, form)
    files = documents.FORMAT.write([form, replace(form, name="B")], Options("exam"))
    assert [file.name for file in files] == ["exam-a.json", "exam-b.json"]
