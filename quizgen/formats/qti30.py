"""QTI 3.0 content packages, for players and item banks of that version."""

from __future__ import annotations

from quizgen.formats.protocol import Format
from quizgen.formats.qti.packaging import QtiFormat

FORMAT: Format = QtiFormat("qti30", ".qti30.zip", "QTI 3.0 package: items with feedback, and a test in sections")
