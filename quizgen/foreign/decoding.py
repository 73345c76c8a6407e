"""The bytes of a file as text: by its byte order mark, by what it says of itself, else UTF-8."""

from __future__ import annotations

import codecs
import re

from quizgen.foreign.remarks import Remarks, shown

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WINDOWS = "windows-1252-instead"
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?\bencoding\s*=\s*["']([A-Za-z0-9._:-]+)["']""")


def decoded(content: bytes, remarks: Remarks) -> str:
    """The text with line feeds as ends of lines, what cannot be read replaced and remarked."""
    return _plain(content, remarks).replace("\r\n", "\n").replace("\r", "\n")


def _plain(content: bytes, remarks: Remarks) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _read(content.removeprefix(codecs.BOM_UTF8), encoding, remarks)
    return _read(content, _declared(content, remarks), remarks)


def _declared(content: bytes, remarks: Remarks) -> str:
    """The encoding that an XML declaration names, if Python knows it as one of text."""
    found = _DECLARED.match(content[:400])
    name = found[1].decode("ascii") if found else "utf-8"
    try:
        known = codecs.lookup(name)
        "a".encode(known.name)
    except (LookupError, UnicodeError, TypeError, ValueError):
        remarks.add("encoding", f"the file says that it is {shown(name)}, which is not known: save it as UTF-8", 1)
        return "utf-8"
    # Bytes in which a declaration could be read as ASCII are not UTF-16, whatever it says.
    return "utf-8" if known.name.startswith(("utf-16", "utf-32")) else known.name


def _read(content: bytes, encoding: str, remarks: Remarks) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        words = f"a byte here is none of {encoding.upper()} and cannot be read: save the file as UTF-8"
        remarks.add("encoding", words, line)
        return (
            content.decode(encoding, "replace")
            if encoding.startswith(("utf-16", "utf-32"))
            else guessed(content, encoding)
        )


def guessed(content: bytes, encoding: str = "utf-8") -> str:
    """The text, of which bytes that are none of the encoding are read as Windows' code page has them."""
    return content.decode(encoding, _WINDOWS)


def _instead(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error(_WINDOWS, _instead)
