"""Tables within a slot: fixed parameters, and how much misconceptions weigh."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import ClassVar, Self

from quizgen.reading.shapes import SLUG, Unfit, called

HEAVIEST = 100
_PLAIN = (bool, int, Decimal, str)


class Params(dict[str, object]):
    """Parameters by the names that an item's ``params`` have in the JSON, each with the value that it shall have."""

    wanted = "a table of parameters such as { kernel_size = 3 }"
    schema: ClassVar[Mapping[str, object]] = {
        "type": "object",
        "additionalProperties": {"type": ["number", "string", "boolean", "array"]},
    }

    @classmethod
    def read(cls, value: object) -> Self:
        """Raises Unfit for anything but numbers, texts, true, false, and lists of these."""
        if not isinstance(value, dict):
            raise Unfit
        for name, one in value.items():
            plain = isinstance(one, _PLAIN) or (isinstance(one, list) and all(isinstance(x, _PLAIN) for x in one))
            if not plain:
                raise Unfit(f"{called(one)} stands for '{name}'; write a number, a text, true, false or a list of them")
        return cls(value)


class Weights(dict[str, int]):
    """How much gladly seen an item is that offers a misconception, by the ids of these."""

    wanted = "a table of misconceptions and weights such as { counts-padding-once = 3 }"
    schema: ClassVar[Mapping[str, object]] = {
        "type": "object",
        "propertyNames": {"pattern": f"^{SLUG.pattern}$"},
        "additionalProperties": {"type": "integer", "minimum": 0, "maximum": HEAVIEST},
    }

    @classmethod
    def read(cls, value: object) -> Self:
        """Raises Unfit for a weight that is no whole number from 0 to 100."""
        if not isinstance(value, dict):
            raise Unfit
        for name, weight in value.items():
            if isinstance(weight, bool) or not isinstance(weight, int) or not 0 <= weight <= HEAVIEST:
                raise Unfit(f"the weight of '{name}' is not a whole number from 0 to {HEAVIEST}")
        return cls(value)
