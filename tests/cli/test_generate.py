from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from quizgen import catalog
from quizgen.counting.counts import counts

Run = Callable[..., Result]


def items(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.stderr
    listed: list[dict[str, Any]] = json.loads(result.stdout)["items"]
    return listed


def test_the_same_seed_gives_the_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    for number in (1, 2):
        arguments = [
            "generate",
            "all",
            "-n",
            "60",
            "--seed",
            "7",
            "--format",
            "json",
            "-o",
            f"{tmp_path}/{number}.json",
        ]
        env = os.environ | {"PYTHONHASHSEED": str(number)}
        subprocess.run([sys.executable, "-m", "quizgen", *arguments], check=True, env=env, capture_output=True)
    one, two = ((tmp_path / f"{number}.json").read_bytes() for number in (1, 2))
    assert one == two
    assert len(json.loads(one)["items"]) == 60


def test_a_smaller_number_gives_the_beginning_of_a_larger_one(run: Run) -> None:
    few, many = (items(run("generate", "all", "-n", n, "--seed", "7", "--format", "json")) for n in ("20", "50"))
    assert few == many[:20]
    assert len({item["id"] for item in many}) == len({item["stem"] for item in many}) == 50


def test_only_what_was_named_is_drawn(run: Run) -> None:
    arguments = ("--level", "easy,hard", "--kind", "numerical", "--seed", "7", "--format", "json")
    found = items(run("generate", "conv-output-size", "parameters", "-n", "12", *arguments))
    assert {item["topic"] for item in found} == {"output-size", "parameters"}
    assert {item["level"] for item in found} == {"easy", "hard"}
    assert {item["kind"] for item in found} == {"numerical"}


def test_families_that_cannot_be_asked_so_are_left_out_and_named(run: Run) -> None:
    named = "conv-output-size", "which-conv-output-size"
    result = run("generate", *named, "-n", "6", "--kind", "multiple", "--seed", "7", "--format", "json")
    assert {item["kind"] for item in items(result)} == {"multiple"}
    assert result.stderr == "Left out: conv-output-size, which cannot be asked as multiple.\n"


def test_many_that_cannot_be_asked_so_are_a_count_and_an_example(run: Run) -> None:
    said = run("generate", "all", "-n", "1", "--kind", "grid", "--seed", "7", "--format", "json").stderr
    out = [source for source in catalog.sources() if "grid" not in source.kinds]
    pattern = rf"Left out: {len(out)} families and files that cannot be asked as grid, such as ([a-z-]+)\.\n"
    found = re.fullmatch(pattern, said)
    assert found
    assert found[1] in {source.id for source in out}


def test_nothing_that_can_be_asked_so_is_an_error_with_one_example(run: Run) -> None:
    result = run("generate", "output-size", "--kind", "matching,ordering")
    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr) < 200
    assert "can be asked as matching or ordering; " in result.stderr


def test_a_family_alone_that_cannot_be_asked_so_is_an_error(run: Run) -> None:
    result = run("generate", "conv-output-size", "--kind", "multiple")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "conv-output-size can be asked as choice or numerical" in result.stderr


def test_asking_for_too_many_is_one_sentence_with_both_numbers_and_leaves_no_file(run: Run, tmp_path: Path) -> None:
    output = tmp_path / "new" / "x.json"
    result = run("generate", "conv-output-size", "-n", "1000000000", "-o", str(output))
    (source,) = catalog.select(["conv-output-size"])
    there = sum(kinds[source.usual(level)] for level, kinds in counts(source).items())
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert "1,000,000,000" in result.stderr
    assert f"{there:,}" in result.stderr
    assert list(tmp_path.iterdir()) == []


