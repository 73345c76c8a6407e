"""A file, read as questions and as it is written."""

from __future__ import annotations

from quizgen.errors import UsageError
from quizgen.foreign.decoding import decoded
from quizgen.foreign.model import ForeignFile
from quizgen.foreign.reader import decoded as read
from quizgen.foreign.remarks import Remarks
from quizgen.foreign.xml.parsing import parsed
from quizgen.linting.archives import unpacked
from quizgen.linting.rule import Written

_BLACKBOARD = ".bb-package-info"
"""What is in every package of Blackboard's own, which looks like QTI 1.2 and is marked by other rules."""
_AGAIN = {"moodle": "question", "qti12": "item"}
"""With which element reading begins anew after what is ill formed."""


def opened(content: bytes, where: str) -> tuple[ForeignFile, Written]:
    """What the bytes of a file say, and its trees; raises UsageError for what is no file of questions."""
    file = read(content, where)
    if file.sort not in {"moodle", "qti12", "qti21", "qti30"}:
        return file, Written()
    if content.startswith(b"PK"):
        written = unpacked(content, where)
        if _BLACKBOARD in written.members:
            raise UsageError(f"{where} is a pool in Blackboard's own format, which is not judged: export it as QTI 2.1")
        return file, written
    root = parsed(decoded(content, Remarks()), Remarks(), _AGAIN.get(file.sort, ""))
    return file, Written({"": root} if root else {})
