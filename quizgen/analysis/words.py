"""The words of the report in a language, and numbers as that language writes them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from msgspec import Struct

from quizgen import resources
from quizgen.analysis.found import Reason
from quizgen.analysis.intervals import Estimate
from quizgen.reading.files import text
from quizgen.reading.toml import parsed

ENGLISH = "en"
SHARES = frozenset({"share", "chance"})
"""Numbers of a reason that are shares."""


def languages() -> tuple[str, ...]:
    """The short names of the languages that there are."""
    return tuple(sorted(file.stem for file in (resources.banks() / "reports").glob("*.toml")))


@cache
def words(language: str = ENGLISH) -> Words:
    """The words of a language; those of English where there is no file for it."""
    known = language if language in languages() else ENGLISH
    path = resources.banks() / "reports" / f"{known}.toml"
    return Words(known, {key: str(value) for key, value in parsed(text(path), path.name).values.items()})


class Words(Struct, frozen=True):
    """Sentences by their keys; numbers are written by ``percent`` and ``number`` before they are put in."""

    language: str
    by_key: Mapping[str, str]

    def __getitem__(self, key: str) -> str:
        return self.by_key[key]

    def say(self, key: str, **values: object) -> str:
        """The sentence with its values; that of one where there is one, and so many are counted."""
        counted = values.get("students", values.get("number"))
        one = f"{key}_one" if str(counted) == "1" else key
        return self.by_key.get(one, self.by_key[key]).format(**values)

    def name(self, key: str) -> str:
        """A word for a key if there is one, else the key."""
        return self.by_key.get(key, key)

    def number(self, value: float, digits: int = 2) -> str:
        """So many digits after the sign of decimals."""
        return f"{value:z.{digits}f}".replace("-", "−").replace(".", self.by_key["decimal"])

    def percent(self, value: float) -> str:
        """A share in whole percent."""
        return self.say("percent", number=f"{100 * value:z.0f}".replace("-", "−"))

    def share(self, found: Estimate) -> str:
        """The estimate of a share."""
        return self["not_told"] if found.value is None else self.percent(found.value)

    def plain(self, found: Estimate) -> str:
        """Another estimate."""
        return self["not_told"] if found.value is None else self.number(found.value)

    def shares(self, found: Estimate) -> str:
        """The interval of a share; nothing where there is none."""
        return self._between(found, self.percent)

    def interval(self, found: Estimate) -> str:
        """The interval of another estimate."""
        return self._between(found, self.number)

    def _between(self, found: Estimate, write: object) -> str:
        if found.low is None or found.high is None or not callable(write):
            return ""
        return self.say("between", low=write(found.low), high=write(found.high))

    def reason(self, reason: Reason) -> str:
        """Why an item should be looked at."""
        told = {name: self._told(name, value) for name, value in reason.numbers.items()}
        said = self.say(reason.why, answer=reason.answer, **told)
        return f"{self.say('part', part=reason.part)}: {said}" if reason.part else said

    def _told(self, name: str, value: float) -> str:
        if name in SHARES:
            return self.percent(value)
        return (
            f"{value:.0f}" if float(value).is_integer() and name not in {"value", "low", "high"} else self.number(value)
        )
