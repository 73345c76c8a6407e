"""Plays questions of a course as PrairieLearn does: elements and ``server.py`` in turn, phase by phase.

After each phase of ``server.py`` only that may have changed which its documentation lets the phase change.
"""

from __future__ import annotations

import copy
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Self

import chevron
import course_elements
import course_server
from course_elements import Data, Element

EDITED: Mapping[str, set[str]] = {
    "generate": {"params", "correct_answers"},
    "prepare": {"params", "correct_answers", "answers_names"},
    "parse": {"format_errors", "submitted_answers", "correct_answers", "feedback"},
    "grade": {
        *("correct_answers", "feedback", "format_errors", "params"),
        *("partial_scores", "score", "submitted_answers"),
    },
    "test": {"format_errors", "raw_submitted_answers", "partial_scores", "score", "feedback"},
}


class Worker:
    """A process that runs ``server.py``, of as many questions as are asked."""

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, course_server.__file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        )
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def call(self, folder: Path, phase: str, data: Data) -> Any:
        """What comes back; raises AssertionError for an error there, and for what was changed and may not be."""
        if not self._process.stdin or not self._process.stdout:
            raise RuntimeError("there is nobody to ask")
        self._process.stdin.write(json.dumps({"folder": str(folder), "phase": phase, "data": data}) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        assert "error" not in answer, f"{folder.name}: {phase}: {answer['error']}"
        if phase == "file":
            return answer["result"]
        after: Data = answer["result"]
        assert after.keys() == data.keys(), folder.name
        changed = {key for key in data if after[key] != json.loads(json.dumps(data[key]))}
        assert changed <= EDITED[phase], f"{folder.name}: {phase} changes {changed}"
        return after


@dataclass
class Played:
    """A variant as it is kept: its parameters and right answers."""

    folder: Path
    worker: Worker
    seed: int
    params: Data
    correct_answers: Data

    def data(self, **more: Any) -> Data:
        """The dictionary of a phase."""
        kept = {"params": self.params, "correct_answers": self.correct_answers, "variant_seed": self.seed}
        return copy.deepcopy(kept | {"options": {"question_path": str(self.folder)}} | more)

    def page(self, data: Data) -> str:
        """``question.html`` filled with the data."""
        found: str = chevron.render((self.folder / "question.html").read_text(encoding="utf-8"), data)
        return found

    @cached_property
    def elements(self) -> list[Element]:
        """What takes answers: the same in every phase."""
        return course_elements.elements(self.page(self.data()))

    def submitted(self, raw: Data) -> Data:
        """The data after an answer was parsed and, if it could be, graded."""
        data = self.data(
            raw_submitted_answers=raw, submitted_answers=dict(raw), format_errors={}, feedback={}, gradable=True
        )
        for element in self.elements:
            course_elements.parse(element, data)
        parsed: Data = self.worker.call(self.folder, "parse", data)
        data = parsed
        if data["format_errors"]:
            return data
        data |= {"partial_scores": {}, "score": 0}
        for element in self.elements:
            course_elements.grade(element, data)
        _weighted(data)
        graded: Data = self.worker.call(self.folder, "grade", data)
        return graded

    def tested(self, kind: str) -> Data:
        """What PrairieLearn's own test of that kind types, and what it expects."""
        tested: Data = self.worker.call(self.folder, "test", self.testing(kind))
        return tested

    def testing(self, kind: str) -> Data:
        """What elements type in a test of that kind."""
        data = self.data(
            raw_submitted_answers={},
            format_errors={},
            partial_scores={},
            score=0,
            feedback={},
            gradable=True,
            test_type=kind,
        )
        for element in self.elements:
            course_elements.test(element, data)
        _weighted(data)
        return data

    def file(self, name: str) -> str:
        """A figure."""
        found: str = self.worker.call(self.folder, "file", self.data(filename=name))
        return found


def played(folder: Path, seed: int, worker: Worker) -> Played:
    """A fresh variant of a question."""
    empty = Played(folder, worker, seed, {}, {})
    made = worker.call(folder, "generate", empty.data())
    variant = Played(folder, worker, seed, made["params"], made["correct_answers"])
    data = variant.data(answers_names={})
    for element in variant.elements:
        course_elements.prepare(element, data)
    data = worker.call(folder, "prepare", data)
    return Played(folder, worker, seed, data["params"], data["correct_answers"])


def _weighted(data: Data) -> None:
    """The score of the whole before ``server.py`` is asked: the weighted mean."""
    scores = data["partial_scores"].values()
    whole = sum(one["weight"] for one in scores)
    data["score"] = sum(one["score"] * one["weight"] for one in scores) / whole if whole else 0
