"""The places of somebody's own module, from the calls of its forward, as far as they can be said as layers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from msgspec import Struct, field

from quizgen import oracle
from quizgen.errors import QuizgenError, UsageError
from quizgen.layers import BatchNorm1d, BatchNorm2d, Flatten, Layer, Linear, Padding, Parallel, Windowed
from quizgen.of_network.kept import Followed, call_json, digest
from quizgen.of_network.lifting import lifted_shape
from quizgen.of_network.places import MAP, AskedNetwork, Place, Way, require_moderate
from quizgen.of_network.reasons import grouped
from quizgen.of_network.sliding import axes_of, most, others
from quizgen.of_network.ways import further, meeting
from quizgen.oracle.author.calls import INPUT, Call

Shape = tuple[int, ...]
FROZEN = "its parameters are frozen, and questions are about those that are learned"
UNFED = "where its input comes from is not known"
NO_MAP = "what reaches it, or what it gives, is no map and no row of features"


class _Walk(Struct):
    """What is known so far: for each call its place if it has one, and for all calls the way from the input.

    Where there is none, ``walls`` name the first call on it of which no layer is known.
    """

    calls: Sequence[Call]
    axes: int
    places: dict[int, Place] = field(default_factory=dict)
    ways: dict[int, Way | None] = field(default_factory=dict)
    walls: dict[int, str] = field(default_factory=dict)
    left: list[tuple[str, str]] = field(default_factory=list)


def subject(found: Followed) -> AskedNetwork:
    """What can be asked about a module that was followed; what cannot be said of it is ``left``, with the reasons."""
    walk = _Walk(found.calls, most(map(_slides, found.calls), found.inputs[0]))
    for number, call in enumerate(found.calls):
        _note(walk, number, call, several=len(found.inputs) > 1)
    places = tuple(sorted(walk.places.values(), key=lambda place: place.number))
    counted = sum(found.calls[number].parameters for number, place in walk.places.items() if not place.inside)
    return AskedNetwork(
        found.title,
        found.inputs,
        _digest(found),
        places,
        walk.axes,
        whole=counted == found.parameters and not any(call.frozen for call in found.calls),
        own=True,
        left=tuple(grouped(walk.left)),
    )


def _slides(call: Call) -> int:
    """Over how many axes a window slides; 0 where there is none."""
    axes = axes_of(call.read.layer) if call.read.layer else 0
    return 1 if axes and call.read.type else axes


def _note(walk: _Walk, number: int, call: Call, *, several: bool) -> None:
    """Finds the place of a call, or the reason why it has none, and the way that goes on behind it."""
    _place(walk, number, call, several=several)
    if walk.ways[number] is None:
        walk.walls[number] = _wall(walk, call) or call.name


def _wall(walk: _Walk, call: Call) -> str:
    """What stands on the ways to a call; nothing where all of them are known."""
    return next((walk.walls[source] for source in call.sources if source in walk.walls), "")


def _place(walk: _Walk, number: int, call: Call, *, several: bool) -> None:
    ways = [Way() if source <= INPUT else walk.ways[source] for source in call.sources]
    walk.ways[number] = meeting(ways) if call.joins else None
    if call.joins == "concat":
        _keep(walk, number, _branched(walk, call, len(walk.places)))
    if call.joins or call.read.layer is None or len(call.sources) != 1:
        if reason := call.read.reason or (call.read.layer and UNFED):
            walk.left.append((call.name, reason))
        return
    place = _placed(walk, call, ways[0], several=several)
    if isinstance(place, str):
        if place:
            walk.left.append((call.name, place))
    else:
        _keep(walk, number, place)
        if call.frozen:
            walk.left.append((call.name, FROZEN))
        walk.ways[number] = further(ways[0], place)


def _keep(walk: _Walk, number: int, place: Place | None) -> None:
    if place is not None:
        walk.places[number] = place


def _placed(walk: _Walk, call: Call, way: Way | None, *, several: bool) -> Place | str:
    """The place of a layer with all that is measured there, or why nothing is asked of it, if that has to be told."""
    layer = _of_features(call) or cast(Layer, call.read.layer)
    before, after = _shapes(call, layer)
    if call.read.reason or before is None or after is None:
        return call.read.reason or NO_MAP
    if isinstance(layer, Windowed | Flatten) and (axes := len(call.before or ()) - 1) not in {0, walk.axes}:
        return others(axes, walk.axes) if isinstance(layer, Windowed) else ""
    before_it = walk.places.get(call.sources[0])
    path = (*before_it.path, before_it) if before_it else ()
    from_input = before_it.from_input if before_it else call.sources[0] == INPUT and not several
    place = Place(
        number=len(walk.places),
        name=call.name,
        layer=layer,
        before=before,
        after=after,
        path=path,
        from_input=from_input,
        way=way,
        seen=call.seen,
        type="" if isinstance(layer, BatchNorm1d) else call.read.type or _on_line(walk, layer),
        said=call.read.said,
        again=call.again or call.frozen,
        shared=_shared(walk, call),
        behind=_wall(walk, call),
    )
    return _fault(place, call) or place


def _of_features(call: Call) -> Layer | None:
    """A normalization of features by its own type, which on lines stands for one on maps of one row."""
    layer = call.read.layer
    if isinstance(layer, BatchNorm2d) and call.read.type and call.before is not None and len(call.before) == 1:
        return BatchNorm1d(layer.num_features, layer.affine)
    return None


def _on_line(walk: _Walk, layer: Layer) -> str:
    """What is said of a function that pads signals."""
    return type(layer).__name__.replace("2d", "1d") if walk.axes == 1 and isinstance(layer, Padding) else ""


def _shared(walk: _Walk, call: Call) -> bool:
    """Whether a module, not a function, is called several times."""
    names = {one.name for one in walk.calls}
    return call.type[:1].isupper() and (call.again or f"{call.name}#2" in names)


def _shapes(call: Call, layer: Layer) -> tuple[Shape | None, Shape | None]:
    """What a layer is given and gives, as maps or features; None where it is neither."""
    if call.before is None or call.after is None:
        return None, None
    if isinstance(layer, Linear):
        return call.before, call.after
    if isinstance(layer, Flatten):
        return lifted_shape(call.before), call.after
    if len(call.before) == 1 and isinstance(layer, BatchNorm1d):
        return call.before, call.after
    return lifted_shape(call.before), lifted_shape(call.after)


def _fault(place: Place, call: Call) -> str:
    """What differs between the layer, built anew, and what its author's does; nothing where nothing does."""
    try:
        require_moderate(place.name, place.after, call.parameters, call.macs)
        shape = oracle.output_shape((place.layer,), place.before)
    except UsageError as error:
        return str(error).partition(": ")[2]
    except (QuizgenError, RuntimeError, ValueError):
        return NO_MAP
    if shape != place.after:
        return f"a {place.kind} of the same arguments gives another size"
    if not call.again and oracle.parameters((place.layer,)) != call.parameters:
        return f"a {place.kind} of the same arguments has another number of parameters"
    return ""


