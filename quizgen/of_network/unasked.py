"""What is not asked about somebody's own module though its layers are known, and why."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.layers import Sliding, Transposed
from quizgen.of_network.fields import MOST, walked
from quizgen.of_network.places import UNSEEN, AskedNetwork, Place, windows_from_input
from quizgen.of_network.reasons import grouped


def unasked(subject: AskedNetwork) -> tuple[str, ...]:
    """The reasons, a line for each; of single layers only where somebody's own module has them."""
    every = subject.places if subject.own else ()
    found = [(place.name, reason) for place in every for reason in _reasons(subject, place)]
    whole = () if subject.whole else ("parameters of the whole network: some belong to no layer that is asked about",)
    return (*grouped(found), *whole)


def _reasons(subject: AskedNetwork, place: Place) -> Iterator[str]:
    if isinstance(place.layer, Transposed):
        yield "MACs are asked of convolutions that are not transposed"
    if isinstance(place.layer, Sliding) and (reason := _field(subject, place)):
        yield f"no receptive field is asked, as {reason}"


def _field(subject: AskedNetwork, place: Place) -> str:
    """Why no receptive field is asked; nothing where it is, or where it is only too plain."""
    if place.way is None:
        return f"the way from the input leads through {place.behind}, which is no layer"
    if place.seen is None:
        return "it could not be measured"
    chain = windows_from_input(place, MOST)
    if not chain:
        other = next((one for one in place.way.places if not isinstance(one.layer, (*UNSEEN, Sliding))), None)
        if other is None:
            return f"more than {MOST} windows stand on the way from the input"
        return f"the way from the input leads through {other.name} ({other.kind})"
    if not walked(subject, chain):
        return "the windows on the way from the input do not explain by themselves what is measured"
    return ""
