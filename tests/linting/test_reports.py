"""What was found as text, JSON and SARIF."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from quizgen.foreign import gift
from quizgen.foreign.model import ForeignFile, Remark
from quizgen.linting.dispatch import linted
from quizgen.linting.opening import opened
from quizgen.linting.reports import records, sarif, text
from quizgen.linting.reports.report import Judged

HERE = Path(__file__).parent
SCHEMA = json.loads((HERE / "sarif-2.1.0.schema.json").read_text("utf-8"))


def judged(path: Path, where: str) -> Judged:
    file, written = opened(path.read_bytes(), where)
    return Judged(file, linted(file, written))


PLANTED = [
    judged(path, f"bank/week 3/{path.name}") for path in sorted((HERE / "planted").glob("*.*")) if path.suffix != ".md"
]
MADE = Judged(
    ForeignFile("deck.zip", "qti21", ()),
    (
        Remark("mojibake", "warning", "A sign", 4, "Größe", "items/ä 1.xml"),
        Remark("ill-formed", "error", "It ends", 2, "", "items/b.xml"),
    ),
)


def found_in_sarif(record: Any) -> list[tuple[str, str, int]]:
    return [
        (one["ruleId"], one["level"], one["locations"][0]["physicalLocation"]["region"]["startLine"])
        for one in record["runs"][0]["results"]
    ]


def test_sarif_is_valid_by_the_schema_of_oasis_and_says_all_that_was_found() -> None:
    record = json.loads(sarif.written([*PLANTED, MADE], "0.2.0"))
    jsonschema.validate(record, SCHEMA)
    assert found_in_sarif(record) == [
        (one.rule, one.severity, 1 if one.within else one.line) for some in [*PLANTED, MADE] for one in some.remarks
    ]


def test_each_result_of_sarif_points_to_its_rule_and_its_file() -> None:
    run = json.loads(sarif.written([*PLANTED, MADE], "0.2.0"))["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    for one in run["results"]:
        assert rules[one["ruleIndex"]]["id"] == one["ruleId"]
        place = one["locations"][0]["physicalLocation"]["artifactLocation"]
        assert run["artifacts"][place["index"]]["location"]["uri"] == place["uri"]
    assert all(one["help"]["text"].endswith((".", ":")) for one in rules)
    assert run["artifacts"][0]["location"]["uri"] == "bank/week%203/all_of_the_above.gift"


def test_what_is_in_a_member_is_shown_at_the_archive_with_the_member_and_its_line() -> None:
    run = json.loads(sarif.written([MADE], "0.2.0"))["runs"][0]
    assert [one["location"]["uri"] for one in run["artifacts"]] == ["deck.zip"]
    (place,) = run["results"][0]["locations"]
    assert place["physicalLocation"]["artifactLocation"] == {"uri": "deck.zip", "index": 0}
    assert run["results"][0]["message"]["text"] == "items/ä 1.xml, line 4: A sign."
    named = [("Größe", "question"), ("items/ä 1.xml", "member")]
    assert [(one["name"], one["kind"]) for one in place["logicalLocations"]] == named


def test_sarif_of_nothing_is_valid() -> None:
    record = json.loads(sarif.written([Judged(ForeignFile("a.gift", "gift", ()), ())], "0.2.0"))
    jsonschema.validate(record, SCHEMA)
    assert record["runs"][0]["results"] == []


def test_json_says_all_that_was_found() -> None:
    record = json.loads(records.written([*PLANTED, MADE]))
    assert record["summary"]["errors"] == sum(
        one.severity == "error" for some in [*PLANTED, MADE] for one in some.remarks
    )
    assert record["files"][-1] == {
        "file": "deck.zip",
        "sort": "qti21",
        "title": "",
        "questions": 0,
        "remarks": [
            {
                "rule": "mojibake",
                "severity": "warning",
                "line": 4,
                "member": "items/ä 1.xml",
                "question": "Größe",
                "words": "A sign",
            },
            {
                "rule": "ill-formed",
                "severity": "error",
                "line": 2,
                "member": "items/b.xml",
                "question": "",
                "words": "It ends",
            },
        ],
    }


def test_text_has_a_line_for_each_remark_errors_first_and_a_summary() -> None:
    assert list(text.lines([MADE])) == [
        "deck.zip: QTI 2.1, 0 questions",
        "deck.zip items/b.xml:2: error ill-formed: It ends",
        "deck.zip items/ä 1.xml:4: warning mojibake: A sign (Größe)",
        "",
        "deck.zip, 0 questions: 1 error, 1 warning.",
    ]


def test_every_line_of_the_text_can_be_followed_to_its_place() -> None:
    place = re.compile(r"(bank/week 3/\S+):(\d+): (error|warning|note) ([a-z-]+): [A-Z'“<\\].*[^.]$")
    told = [found for line in text.lines(PLANTED) if (found := place.match(line))]
    assert [(found[1], int(found[2]), found[4]) for found in told] == [
        (some.file.where, one.line, one.rule) for some in PLANTED for one in some.remarks
    ]


def test_what_a_rule_finds_again_and_again_is_counted_unless_all_is_asked_for() -> None:
    many = Judged(
        ForeignFile("a.gift", "gift", ()), tuple(Remark("hint-empty", "note", "x", line) for line in range(1, 31))
    )
    assert [line for line in text.lines([many]) if "more" in line] == [
        "    and 22 more like these: --rule hint-empty shows them all"
    ]
    assert len(list(text.lines([many], shortened=False))) == 33
    nine = Judged(many.file, many.remarks[:9])
    assert sum("hint-empty" in line for line in text.lines([nine])) == 9


@pytest.mark.parametrize(
    ("keys", "says"),
    [
        (None, []),
        (0, ["Keys worked out again in PyTorch: 0 of 3; nobody verified the others."]),
        (2, ["Keys worked out again in PyTorch: 2 of 3; nobody verified the others."]),
        (3, ["Keys worked out again in PyTorch: 3 of 3."]),
    ],
)
def test_how_many_keys_were_worked_out_again_is_told(keys: int | None, says: list[str]) -> None:
    asked = b"".join(b"::Q%d:: How many parameters does nn.BatchNorm2d(64) have? {#256}\n\n" % one for one in range(3))
    file = gift.read(asked, "a.gift")
    every = [Judged(file, (), keys)]
    assert list(text.lines(every)) == ["a.gift, 3 questions: nothing is wrong.", *says]
    record = json.loads(records.written(every))
    assert [record["files"][0].get("verified"), record["summary"].get("verified")] == [keys, keys]
    run = json.loads(sarif.written(every, "0.2.0"))["runs"][0]
    assert run.get("properties") == (None if keys is None else {"keysVerified": keys})


def test_a_file_without_fault_is_told_in_one_line() -> None:
    clean = [Judged(ForeignFile(name, "gift", ()), ()) for name in ("a.gift", "b.gift")]
    assert list(text.lines(clean[:1])) == ["a.gift, 0 questions: nothing is wrong."]
    assert list(text.lines(clean)) == ["2 files, 0 questions: nothing is wrong."]
