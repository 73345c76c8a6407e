"""A network as JSON from which the same questions are asked again, without its author's code."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from hashlib import blake2b
from json import dumps, loads
from typing import Any, cast

from msgspec import Struct
from msgspec.structs import replace

from quizgen import layers
from quizgen.errors import UsageError
from quizgen.layers import Layer, Network, is_layer, layer_json, network_json
from quizgen.oracle.author.calls import Call, Read, Seen


class Layered(Struct, frozen=True):
    """A network of layers; ``names`` are one a row."""

    title: str
    network: Network
    names: tuple[str, ...] = ()


class Followed(Struct, frozen=True):
    """Somebody's module that was followed: its inputs' shapes, its calls, and how much it learns in all."""

    title: str
    inputs: tuple[tuple[int, ...], ...]
    calls: tuple[Call, ...]
    parameters: int


Kept = Layered | Followed


def written(found: Kept) -> str:
    """The network as JSON."""
    if isinstance(found, Layered):
        return dumps({"title": found.title, **network_json(found.network), "names": list(found.names)})
    calls = [call_json(call) for call in found.calls]
    inputs = [list(shape) for shape in found.inputs]
    return dumps({"title": found.title, "inputs": inputs, "calls": calls, "parameters": found.parameters})


def read(text: str) -> Kept:
    """The network of a JSON; raises UsageError where it is none that ``written`` made."""
    try:
        given = loads(text)
        if "calls" not in given:
            return Layered(given["title"], _network(given), tuple(given["names"]))
        calls = tuple(map(_call, given["calls"]))
        return Followed(given["title"], tuple(map(tuple, given["inputs"])), calls, given["parameters"])
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise UsageError(f"this is no network as quizgen keeps it: {error}") from None


def digest(found: object) -> str:
    """What tells networks apart, from all that their questions follow from, as JSON."""
    return blake2b(dumps(found, sort_keys=True).encode(), digest_size=10).hexdigest()


def call_json(call: Call) -> dict[str, Any]:
    """A call as JSON."""
    seen = call.seen
    return {
        "name": call.name,
        "type": call.type,
        "layer": call.read.layer and layer_json(call.read.layer),
        "reason": call.read.reason,
        "shown": call.read.type,
        "said": call.read.said,
        "sources": list(call.sources),
        "before": call.before and list(call.before),
        "after": call.after and list(call.after),
        "parameters": call.parameters,
        "macs": call.macs,
        "joins": call.joins,
        "again": call.again,
        "frozen": call.frozen,
        "seen": seen and [list(seen.size), list(map(str, seen.jump)), list(map(str, seen.start))],
    }


def _call(given: Mapping[str, Any]) -> Call:
    layer = given["layer"] and _layer(given["layer"])
    found = Call(
        given["name"],
        given["type"],
        Read(layer, given["reason"], type=given["shown"], said=given["said"]),
        tuple(given["sources"]),
        given["before"] and tuple(given["before"]),
        given["after"] and tuple(given["after"]),
        given["parameters"],
        given["macs"],
        given["joins"],
        again=given["again"],
        frozen=given["frozen"],
    )
    if given["seen"] is None:
        return found
    size, jump, start = given["seen"]
    return replace(found, seen=Seen(tuple(size), tuple(map(Fraction, jump)), tuple(map(Fraction, start))))


def _network(given: Mapping[str, Any]) -> Network:
    return Network(tuple(given["input"]), tuple(map(_layer, given["layers"])))


def _layer(given: Mapping[str, Any]) -> Layer:
    kind = getattr(layers, given["type"])
    if not (isinstance(kind, type) and is_layer(kind)):
        raise ValueError(f"'{given['type']}' is no layer")
    made = cast(type[Layer], kind)
    return made(**{name: _value(value) for name, value in given.items() if name not in {"type", *made.fixed}})


def _value(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_value(one) for one in value)
    return _layer(value) if isinstance(value, dict) else value
