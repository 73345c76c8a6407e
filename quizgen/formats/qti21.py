"""QTI 2.1 content packages, for OpenOlat, ONYX, TAO, Blackboard and others."""

from __future__ import annotations

from quizgen.formats.protocol import Format
from quizgen.formats.qti.packaging import QtiFormat

FORMAT: Format = QtiFormat("qti21", ".qti21.zip", "QTI 2.1 package: items with feedback, and a test in sections")
