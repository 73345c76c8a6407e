"""What is remarked on outside the rules: what a file's own syntax makes another text of, or nothing, and wrong keys."""

from __future__ import annotations

from quizgen.foreign.model import Severity, Sort
from quizgen.linting.rule import EVERY, MOODLES, QTIS, RICH, About

_MOODLE: tuple[Sort, ...] = ("moodle",)
_GIFT: tuple[Sort, ...] = ("gift",)
_AIKEN: tuple[Sort, ...] = ("aiken",)
_RMD: tuple[Sort, ...] = ("rmd",)
_JSON: tuple[Sort, ...] = ("json",)
_XML: tuple[Sort, ...] = ("moodle", *QTIS)


def _told(id_: str, meaning: str, advice: str, sorts: tuple[Sort, ...], severity: Severity = "error") -> About:
    return About(id_, severity, meaning, advice, sorts)


_ANY: tuple[About, ...] = (
    _told(
        "encoding", "The file is not UTF-8, or not what it says it is.", "Importers refuse it: save it as UTF-8.", EVERY
    ),
    _told(
        "fraction-unreadable",
        "A share of the points is no number.",
        "Write percent with a point, such as 33.33333.",
        MOODLES,
    ),
    _told(
        "number-unreadable",
        "A number is not written in plain digits with a decimal point.",
        "Moodle reads 3,14 as 314 and 1/3 as 1, and breaks off at words and at the sign − instead of -.",
        RICH,
    ),
    About(
        "tolerance-unreadable",
        "error",
        "A tolerance is not written in plain digits with a decimal point.",
        "Moodle then wants the very number, or reads 0,5 as 5.",
        ("moodle", "gift", "rmd"),
        explains=("tolerance-missing",),
    ),
    _told(
        "answer-missing", "A question or a pair has no answer.", "Importers refuse it: write one.", ("moodle", "aiken")
    ),
    _told("kind-unread", "A question is of a kind that is not read.", "The rest of the file is.", ("rmd", "json")),
)
_OF_XML: tuple[About, ...] = (
    _told(
        "ill-formed",
        "The XML or JSON is ill formed, or the file is cut off.",
        "Moodle reads up to there without a word.",
        (*_XML, "json"),
    ),
    _told(
        "dtd-refused",
        "The file declares entities of its own.",
        "They are not read: write the characters themselves.",
        _XML,
    ),
    _told(
        "entity-unknown",
        "XML does not know an entity, such as &nbsp;.",
        "Moodle refuses the file: put the text into CDATA.",
        _XML,
    ),
    _told("question-left-out", "A question is not whole, and is left out.", "Look where the XML breaks off.", _XML),
    _told("root", "The file begins with another element than <quiz>.", "Moodle finds no questions in it.", _MOODLE),
    _told("type-missing", "A question does not say of which type it is.", "Moodle leaves it out.", _MOODLE),
    _told("name-missing", "A question has no name.", "Moodle refuses it, or lists it without one.", _MOODLE),
    _told("category-missing", "A category has no path.", "Questions behind it stay in the category before.", _MOODLE),
    _told("text-misplaced", "A text stands beside <text> instead of in it.", "Moodle does not look there.", _MOODLE),
    _told(
        "html-unwrapped",
        "Tags stand in <text> as elements of XML.",
        "Moodle refuses the file: put them into CDATA.",
        _MOODLE,
    ),
    _told(
        "format-unknown", "A text says a format that Moodle does not have.", "It is taken for HTML.", _MOODLE, "warning"
    ),
    _told("fraction-missing", "An answer does not say what it is worth.", "Moodle takes it for 0.", _MOODLE, "warning"),
    About(
        "file-damaged",
        "error",
        "The content of a file cannot be read.",
        "Learners see a broken picture: write it anew.",
        _XML,
        explains=("file-missing",),
    ),
    _told("gap-type", "The type of a gap is not in capitals.", "Moodle shows the gap as words.", _MOODLE),
    _told("gap-unclosed", "A gap has no brace at its end.", "Moodle shows it as words.", _MOODLE),
    _told("gap-without-box", "A gap asks for a box that is not there.", "Every page that shows it breaks.", _MOODLE),
    _told("no-gap", "A text with gaps has none.", "Moodle refuses it: gaps are written {1:NUMERICAL:=4}.", _MOODLE),
)
_OF_QTI: tuple[About, ...] = (
    _told("no-questions", "A file holds no whole item.", "Give the file or the package with the items.", QTIS),
    _told("no-interaction", "Nothing is answered in an item.", "It is shown and never asked.", QTIS, "note"),
    _told(
        "processing-unread",
        "How an item is marked is not told by what it says.",
        "Look at it in a player.",
        QTIS,
        "warning",
    ),
    _told("file-too-large", "A member of a package is very large when it is unpacked.", "It is not read.", QTIS),
    _told("path-unsafe", "A member of a package has a path that leads out of it.", "It is not read.", QTIS),
)
_OF_GIFT: tuple[About, ...] = (
    _told("blank-line-missing", "No empty line stands between two questions.", "Moodle takes both for one.", _GIFT),
    _told(
        "blank-line-within",
        "An empty line stands within the braces.",
        "It ends the question, which Moodle refuses.",
        _GIFT,
    ),
    _told("lone-zero", "A line holds nothing but 0.", "It ends a question for Moodle as an empty line does.", _GIFT),
    _told(
        "brace-unclosed",
        "A brace is never closed, or never opened.",
        "Moodle refuses the question: write \\{ and \\}.",
        _GIFT,
    ),
    _told(
        "brace-unescaped",
        "A brace of a formula or a text is taken for the one before the answers.",
        "Moodle reads another question without a word: write \\{ and \\}.",
        _GIFT,
    ),
    _told("equals-unescaped", "An equals sign within an answer begins another right one.", "Write \\=.", _GIFT),
    _told("backslash-lost", "A command of TeX is read as the end of a line.", "Write two backslashes.", _GIFT),
    _told("arrow-missing", "A pair has no -> between its halves.", "Moodle refuses the question.", _GIFT),
    _told("mark-missing", "An option has neither = nor ~ before it.", "Moodle drops or misreads it.", _GIFT),
    _told(
        "weight-after-equals", "A weight stands behind an equals sign.", "Moodle reads options with ~%50% only.", _GIFT
    ),
    _told("markup-unknown", "A text names a markup that Moodle does not have.", "It shows the name as words.", _GIFT),
    _told("name-unclosed", "A name has no :: at its end.", "It is read as a part of the question.", _GIFT),
)
_OF_JSON: tuple[About, ...] = (
    _told("item-unreadable", "An item is not as quizgen writes it.", "It is left out.", _JSON),
    _told("points-unreadable", "Points are no number.", 'Write a whole number, or a fraction in quotes: "1/2".', _JSON),
)
_OF_AIKEN: tuple[About, ...] = (
    _told(
        "answer-line", "The line with the answer is not written in capitals.", "Importers know ANSWER: A only.", _AIKEN
    ),
    _told("answer-unknown", "The answer is a letter that no option has.", "Importers refuse the file.", _AIKEN),
    _told("letters-out-of-order", "The letters of options are not A, B, C ...", "Importers refuse the file.", _AIKEN),
    _told("line-dropped", "A line is passed over.", "Importers drop lines of one character.", _AIKEN),
    _told("options-missing", "An answer has no options before it.", "Importers refuse the file.", _AIKEN),
    _told(
        "several-answers", "A question has several answers.", "Aiken knows one: make it another sort of file.", _AIKEN
    ),
    _told("small-letter", "An option has a small letter.", "Importers know capital ones only.", _AIKEN),
    _told("stem-lines", "A question has several lines.", "Importers keep one of them.", _AIKEN),
)
_OF_RMD: tuple[About, ...] = (
    _told(
        "code-not-run",
        "An exercise computes something with R, which is not run.",
        "Its numbers are not known.",
        _RMD,
        "warning",
    ),
    _told("meta-missing", "The meta-information of an exercise lacks a line.", "R/exams refuses it.", _RMD),
    _told("question-missing", "An exercise has no section Question.", "R/exams refuses it.", _RMD),
    _told(
        "solution-length", "An exercise's exsolution does not have a part for each answer.", "R/exams refuses it.", _RMD
    ),
    _told("solution-unread", "An exercise's exsolution is none of this kind of question.", "R/exams refuses it.", _RMD),
)
_VERIFYING: tuple[About, ...] = (
    _told(
        "key-wrong",
        "PyTorch gives another number than the key of a question about a layer.",
        "Only --verify looks for it, where the whole question is understood; the line of PyTorch is told.",
        EVERY,
    ),
)
READING: dict[str, tuple[About, ...]] = {
    "Files of any sort, while they are read": _ANY,
    "XML, while it is read": _OF_XML,
    "QTI, while it is read": _OF_QTI,
    "GIFT, while it is read": _OF_GIFT,
    "Aiken, while it is read": _OF_AIKEN,
    "Exercises of R/exams, while they are read": _OF_RMD,
    "quizgen's own JSON, while it is read": _OF_JSON,
    "Keys, with --verify": _VERIFYING,
}
"""Each of them, under what it is about."""