def _branched(walk: _Walk, call: Call, number: int) -> Place | None:
    """A concatenation as branches that part where the last call lies that all of them go through."""
    chains = [_back(walk, source) for source in call.sources]
    common = next((one for one in chains[0] if all(one in chain for chain in chains)), None)
    if common is None or call.after is None or len(call.after) - 1 != walk.axes or not _is_map(walk, common):
        return None
    paths = [[walk.places[one] for one in reversed(chain[: chain.index(common)])] for chain in chains]
    before = _first(walk, paths, common)
    if before is None:
        return None
    layer = Parallel(tuple(tuple(place.layer for place in path) for path in paths))
    after = lifted_shape(call.after)
    try:
        if oracle.output_shape((layer,), before) != after:
            return None
    except (RuntimeError, ValueError):
        return None
    led, inside = walk.places.get(common), tuple(map(tuple, paths))
    path = (*led.path, led) if led else ()
    return Place(number, call.name, layer, before, after, path, from_input=False, inside=inside, seen=call.seen)


def _is_map(walk: _Walk, common: int) -> bool:
    return common > INPUT - 1 and (common == INPUT or walk.calls[common].after is not None)


def _first(walk: _Walk, paths: Sequence[Sequence[Place]], common: int) -> Shape | None:
    """The shape that reaches all branches."""
    known = next((path[0].before for path in paths if path), None)
    if known is None and common > INPUT:
        known = lifted_shape(walk.calls[common].after or ())
    return known if known is not None and len(known) >= MAP else None


def _back(walk: _Walk, source: int) -> list[int]:
    """The calls from one back to the first that is no layer with a single input."""
    found = [source]
    while found[-1] > INPUT and found[-1] in walk.places and not walk.places[found[-1]].inside:
        found.append(walk.calls[found[-1]].sources[0])
    return found


def _digest(found: Followed) -> str:
    return digest([found.title, found.inputs, [_lasting(call) for call in found.calls]])


def _lasting(call: Call) -> Mapping[str, object]:
    """What of a call tells networks apart: neither what is measured nor why nothing is asked of a known layer."""
    reason = "" if call.read.layer else call.read.reason
    return {**call_json(call), "seen": None, "macs": 0, "reason": reason}
