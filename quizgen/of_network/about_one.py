"""What all families about one network say of it."""

from __future__ import annotations

from typing import Any

from quizgen.of_network.places import AskedNetwork


def identified(subject: AskedNetwork) -> dict[str, Any]:
    """What every family of a network says of it."""
    return {"digest": subject.digest, "axes": subject.axes, "text": subject.text}
