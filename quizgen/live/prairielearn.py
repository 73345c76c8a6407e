"""What ``server.py`` of a question in PrairieLearn calls, phase by phase, with its ``data``.

PrairieLearn reads ``server.py`` anew for each phase, so nothing else is imported before it is needed.
"""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from quizgen.model import Item, Kind, Level

Data: TypeAlias = dict[str, Any]
"""The dictionary that PrairieLearn hands over; its documentation says which keys each phase may change."""


class Live(ABC):
    """A question that is asked anew for each student."""

    @abstractmethod
    def generate(self, data: Data) -> None:
        """Fills ``params`` and ``correct_answers`` with the variant for ``variant_seed``.

        Raises QuizgenError where there is none: PrairieLearn then shows that the question is broken, and no wrong key.
        """

    def parse(self, data: Data) -> None:
        """Adds ``format_errors`` for shapes that cannot be read."""
        from quizgen.live.grading import parse

        parse(data)

    def grade(self, data: Data) -> None:
        """Marks what was written as quizgen does: ``partial_scores``, ``score`` and ``feedback``.

        What is right from a student's own earlier value counts; a mistake that is known is named.
        """
        from quizgen.live.grading import grade

        grade(data)

    def test(self, data: Data) -> None:
        """Gives PrairieLearn's own tests wrong numbers and shapes, and the scores that are due."""
        from quizgen.live.testing import test

        test(data)

    def file(self, data: Data) -> str:
        """The figure that a page asks for."""
        drawing: str = data["params"]["drawings"].get(data["filename"], "")
        return drawing


@dataclass(frozen=True, kw_only=True)
class Asked(Live):
    """A question by what it is about; ``quizgen.live.variant`` says what the arguments mean."""

    family: str
    level: Level
    kind: Kind
    item: str | None = None
    params: Mapping[str, object] = field(default_factory=dict)
    options: int | None = None

    def generate(self, data: Data) -> None:
        """The variant for the seed."""
        from quizgen.live.variants import variant

        seed = data["variant_seed"]
        _fill(
            data,
            variant(self.family, self.level, self.kind, seed, item=self.item, params=self.params, options=self.options),
        )


@dataclass(frozen=True)
class Kept(Live):
    """A question that was verified when the course was written, and stands as JSON in a file of its folder."""

    file_name: str

    def generate(self, data: Data) -> None:
        """The variant of the file, whatever the seed."""
        text = (Path(data["options"]["question_path"]) / self.file_name).read_text(encoding="utf-8")
        for key, kept in json.loads(text).items():
            data[key].update(kept)


def _fill(data: Data, item: Item) -> None:
    from quizgen.formats.prairielearn.params import keys, params

    data["params"].update(params(item))
    data["correct_answers"].update(keys(item.question))
