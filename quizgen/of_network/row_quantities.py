"""What of rows may differ after a change, and is asked about: the shapes that they give, or how much they learn."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from quizgen.misconceptions import change_rows as mistakes
from quizgen.misconceptions.kinds import Misconception
from quizgen.of_network import row_beliefs as beliefs
from quizgen.of_network.altering import MOVES
from quizgen.of_network.places import AskedNetwork
from quizgen.of_network.rows_apart import Altered
from quizgen.text import Text
from quizgen.text.nodes import Filling


class Quantity(Struct, frozen=True, eq=False, kw_only=True):
    """A quantity of rows: the words around it, and the functions that find it.

    ``slug``, ``about``, ``title``, ``asks``, ``hints`` and ``mistakes`` are its family's; ``name`` is what draws follow
    from. Of changes of ``alike`` arguments one is asked about, as they come to the same. ``through`` says whether a
    change that goes through to the last row is easy. ``differs`` tells by formula in which rows it differs,
    ``measured`` gives the numbers of these, from 1, by real layers, ``values`` are what it is in a row before and
    after the change; ``expected`` and ``overlooked`` are what somebody believes who is wrong about a row.
    """

    name: str
    slug: str
    about: str
    title: str
    asks: str
    question: str
    hints: tuple[Text, ...]
    mistakes: tuple[Misconception, ...]
    alike: tuple[str, ...]
    through: bool
    differs: Callable[[Altered], tuple[bool, ...]]
    measured: Callable[[Altered], tuple[int, ...]]
    values: Callable[[AskedNetwork, Altered, int], tuple[Filling, Filling]]
    expected: Callable[[Altered, int], Misconception]
    overlooked: Callable[[Altered, int], Misconception]


def size(subject: AskedNetwork, shape: Sequence[int]) -> str:
    """A map or a row of features in print."""
    return subject.sized(shape) if len(shape) > 1 else f"{subject.sized(shape)} features"


SHAPE = Quantity(
    name="shape",
    slug="network-changed-shapes",
    about="output-size",
    title="which outputs a change reaches",
    asks="changed_shapes",
    question="Which of these layers give an output of another shape than before?",
    hints=(
        Text("Go from layer to layer: is it given another map than before, and does what it gives follow from that?"),
        Text("Some layers give a shape that their own arguments decide, or a part of it."),
    ),
    mistakes=mistakes.SHAPES,
    alike=MOVES,
    through=True,
    differs=lambda one: one.reshaped,
    measured=Altered.measured_shapes,
    values=lambda subject, one, row: (size(subject, one.rows[row].after), size(subject, one.shapes[row])),
    expected=beliefs.expected_shape,
    overlooked=beliefs.overlooked_shape,
)
PARAMETERS = Quantity(
    name="parameters",
    slug="network-changed-parameters",
    about="parameters",
    title="which parameters a change reaches",
    asks="changed_parameters",
    question="Which of these layers have another number of learnable parameters than before?",
    hints=(
        Text("Ask of each layer what its number of parameters follows from, and whether the change reaches that."),
        Text("Neither the place where a kernel is laid nor the size of a map is a weight."),
    ),
    mistakes=mistakes.PARAMETERS,
    alike=("stride", "padding"),
    through=False,
    differs=lambda one: one.recounted,
    measured=Altered.measured_counts,
    values=lambda _, one, row: one.counts[row],
    expected=beliefs.expected_parameters,
    overlooked=beliefs.overlooked_parameters,
)
