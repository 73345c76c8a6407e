"""What is not asked about somebody's own module though its layers are known, and why."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.layers import Sliding, Transposed
from quizgen.of_network.fields import MOST, walked
from quizgen.of_network.places import AskedNetwork, Place, windows_from_input
from quizgen.of_network.reasons import grouped


def unasked(subject: AskedNetwork) -> tuple[str, ...]:
    """The reasons, a line for each, of published networks and lines of layers none."""
    if not subject.own:
        return ()
    found = [(f"{place.name}", reason) for place in subject.places for reason in _reasons(subject, place)]
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
        return "something else than layers stands before it"
    if place.seen is None:
        return "it could not be measured"
    chain = windows_from_input(place, MOST)
    if not chain:
        return f"other layers than convolutions and pooling stand before it, or more than {MOST} of these"
    if not walked(subject, chain):
        return "what is measured is not what the windows before it explain by themselves"
    return ""
