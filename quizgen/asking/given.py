"""What an author's functions give for a point, held against what it has to be where a question is made of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeGuard, TypeVar

from quizgen.asking.declared import shown
from quizgen.errors import QuizgenError
from quizgen.layers import Network, network_json, networks_json
from quizgen.model import Figure
from quizgen.text import Text

T = TypeVar("T")


def text(family: str, name: str, found: object) -> Text:
    """What a function gives as a text; raises QuizgenError where it is none."""
    if not isinstance(found, Text):
        raise _strange(family, name, "a Text", found)
    return found


def texts(family: str, name: str, found: object) -> tuple[Text, ...]:
    """What a function gives as texts; raises QuizgenError where it is no tuple of them."""
    if not _are(found, Text):
        raise _strange(family, name, "a tuple of Text, such as (Text(...),),", found)
    return tuple(found)


def figures(family: str, name: str, found: object) -> tuple[Figure, ...]:
    """What a function gives as figures; raises QuizgenError where it is no tuple of them."""
    if not _are(found, Figure):
        raise _strange(family, name, "a tuple of Figure", found)
    return tuple(found)


def values(family: str, name: str, found: object) -> dict[str, Any]:
    """What a function gives by names; raises QuizgenError where it is no mapping."""
    if not isinstance(found, Mapping):
        raise _strange(family, name, "a mapping", found)
    return dict(found)


def layers(family: str, name: str, found: object) -> dict[str, object]:
    """The JSON of a network, or of several by name; raises QuizgenError for what is neither."""
    if isinstance(found, Network):
        return network_json(found)
    if not isinstance(found, Mapping) or not all(isinstance(one, Network) for one in found.values()):
        raise _strange(family, name, "a Network, or several by name,", found)
    if len({one.input for one in found.values()}) != 1:
        raise QuizgenError(f"'{name}' of {family} gives networks whose inputs differ, or none: give all the same input")
    return networks_json(found)


def _are(found: object, kind: type[T]) -> TypeGuard[Sequence[T]]:
    return isinstance(found, Sequence) and all(isinstance(one, kind) for one in found)


def _strange(family: str, name: str, wanted: str, found: object) -> QuizgenError:
    return QuizgenError(f"'{name}' of {family} has to give {wanted} and gives {shown(found)}")
