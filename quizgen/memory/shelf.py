"""What families' items are drawn from, worked out before: read from a file a family, where that fits its code."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct, field

from quizgen.memory.packing import Arrays, DamagedError, Packed, fingerprint_of, unpacked

DECKS = "decks"
ENDING = ".deck"
STALE = "is out of date"


class Shelf(Struct):
    """The file of one family in a folder.

    ``arrays`` is empty where there is no file or it does not fit; then ``fault`` says why, in a few words.
    """

    path: Path
    arrays: Packed = field(default_factory=Packed)
    fault: str = ""

    @classmethod
    def opened(cls, folder: Path, family: str, fingerprint: str) -> Shelf:
        """What the family's file holds, if it was made by code with that fingerprint."""
        shelf = cls(folder / f"{family}{ENDING}")
        try:
            data = shelf.path.read_bytes()
            if fingerprint_of(data) != fingerprint:
                shelf.fault = STALE
            else:
                shelf.arrays = unpacked(data)
        except FileNotFoundError:
            pass
        except OSError as error:
            shelf.fault = f"cannot be read ({error.strerror})"
        except DamagedError as error:
            shelf.fault = f"is damaged ({error})"
        return shelf

    def section(self, name: str) -> Arrays | None:
        """The arrays whose names begin like this, by the rest of their names; None where nothing is known of them.

        A section may be empty; so its own name stands among the arrays.
        """
        return self.arrays.below(f"{name}/") if name in self.arrays else None
