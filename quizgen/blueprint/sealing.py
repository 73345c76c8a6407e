"""Seals: short marks on papers and keys by which an exam knows its forms again.

A form's seal follows from the blueprint's text, the seed, quizgen's version and the form itself, and from no other
form. Papers show it to people who must not find the seed: the hash is keyed, and the key costs a guess of the seed 16
MB and a twentieth of a second.
"""

from __future__ import annotations

import hashlib
from base64 import b32encode
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from quizgen.answers.encoding import Json
from quizgen.blueprint.forms import Draft
from quizgen.blueprint.record import form_record
from quizgen.formats.json import dumped
from quizgen.model import Section

LETTERS = 10
"""Of a seal: fifty bits."""


class Sealer:
    """Seals the forms of one exam."""

    def __init__(self, text: str, seed: str, version: str) -> None:
        salt = hashlib.blake2b(dumped([version, text]).encode(), digest_size=32).digest()
        self._key = hashlib.scrypt(seed.encode(), salt=salt, n=1 << 14, r=8, p=1, dklen=32)

    def form(self, record: Json) -> str:
        """The seal of a form as ``form_record`` tells it."""
        return self._seal("form", record)

    def exam(self, about: Json, seals: Iterable[str]) -> str:
        """The seal of an exam: of all that is told ``about`` it, and of its forms by their seals."""
        return self._seal("exam", [about, list(seals)])

    def sealed(self, draft: Draft, sections: Sequence[Section] = ()) -> tuple[Draft, Json]:
        """The draft with its seal, and what is kept of it, likewise; ``sections`` are those of the exam."""
        record = form_record(draft, sections)
        seal = self.form(record)
        return replace(draft, seal=seal), {"form": draft.name, "seal": seal, **record}

    def _seal(self, what: str, content: object) -> str:
        digest = hashlib.blake2b(dumped([what, content]).encode(errors="surrogatepass"), key=self._key, digest_size=10)
        return b32encode(digest.digest()).decode()[:LETTERS]
