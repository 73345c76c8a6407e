"""HTML for Canvas."""

from __future__ import annotations

from msgspec.structs import replace

from quizgen.templating.dialects import PLAIN
from quizgen.text.canvas import CANVAS as PRINTER

CANVAS = replace(PLAIN, name="canvas", printer=PRINTER)
