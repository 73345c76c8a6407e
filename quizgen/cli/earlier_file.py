"""What exam.json holds of the exams that one follows: see docs/exam-json.md."""

from __future__ import annotations

import msgspec

from quizgen.answers.encoding import Json
from quizgen.blueprint.followed import Earlier, Keyed
from quizgen.blueprint.numbered import Keys


class PlaceRecord(msgspec.Struct, frozen=True):
    """A place of a slot: so many letters has its key, evenly often where they are ``even``, any where ``free``."""

    name: str
    letters: int
    even: bool
    free: bool
    section: int

    @property
    def keyed(self) -> Keyed:
        """The same as a plan has it."""
        return Keyed(self.name, Keys(self.letters, self.even, self.free), self.section)


class EarlierRecord(msgspec.Struct, frozen=True):
    """An exam that was followed."""

    shuffled: bool
    places: tuple[PlaceRecord, ...]
    families: dict[str, tuple[str, ...]]

    @property
    def earlier(self) -> Earlier:
        """The same as a blueprint has it."""
        return Earlier(tuple(one.keyed for one in self.places), self.families, self.shuffled)


def earlier_json(earlier: Earlier) -> Json:
    """The record as JSON."""
    places = [
        {
            "name": one.name,
            "letters": one.keys.count,
            "even": one.keys.even,
            "free": one.keys.free,
            "section": one.section,
        }
        for one in earlier.places
    ]
    families = {name: list(every) for name, every in earlier.families.items()}
    return {"shuffled": earlier.shuffled, "places": places, "families": families}
