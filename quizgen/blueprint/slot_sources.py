"""Where the questions of a slot come from: a family, several, a topic, or all that there is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from quizgen import catalog
from quizgen.asking.source import Source
from quizgen.errors import UsageError
from quizgen.model import LEVELS
from quizgen.reading.advice import advice
from quizgen.reading.toml import TomlTable

if TYPE_CHECKING:
    from quizgen.of_network import Family

WAYS = ("family", "families", "topic")
"""Of these a slot has one at most."""
KEYS = {*WAYS, "network", "input"}
"""All that say it."""
ONE: Mapping[str, str] = {
    "family": 'write families = ["...", "..."] to choose among several, or a table [[slots]] for each',
    "topic": "write a table [[slots]] for each",
    "tag": "write a table [[slots]] for each",
    "level": "write a table [[slots]] for each",
}
"""Keys that take one name, and what to do about several."""


def single(entries: TomlTable, names: catalog.Names) -> tuple[TomlTable, list[UsageError]]:
    """The entries without those in which several names, with commas or in a list, stand under a key that takes one.

    And what is wrong with these.
    """
    several = [key for key in ONE if key in entries and _are_several(entries.values[key], names)]
    faults = [entries.error(key, f"a slot has one {key}; {ONE[key]}") for key in several]
    return replace(entries, values={key: one for key, one in entries.values.items() if key not in several}), faults


def _are_several(value: object, names: catalog.Names) -> bool:
    if names.is_path(str(value)):
        return False
    return isinstance(value, list) or (isinstance(value, str) and "," in value)


def named(entries: TomlTable, names: catalog.Names) -> tuple[Source, ...]:
    """The sources that a slot names, or all; raises UsageError for what there is not."""
    given = [key for key in WAYS if key in entries]
    if len(given) > 1:
        raise entries.error("", "a slot takes a 'family', several 'families' or a 'topic', exactly one of them")
    if "network" in entries:
        return of_network(entries, given, names)
    if not given:
        return tuple(catalog.listed())
    (key,) = given
    if key != "families":
        return _named(entries, key, str(entries.values[key]), names)
    every = [one.strip() for one in _texts(entries.values[key]) for one in one.split(",")]
    if len(set(every)) < len(every):
        raise entries.error(key, "a family stands here twice; name each once")
    return tuple({one.id: one for name in every for one in _named(entries, key, name, names)}.values())


def _texts(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]


def _named(entries: TomlTable, key: str, name: str, names: catalog.Names) -> tuple[Source, ...]:
    listed, topical = catalog.listed(), key == "topic"
    known: Mapping[bool, Iterable[str]] = {False: [source.id for source in listed], True: catalog.topics()}
    if name in known[topical]:
        return tuple(source for source in listed if name in (source.id, source.topic))
    own, other = ("topic", "family") if topical else ("family", "topic")
    if name in known[not topical]:
        raise entries.error(key, f"'{name}' is a {other}; write {other} = \"{name}\"")
    if names.is_path(name):
        return (_file(entries, key, name, names),)
    broken = catalog.broken_sources()
    missing = f"; and {catalog.first_of(broken)}" if broken else ""
    raise entries.error(key, f"there is no {own} '{name}'; {advice(name, known[topical], catalog.LISTED)}{missing}")


def _file(entries: TomlTable, key: str, name: str, names: catalog.Names) -> Source:
    """An author's own file of items; what is wrong with it is wrong with the slot."""
    if key == "topic":
        raise entries.error(key, f"'{name}' is a file; write family = \"{name}\"")
    return refused(entries, key, lambda: names.file(name))


def refused(entries: TomlTable, key: str, read: Callable[[], Source]) -> Source:
    """What is read; raises what is wrong with it as wrong with a key."""
    try:
        return read()
    except UsageError as error:
        raise entries.error(key, str(error)) from None


def of_network(entries: TomlTable, given: Sequence[str], names: catalog.Names) -> tuple[Source, ...]:
    """The families about a network, or those of a family, several or a topic; all that have something at the level."""
    name, size = str(entries.values["network"]), entries.values.get("input")
    try:
        every = names.networks.families(name, None if size is None else str(size))
    except UsageError as error:
        raise entries.error("network", str(error)) from None
    wanted = [one.strip() for key in given for text in _texts(entries.values[key]) for one in text.split(",")]
    for one in wanted:
        if all(one not in {family.id, family.topic} for family in every):
            known = [name for family in every for name in (family.id, family.topic)]
            raise entries.error(given[0], f"nothing about the network is '{one}'; {advice(one, known)}")
    kept = [family for family in every if not wanted or {family.id, family.topic} & set(wanted)]
    level = entries.values.get("level")
    filled = tuple(family for family in kept if level not in LEVELS or len(family.levels[level]))
    if not filled:
        raise entries.error("level", f"nothing about the network is {level}; there is {_there(kept)}")
    for one in wanted if "families" in given else ():
        if all(one not in {family.id, family.topic} for family in filled):
            own = _there([family for family in kept if one in {family.id, family.topic}])
            raise entries.error("families", f"'{one}' about the network is not {level}; there is {own}")
    return filled


def _there(families: Sequence[Family]) -> str:
    """The levels at which any of them has something."""
    return " and ".join(one for one in LEVELS if any(len(family.levels[one]) for family in families))
