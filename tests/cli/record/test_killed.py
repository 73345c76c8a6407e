"""Writers that are killed at any moment: what they said that it is kept is kept, and the file is good."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from quizgen.cli.record import opened
from quizgen.study.log import codec

KILLS = """
import json, os, random, signal, sys, time
from msgspec.structs import replace
from quizgen.cli.record import opened
from quizgen.cli.record.kept import Kept
from quizgen.study.log import codec

kills, most, pattern = int(sys.argv[1]), int(sys.argv[2]), codec.event(sys.stdin.readline())
chance = random.Random(most)
said = []

def write(pipe):
    with opened(f"p{profile}") as record:
        for _ in range(10**6):
            event = replace(pattern, uid=os.urandom(8).hex())
            record.append(event)
            os.write(pipe, event.uid.encode())

def acknowledged(pipe, found):
    while part := os.read(pipe, 16):
        found += part
    return [found[at:at + 16].decode() for at in range(0, len(found), 16)]

for number in range(kills):
    profile = number // 10  # each log is begun anew after ten kills
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        write(writing)
        os._exit(1)
    os.close(writing)
    first = b"".join(os.read(reading, 16) for _ in range(chance.randint(0, most)))
    time.sleep(chance.random() * 0.02)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    said += [(profile, uid) for uid in acknowledged(reading, first)]
    os.close(reading)
print(json.dumps(said))
"""


def killed(pattern: str, kills: int, most: int) -> list[tuple[int, str]]:
    """The profiles and uids that a writer said that it had kept, in so many lives.

    Each life ends up to 20 ms after up to so many answers.
    """
    program = [sys.executable, "-c", KILLS, str(kills), str(most)]
    done = subprocess.run(program, input=pattern + "\n", capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [(profile, uid) for profile, uid in json.loads(done.stdout)]


def proven(said: list[tuple[int, str]]) -> None:
    """Everything that was said to be kept is there, in its order; of what was not said yet one event a life at most."""
    for profile in {one for one, _ in said}:
        with opened(f"p{profile}") as record:
            found = [event.uid for event in record.events()]
        told = [uid for one, uid in said if one == profile]
        assert [uid for uid in found if uid in set(told)] == told
        assert len(found) - len(told) <= 10


@pytest.mark.parametrize("kills", [20, pytest.param(300, marks=pytest.mark.slow)])
def test_what_was_kept_outlives_kills_at_any_moment(answer: Any, kills: int) -> None:
    said = killed(codec.line(answer(1)), kills, 4)
    assert len(said) > kills
    proven(said)


def test_nothing_of_a_killed_beginning_is_left(answer: Any) -> None:
    said = killed(codec.line(answer(1)), 30, 0)
    with opened("next") as record:
        record.append(answer(1))
    proven(said)
    names = {path.name.partition(".")[0] for path in Path(os.environ["QUIZGEN_DATA"]).iterdir()}
    assert names <= {"next", *(f"p{number}" for number in range(3))}
