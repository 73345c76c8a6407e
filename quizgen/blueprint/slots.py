"""What a blueprint says, read and checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from msgspec import Struct, field
from msgspec.structs import replace

from quizgen.asking.source import Source
from quizgen.authored import Concepts
from quizgen.blueprint.followed import Followed
from quizgen.blueprint.tables import Order
from quizgen.errors import UsageError
from quizgen.model import Kind, Level, Section, Sitting
from quizgen.reading.toml import TomlTable


class Slot(Struct, frozen=True):
    """``count`` items of one level, each worth ``points``, from one family, several, those of a topic, or all.

    Without ``points`` an item is worth those of its parts. ``kinds`` take turns; without any it has one kind, see
    ``asked``. ``id`` is its name in all paths: what other slots do changes none of its items, ``redraw`` changes all.
    ``pin`` are the ids of items that it has, those of the first form, then those of the second.

    ``options`` says how many a choice has, ``named`` that the sources hold what was named by its id, ``weights`` how
    gladly seen misconceptions are. ``section`` is its section's number.
    ``entries`` is where it was read.
    """

    sources: tuple[Source, ...]
    level: Level
    kinds: tuple[Kind, ...]
    count: int
    points: Fraction | None
    entries: TomlTable
    id: str
    redraw: int = 0
    pin: tuple[str, ...] = ()
    options: int | None = None
    named: bool = False
    weights: Mapping[str, int] = field(default_factory=dict)
    section: int = 0

    @property
    def path(self) -> str:
        """What its draws follow from, beside seed and blueprint."""
        return f"{self.id}/{self.redraw}" if self.redraw else self.id

    @property
    def is_pool(self) -> bool:
        """Whether it names several families, of which none is left out because it is usually asked otherwise."""
        return "families" in self.entries and len(self.sources) > 1

    def offers(self, kind: Kind) -> int | None:
        """How many options it has in that kind, if the slot says so."""
        return self.options if kind == "choice" else None


class Blueprint(Struct, frozen=True):
    """An exam's heading, its slots in order and how it is sat; with ``repeat`` forms may share items.

    ``id`` is its name in all paths: two exams of one seed share nothing but what chance gives them. ``files`` are the
    files of items that slots name, by what they call them, ``networks`` what is kept of those that they name.
    Families and letters are those of an exam that is
    ``followed``, as far as that is fair.
    """

    title: str
    course: str
    date: str
    instructions: tuple[str, ...]
    repeat: bool
    slots: tuple[Slot, ...]
    id: str
    order: Order = "shuffled"
    sitting: Sitting = field(default_factory=Sitting)
    files: Mapping[str, Concepts] = field(default_factory=dict)
    sections: tuple[Section, ...] = ()
    followed: Followed = ()
    networks: Mapping[str, str] = field(default_factory=dict)

    def marked(self, wrong: Fraction | None) -> Blueprint:
        """The same, where a wrong option costs that if anything is said."""
        return self if wrong is None else replace(self, sitting=replace(self.sitting, wrong=wrong))

    def printed(self, *, large: bool, extra: Fraction) -> Blueprint:
        """The same for a student with large print or more time, in percent; raises UsageError for more of no time."""
        if extra and not self.sitting.duration:
            raise UsageError("--extra-time is more of the exam's time, and the blueprint has none: write duration = 90")
        return replace(self, sitting=replace(self.sitting, large=large, extra=extra))


def told_apart(slots: Sequence[Slot], given: Iterable[bool]) -> Iterator[Slot]:
    """The slots, those without an id of their own by what they ask, and by a count where others ask the same.

    ``given`` says which have one. Raises UsageError for an id that stands twice.
    """
    own = list(given)
    taken = Counter(slot.id for slot, named in zip(slots, own, strict=True) if named)
    met: Counter[str] = Counter()
    for slot, named in zip(slots, own, strict=True):
        met[slot.id] += 1
        if named and met[slot.id] > 1:
            raise slot.entries.error("id", f"another slot has the id '{slot.id}'; give each its own")
        yield slot if named else replace(slot, id=_free(slot.id, met, taken))


def _free(name: str, met: Counter[str], taken: Counter[str]) -> str:
    """The name with a count from 2 on, if it has to have one."""
    numbered = name if met[name] == 1 else f"{name}-{met[name]}"
    while taken[numbered]:
        met[name] += 1
        numbered = f"{name}-{met[name]}"
    return numbered
