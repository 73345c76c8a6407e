"""Whatever stands in a file: it is read, or refused in one sentence and at once."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from quizgen import architectures, authored, resources
from quizgen.blueprint import reader
from quizgen.cli.errors import LONGEST, shortened
from quizgen.errors import UsageError
from quizgen.misconceptions import concepts
from quizgen.reading.toml import parsed
from quizgen.space import Dice

FILES = 150
VALUES = (
    *(
        "0",
        "-1",
        "1e400",
        "1e-400",
        "nan",
        "inf",
        "-inf",
        "1e999999999",
        "1e99999999999999999999",
        "true",
        "2026-01-01",
    ),
    *("9" * 5000, "0x" + "f" * 5000, f"0.{'3' * 5000}", "[" * 900 + "]" * 900, "{a = " * 900 + "1" + "}" * 900),
    *('""', '"a\\u0000b"', f'"{"x" * 30_000}"', "[]", "{}", '["a", 1]', '[["a"]]', '"../../etc/passwd.toml"', '"/"'),
    *('"$(((x$"', f'"${"(" * 900}x{")" * 900}$"', f'"${"-" * 9000}x$"', f'"${"9" * 5000}$"', '"`"', '"{x}"', '"**a"'),
    *('"True or false: $9**9**9**9 == 3$?"', '"$1/0 == 2**-1$."', '"Is it\\n\\n- a\\n- b?"', "1979-05-27T07:32:00Z"),
)
LINES = ("[[item]]", "[[slots]]", "[item]", "[a.b.c]", "x = 1", "=", '"""', ".".join("a" * 900) + " = 1", "\ufeff", "]")


def mutated(text: str, dice: Dice) -> str:
    """The text with other values, other lines, or a part of it left out."""
    lines = text.splitlines()
    for _ in range(1 + dice.below(3)):
        place = dice.below(len(lines))
        key = re.match(r"[\w-]+ *= *", lines[place])
        match dice.below(4):
            case 0 | 1 if key:
                lines[place] = key[0] + VALUES[dice.below(len(VALUES))]
            case 2:
                lines[place] = LINES[dice.below(len(LINES))]
            case _:
                del lines[place : place + 1 + dice.below(3)]
        lines = lines or ["x = 1"]
    return "\n".join(lines)


def read_items(text: str, folder: Path) -> object:
    path = folder / "my.toml"
    path.write_text(text, encoding="utf-8")
    return authored.opened(path).items


def read_concepts(text: str, folder: Path) -> object:
    del folder
    return concepts.read(parsed(text, "my.toml").tables("concept", "a table [[concept]] is needed"))


def said(read: Callable[[str, Path], object], text: str, folder: Path) -> str:
    """What is wrong with a text, or nothing."""
    try:
        read(text, folder)
    except UsageError as error:
        return str(error)
    return ""


BANKS = resources.banks()
READERS: dict[str, tuple[Path, Callable[[str, Path], object]]] = {
    "items": (BANKS / "concepts" / "pooling.toml", read_items),
    "blueprint": (BANKS / "blueprints" / "quiz.toml", lambda text, folder: reader.parse(text, "my.toml", folder)),
    "architecture": (BANKS / "architectures" / "googlenet.toml", lambda text, _: architectures.parse(text, "my.toml")),
    "concepts": (BANKS / "misconceptions.toml", read_concepts),
}


@pytest.mark.parametrize("name", READERS)
def test_a_file_is_read_or_refused_in_one_sentence_and_at_once(name: str, tmp_path: Path) -> None:
    path, read = READERS[name]
    whole = path.read_text(encoding="utf-8")
    read(whole, tmp_path)
    text = whole[:6000].rpartition("\n\n")[0]
    refused = 0
    for number in range(FILES):
        other = mutated(text, Dice(name, number))
        begun = time.process_time()
        sentence = said(read, other, tmp_path)
        refused += bool(sentence)
        assert not sentence or "my.toml" in sentence
        assert len(shortened(sentence, LONGEST)) <= LONGEST
        assert time.process_time() - begun < 5, other[:2000]
    assert refused > FILES // 3


@pytest.mark.parametrize("value", ["1e400", "-1e400", "1e-400", "nan", "inf", "0", "9" * 5000, "1e999999999"])
def test_points_are_numbers_that_can_be_given(value: str) -> None:
    slot = f'title = "T"\n[[slots]]\nfamily = "conv-output-size"\nlevel = "easy"\npoints = {value}\n'
    with pytest.raises(UsageError, match=r"x\.toml: slots\[1\]\.points: (numbers|.+ is not a number)"):
        reader.parse(slot, "x.toml")


@pytest.mark.parametrize("text", [f"x = {'[' * n}{']' * n}" for n in (50, 900)] + [".".join("a" * 900) + " = 1"])
def test_what_is_nested_too_deeply_is_said_with_its_place(text: str) -> None:
    with pytest.raises(UsageError, match=r"^x\.toml: .*nested more than 40 deep; write fewer( \(line 1\))?$"):
        parsed(text, "x.toml")


HUGE = "9" * 5000, f"-{'9' * 5000}.5", f"0.{'3' * 5000}", f"1e{'9' * 20}", f"1e-{'9' * 5000}", "1_000" * 2000


@pytest.mark.parametrize("number", ["0xfffffffffffffffffffffff", "1e99", *HUGE])
def test_a_number_that_is_too_large_is_said_with_its_place(number: str) -> None:
    with pytest.raises(UsageError, match=r"^x\.toml: y\[2\]\.a: numbers have at most 18 digits"):
        parsed(f"y = [1, {{a = {number}}}]", "x.toml")


@pytest.mark.parametrize(("slots", "count"), [(5000, 1000), (1001, 1), (11, 1000)])
def test_a_form_has_no_more_items_than_anybody_asks(slots: int, count: int) -> None:
    slot = f'[[slots]]\nfamily = "conv-output-size"\nlevel = "easy"\ncount = {count}\n'
    begun = time.process_time()
    with pytest.raises(UsageError, match=r"x\.toml: slots: .* [\d,]+ .*, and a form has at most 10?,000; "):
        reader.parse('title = "T"\n' + slots * slot, "x.toml")
    assert time.process_time() - begun < 5


def test_a_file_larger_than_any_is_not_read() -> None:
    with pytest.raises(UsageError, match="the file has 2,000,001 characters"):
        parsed("#" * 2_000_001, "x.toml")
