"""A network as a program in PyTorch that prints what each layer gives and learns."""

from __future__ import annotations

import re
from typing import Any

from markupsafe import Markup

from quizgen.formats.ipynb import networks
from quizgen.layers import Network, network_json
from quizgen.templating import PYTHON, Templates


def program(network: Network) -> str:
    """The program, complete in itself."""
    given: dict[str, Any] = network_json(network)
    found = Templates(PYTHON).render(
        "explaining/program.py.j2",
        layers=given["layers"],
        input=given["input"],
        classes=networks.classes(given["layers"]),
        network=lambda layers: Markup(networks.network(layers)),  # noqa: S704 - code of ours, data in it are literals
        sizes=lambda sizes: Markup(", ".join(map(str, sizes))),  # noqa: S704 - numbers
    )
    return re.sub(r"\n{4,}", "\n\n\n", found.strip()) + "\n"
