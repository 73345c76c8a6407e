"""On what quizgen writes itself nothing is found: no error, no warning, no note."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import handmade
import handmade_parts
import pytest
from click.testing import CliRunner
from hostile import spoiled_form

from quizgen import catalog
from quizgen.catalog import format_called
from quizgen.cli import main
from quizgen.foreign.model import Remark
from quizgen.formats.protocol import Format, Options
from quizgen.linting.dispatch import linted
from quizgen.linting.opening import opened
from quizgen.model import LEVELS, Evidence, Form, Item

FORMATS = ("aiken", "gift", "json", "moodle", "qti12", "qti21", "qti30", "stack")
"""Those that are read."""
GOLDEN = Path(__file__).parents[1] / "formats" / "golden"
HANDMADE = (
    *(handmade.choice(), handmade.numerical(), handmade.multiple(), handmade.shape(), handmade.matching()),
    *(handmade.ordering(), handmade.true_false(), handmade_parts.grid(), handmade_parts.several()),
)
OF_THE_WORDS = {
    *("option-repeats-stem", "prompt-repeated", "replacement-character", "control-character"),
    *("tex-in-menu", "tex-in-single-dollars"),
}
"""What is said rightly of hostile words, whoever writes them: they are the same everywhere, and look like formulas."""
ALL = bool(os.environ.get("QUIZGEN_EVERYTHING"))
MANY = 5 if ALL else 1
"""Items of each family, level and kind."""


def format_of(name: str) -> Format:
    fmt = format_called(name)
    assert fmt
    return fmt


def found(content: bytes, where: str) -> tuple[Remark, ...]:
    file, written = opened(content, where)
    return linted(file, written)


def written(fmt: Format, items: Sequence[Item], options: Options) -> Iterator[Remark]:
    """What is found in the files of a format, with the items that it holds."""
    held = tuple(item for item in items if item.question.kind in fmt.kinds and not _refused(fmt, item))
    assert held
    form = Form("Midterm", "7", held, "A", course="CNN 101", date="2026-01-31", notes=("No calculators.",))
    for file in fmt.write([form], options):
        yield from found(b"".join(file.chunks), file.name)


def _refused(fmt: Format, item: Item) -> bool:
    refusal = getattr(fmt, "refusal", None)
    return bool(refusal and refusal(item.question))


@pytest.mark.parametrize("name", ["moodle.xml", "stack.xml", "exam.gift", "exam.aiken.txt", "exam.json", "exam.jsonl"])
def test_nothing_is_found_in_a_golden_file(name: str) -> None:
    assert found((GOLDEN / name).read_bytes(), name) == ()


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "stack"])
def test_words_that_look_like_markup_are_written_so_that_they_are_words(name: str) -> None:
    fmt = format_of(name)
    for item in HANDMADE:
        if item.question.kind in fmt.kinds:
            spoiled = spoiled_form(Form("Midterm", "7", (item,), "A")).items
            assert {one.rule for one in written(fmt, spoiled, Options("items", alone=True))} <= OF_THE_WORDS


def every_item() -> Iterator[Item]:
    """Items of every family at all levels in all kinds, and every item that was written by hand."""
    authored = {source.id for source in catalog.authored()}
    for source in catalog.sources():
        many = None if source.id in authored else MANY
        for kind in source.kinds:
            for level in LEVELS:
                if source.count(level, kind):
                    for question in islice(source.draw(level, kind, "1"), many):
                        yield Item(question, Evidence("2.13.0", ()))


@pytest.fixture(scope="module")
def items() -> tuple[Item, ...]:
    return tuple(every_item())


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
def test_nothing_is_found_in_items_of_every_sort(name: str, items: tuple[Item, ...]) -> None:
    some = items if ALL or name in {"moodle", "gift", "json"} else items[::12]
    assert Counter((one.rule, one.words) for one in written(format_of(name), some, Options("items", alone=True))) == {}


@pytest.mark.slow
def test_nothing_is_found_in_an_exam(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    blueprint, runner = tmp_path / "klausur.toml", CliRunner()
    assert runner.invoke(main, ["blueprint", "new", "klausur"]).exit_code == 0
    blueprint.write_text(blueprint.read_text("utf-8").replace('# language = "de"', 'language = "de"'), "utf-8")
    asked = ["exam", "klausur.toml", "--forms", "2", "--seed", "2", "--wrong", "25", "--shuffle", "-o", "out"]
    made = runner.invoke(main, [*asked, "--format", "moodle,gift,qti21,json"])
    assert made.exit_code == 0, made.output
    paths = [path for path in sorted((tmp_path / "out").iterdir()) if path.suffix in {".xml", ".gift", ".zip"}]
    paths += [*(tmp_path / "out").glob("klausur-*.json"), tmp_path / "out" / "exam.json"]
    assert len(paths) == 9
    assert [one for path in paths for one in found(path.read_bytes(), path.name)] == []
