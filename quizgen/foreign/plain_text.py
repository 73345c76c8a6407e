"""The text of a file, whatever its encoding and ends of lines, with a remark where importers would refuse it."""

from __future__ import annotations

import re

from quizgen.foreign.decoding import guessed
from quizgen.foreign.model import Remark

_WIDE = (b"\xff\xfe", b"\xfe\xff")
_UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufdd0-\ufdef]")


def decoded(content: bytes) -> tuple[str, tuple[Remark, ...]]:
    r"""The text without a byte order mark, lines ended by ``\n``; control characters are left out and remarked on."""
    text, remarks = _text(content)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if found := _UNREADABLE.search(text):
        line = text.count("\n", 0, found.start()) + 1
        words = f"The file holds the control character U+{ord(found[0]):04X}, which databases refuse; leave it out."
        remarks = (*remarks, Remark("control-character", "error", words, line))
        text = _UNREADABLE.sub("", text)
    return text, remarks


def _text(content: bytes) -> tuple[str, tuple[Remark, ...]]:
    if content.startswith(_WIDE):
        words = "The file is UTF-16, and importers take UTF-8 only; save it as UTF-8."
        return content.decode("utf-16", "replace"), (Remark("encoding", "error", words, 1),)
    try:
        return content.decode(), ()
    except UnicodeDecodeError as error:
        line = len(re.findall(rb"\r\n|\n|\r", content[: error.start])) + 1
        words = "From here on the file is not UTF-8, and importers refuse it; save it as UTF-8."
        return guessed(content), (Remark("encoding", "error", words, line),)
