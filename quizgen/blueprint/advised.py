"""Keys that people write into a blueprint, and what to write instead: by what they mean, not by how they are spelt."""

from __future__ import annotations

from collections.abc import Mapping

_SECTIONS = "write a table [[sections]] with a title, and below it [[sections.slots]]"
_SLOTS = "write a table [[slots]] for each group of items"
_COUNT, _POINTS, _LEVEL = "write count = 3", "write points = 2", 'write level = "easy", "medium" or "hard"'
_KIND, _OPTIONS = 'write kind = "choice", "multiple" or "numerical"', "write options = 3, 4 or 5"
_ORDER = 'write order = "fixed" or "shuffled" at the head of the file'
_INSTRUCTIONS, _TITLE = 'write instructions = ["..."]', 'write title = "..."'
_DURATION = "write duration = 90, in minutes, at the head of the file"
_WRONG = 'write wrong = 0.25, the share that a wrong option costs, or wrong = "none", at the head of the file'
_AIDS, _DATE, _COURSE = 'write aids = ["..."]', "write date = 2026-03-18", 'write course = "..."'
_LANGUAGE, _FONTS, _PAPER = 'write language = "de"', 'write fonts = ["FILE.ttf"]', 'write paper = "a4" or "letter"'
_SHEET, _DIGITS = 'write answers = "sheet" at the head of the file', "write number_digits = 8 at the head of the file"
_FAMILIES, _TOPIC = 'write family = "..." or families = ["...", "..."]', 'write topic = "..."'
_ITEMS, _PARAMS = 'write items = ["item-id", ...]', "write params = { kernel_size = 3 }"
_WEIGHTS = "write misconceptions = { some-id = 3 }"
_SEED = "no seed stands in a blueprint, so that it can be shared: give it with --seed"
_FORMS = "how many forms there are is said with --forms"


def _advice(*every: tuple[str, str]) -> Mapping[str, str]:
    """The advice for each of the words before it."""
    return {word: told for words, told in every for word in words.split()}


_EVERYWHERE = _advice(
    ("section part parts block blocks group groups", _SECTIONS),
    ("question questions slot task tasks exercise exercises problem problems", _SLOTS),
    ("seed random_seed", _SEED),
    ("forms versions variants copies", _FORMS),
    ("notes note intro introduction text description", _INSTRUCTIONS),
    ("heading headline name", _TITLE),
    ("shuffle shuffled random randomize randomise ordering", _ORDER),
    ("time minutes limit time_limit", _DURATION),
    ("penalty negative malus deduction guessing", _WRONG),
    ("answer_sheet sheet bubbles bubble_sheet omr scan scanned", _SHEET),
    ("digits id_digits student_digits student_number matriculation", _DIGITS),
    ("exclude excluded", "items of earlier exams are left out with --exclude FOLDER"),
)
_OF_SLOTS = _advice(
    ("n number amount many quantity", _COUNT),
    ("mark marks score scores worth credit weight", _POINTS),
    ("difficulty hardness levels", _LEVEL),
    ("type types kinds format", _KIND),
    ("choices alternatives distractors", _OPTIONS),
    ("subject theme topics chapter", _TOPIC),
    ("model template generator source sources", _FAMILIES),
    ("item ids pool", _ITEMS),
    ("parameters parameter fixed with where", _PARAMS),
    ("weights mistakes errors concepts", _WEIGHTS),
    ("tags label labels keyword keywords", 'write tag = "..."'),
    ("file files path", 'write family = "my-items.toml", from the folder of this file'),
    ("name", 'write id = "..."'),
    ("draw again version reroll", "write redraw = 1"),
    ("pins pinned keep", 'write pin = ["item-id", ...]'),
)
_OF_HEADS = _advice(
    ("lang locale", _LANGUAGE),
    ("font typeface", _FONTS),
    ("size papersize format", _PAPER),
    ("allowed tools calculator materials", _AIDS),
    ("day when", _DATE),
    ("class module lecture subject", _COURSE),
    ("share sharing reuse", "write repeat = true, and forms may share items"),
)


def _belong(words: str, where: str) -> Mapping[str, str]:
    return dict.fromkeys(words.split(), f"it belongs {where}")


_SLOT_KEYS = "family families topic tag items level kind count params misconceptions redraw pin"
_HEAD_KEYS = (
    "course date order repeat wrong language fonts duration aids paper cover points_table working_space formula_sheet"
    " answers number_digits"
)


def _joined(*every: Mapping[str, str]) -> Mapping[str, str]:
    """All of them; of a word that several have, the first."""
    return {word: told for one in reversed(every) for word, told in one.items()}


HEAD = _joined(_OF_HEADS, _belong(f"{_SLOT_KEYS} points", "into a table [[slots]]"), _EVERYWHERE, _OF_SLOTS)
"""What to write instead of keys that the head of a blueprint has not."""
SECTION = _joined(
    _belong(_SLOT_KEYS, "into a table [[sections.slots]]"),
    _belong(_HEAD_KEYS, "to the head of the file"),
    _EVERYWHERE,
    _OF_SLOTS,
)
"""The same of a section."""
SLOT = _joined(
    _advice(("answers", _OPTIONS)),
    _OF_SLOTS,
    _belong(f"{_HEAD_KEYS} instructions title", "to the head of the file, or to a section where it is about that"),
    _EVERYWHERE,
)
"""The same of a slot."""
