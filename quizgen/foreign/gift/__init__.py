"""GIFT as Moodle's importer reads it, which takes almost anything; what it misreads is remarked on, with its line.

What the importer does is in ``question/format/gift/format.php`` of Moodle 4's code. Where a slip makes it read
something else than was meant, such as a brace that is not escaped, the question is read as it was meant.
"""

from __future__ import annotations

from quizgen.foreign.gift.blocks import CATEGORY, blocks
from quizgen.foreign.gift.masking import shown
from quizgen.foreign.gift.question import question
from quizgen.foreign.model import Foreign, ForeignFile, Remark
from quizgen.foreign.plain_text import decoded


def read(content: bytes, where: str) -> ForeignFile:
    """The questions of a file; what is wrong with it is among its remarks."""
    text, told = decoded(content)
    remarks: list[Remark] = [*told]
    questions: list[Foreign] = []
    category = ""
    for block in blocks(text):
        if block.body.text.startswith(CATEGORY):
            remarks += block.remarks
            category = shown(block.body.text.removeprefix(CATEGORY)).strip()
        elif block.body:
            found, of_it = question(block, category)
            remarks += of_it
            questions += [found] if found else []
        else:
            remarks += block.remarks
    return ForeignFile(where, "gift", tuple(questions), tuple(remarks))
