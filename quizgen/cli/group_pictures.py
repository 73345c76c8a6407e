"""The picture of a grouped convolution beside one without groups, of the first such layer of a network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.errors import UsageError

if TYPE_CHECKING:
    from quizgen.explaining import Explanation


def groups(explanation: Explanation) -> tuple[str, str, str]:
    """The drawing as SVG, its title, and what is to be seen; raises UsageError where no layer has groups."""
    from quizgen import figures
    from quizgen.figures.connectivity import connectivity
    from quizgen.text.speech import SPEECH

    if explanation.groups is None:
        raise UsageError(
            f"{explanation.title} has no convolution with groups: write a line with one, such as "
            "'conv 8->8 k3 p1 g4' with --input 8x16x16"
        )
    *_, count = explanation.groups
    figure = connectivity(*explanation.groups)
    return figures.svg(figure), f"A convolution with {count} groups", SPEECH.text(figure.alt)
