"""What the columns of a roster are called: by whoever types it, and by the systems that universities export it from."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Literal, TypeAlias

from msgspec import Struct

from quizgen.errors import UsageError

Field: TypeAlias = Literal["number", "name", "first", "last", "email", "large", "extra"]
NAMES: Mapping[Field, frozenset[str]] = {
    "number": frozenset(
        [
            "number",
            "no",
            "nr",
            "id",
            "studentnumber",
            "studentno",
            "studentnr",
            "studentid",
            "idnumber",
            "matriculation",
            "matriculationnumber",
            "matriculationno",
            "matriculationnr",
            "registrationnumber",
            "enrolmentnumber",
            "enrollmentnumber",
            "matrikel",
            "matrikelnummer",
            "matrikelnr",
            "matnr",
            "matrnr",
            "mtknr",
            "nummer",
        ]
    ),
    "name": frozenset(["name", "fullname", "student", "studentname", "names", "vollername"]),
    "first": frozenset(["first", "firstname", "givenname", "forename", "vorname", "rufname"]),
    "last": frozenset(["last", "lastname", "surname", "familyname", "nachname", "familienname"]),
    "email": frozenset(["email", "mail", "emailaddress", "mailaddress", "emailadresse", "mailadresse"]),
    "large": frozenset(["largeprint", "grossdruck"]),
    "extra": frozenset(
        [
            "extratime",
            "extratimepercent",
            "additionaltime",
            "zeitverlangerung",
            "schreibzeitverlangerung",
            "zeitzuschlag",
        ]
    ),
}
"""Letters and digits of each name, small and without accents."""
EXPECTED = (
    "number (or Matrikelnummer, student ID), name (or first name and last name), and if you like e-mail, "
    "large_print and extra_time"
)
SHOWN = 8
"""So many columns are named in an error."""


class Columns(Struct, frozen=True):
    """Where each field stands, and the columns that are none."""

    places: Mapping[Field, int]
    others: tuple[str, ...]

    def cell(self, field: Field, cells: Sequence[str]) -> str:
        """The field in a row; nothing where the row or the roster lacks it."""
        place = self.places.get(field)
        return cells[place] if place is not None and place < len(cells) else ""

    def name(self, cells: Sequence[str]) -> str:
        """The name as people say it: where first names have a column of their own, a ``name`` beside it is the last."""
        if "first" in self.places:
            last = self.cell("last", cells) if "last" in self.places else self.cell("name", cells)
            return f"{self.cell('first', cells)} {last}".strip()
        return self.cell("name", cells) or self.cell("last", cells)


def columns(header: Sequence[str], where: str) -> Columns:
    """The columns that a header names; raises UsageError where number or name is missing, or one stands twice."""
    places: dict[Field, int] = {}
    others: list[str] = []
    for place, title in enumerate(header):
        field = _field(title)
        if field is None:
            others += [title] if title else []
        elif field in places:
            both = f"the columns '{header[places[field]]}' and '{title}'"
            raise UsageError(f"{where}: {both} hold the same; leave one of them out")
        else:
            places[field] = place
    if "number" not in places or not _has_name(places):
        raise UsageError(f"{where}: the columns are {_shown(header)}; expected are {EXPECTED}")
    return Columns(places, tuple(others))


def _has_name(places: Mapping[Field, int]) -> bool:
    return "name" in places or {"first", "last"} <= places.keys()


def _field(title: str) -> Field | None:
    bare = unicodedata.normalize("NFKD", title.casefold())
    called = "".join(one for one in bare if one.isalnum())
    return next((field for field, names in NAMES.items() if called in names), None)


def _shown(header: Sequence[str]) -> str:
    named = [f"'{title[:20]}'" for title in header[:SHOWN]]
    more = [f"{len(header) - SHOWN} more"] if len(header) > SHOWN else []
    return ", ".join([*named, *more])