COUNTS = "0", "-1", "1.5", "ten", "", "1_0", "9" * 5000


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["conv-ouput-size"], "did you mean 'conv-output-size'"),
        (["all", "--format", "jsn"], "did you mean 'json'"),
        (["all", "--format", "json,markdown"], "give one with -o"),
        (["all", "-o", "items"], "add --format"),
        (
            ["all", "-o", "items.foo"],
            "ends in '.apkg', '.docx', '.gift', '.h5p', '.html', '.ipynb', '.json', '.jsonl', '.md', '.pdf', '.tex', ",
        ),
        (["all", "--level", "esy"], "there is no level 'esy'; did you mean 'easy'?"),
        *((["all", "-n", many], "is not a whole number from 1 to 1,000,000,000") for many in COUNTS),
        (["all", "--format", "json", "-o", "/dev/null"], "not a regular file"),
        ([], "Missing argument"),
    ],
)
def test_a_request_that_cannot_be_met_says_why(run: Run, arguments: list[str], says: str) -> None:
    result = run("generate", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert says in result.stderr


def test_without_a_seed_one_is_chosen_told_and_stored(run: Run) -> None:
    first = run("generate", "conv-output-size", "-n", "3", "--format", "json")
    seed = json.loads(first.stdout)["seed"]
    assert f"--seed {seed} gives the same again" in first.stderr
    assert run("generate", "conv-output-size", "-n", "3", "--format", "json", "--seed", seed).stdout == first.stdout


def test_the_formats_follow_the_files_name(run: Run, tmp_path: Path) -> None:
    for suffix, start in ((".json", b"{"), (".md", b"# "), (".xml", b"<?xml"), (".typ", b"")):
        path = tmp_path / f"x{suffix}"
        result = run("generate", "conv-output-size", "-n", "2", "--seed", "7", "-o", str(path))
        assert result.exit_code == 0, result.stderr
        assert result.stdout.splitlines()[0] == str(path)
        assert path.read_bytes().startswith(start)


def test_several_formats_fill_a_folder(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "new"
    result = run(
        "generate",
        "parameters",
        "-n",
        "2",
        "--seed",
        "7",
        "--format",
        "json",
        "--format",
        "moodle,jsonl",
        "-o",
        str(folder),
    )
    assert result.exit_code == 0, result.stderr
    assert {path.name for path in folder.glob("[!.]*")} == {"items.json", "items.xml", "items.jsonl"}


def test_the_key_and_the_title_are_the_readers_choice(run: Run) -> None:
    arguments = ("generate", "conv-output-size", "-n", "1", "--seed", "7", "--title", "Week 3")
    plain, key = run(*arguments).stdout, run(*arguments, "--key").stdout
    assert plain.startswith("# Week 3\n")
    assert len(key) > len(plain)
    assert key.startswith(plain.rstrip()[:200])


def test_files_beside_the_main_one_are_named_where_only_that_can_be_given(run: Run) -> None:
    result = run("generate", "conv-output-size", "-n", "1", "--seed", "7", "--format", "pdf")
    assert result.stdout_bytes.startswith(b"%PDF")
    assert "items-key.pdf" in result.stderr


def test_a_full_standard_output_is_one_sentence() -> None:
    with Path("/dev/full").open("w") as full:
        arguments = [sys.executable, "-m", "quizgen", "generate", "conv-output-size", "--seed", "7"]
        done = subprocess.run(arguments, check=False, stdout=full, stderr=subprocess.PIPE, text=True)
    assert (done.returncode, done.stderr) == (1, "Error: standard output: no space left on device\n")


def test_a_reader_that_stops_reading_causes_no_traceback() -> None:
    command = f"{sys.executable} -m quizgen generate conv-output-size -n 300 --seed 7 --format json | head -c 1"
    done = subprocess.run(command, check=True, shell=True, capture_output=True, text=True)  # noqa: S602 - a pipe is meant
    assert (done.stdout, done.stderr) == ("{", "")


def test_wrong_options_cost_what_one_says(run: Run) -> None:
    given = "generate", "conv-output-size", "-n", "1", "--seed", "7", "--kind", "choice", "--format"
    wrong = len(items(run(*given, "json"))[0]["options"]) - 1
    assert wrong > 1
    assert run(*given, "moodle").stdout.count('fraction="0"') == wrong
    assert run(*given, "moodle", "--wrong", "33.3").stdout.count('fraction="-33.33333"') == wrong


def test_a_cost_that_moodle_does_not_know_is_refused(run: Run) -> None:
    given = "generate", "conv-output-size", "-n", "1", "--seed", "7", "--format", "moodle", "--wrong"
    for wrong, said in (("37", "the nearest costs 40%"), ("x", "not a percentage"), ("120", "between 0 and 100")):
        result = run(*given, wrong)
        assert result.exit_code == 2
        assert said in result.stderr


def test_where_nobody_says_how_many_a_small_topic_gives_all_that_it_has(run: Run) -> None:
    result = run("generate", "pooling", "--format", "jsonl")
    assert result.exit_code == 0
    assert "At most 8 of them may stand together, and no more are taken." in result.stderr
    assert 5 <= len(result.stdout.splitlines()) <= 8
    assert run("generate", "pooling", "-n", "10", "--format", "jsonl").exit_code == 2
