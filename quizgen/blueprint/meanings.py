"""What every key of a blueprint means, in a sentence: for editors, for the page of reference, for a new blueprint."""

from __future__ import annotations

from collections.abc import Mapping

HEAD: Mapping[str, str] = {
    "title": "The heading of the exam.",
    "id": "The exam's name in all that chance decides; two exams of one seed share no draw. By default the title.",
    "course": "What stands above the title.",
    "date": "A date, or words for it.",
    "duration": "Minutes, told at the head.",
    "aids": "What is allowed, such as a pocket calculator.",
    "instructions": "Paragraphs above the questions; by default those that the kinds of questions call for.",
    "language": "The language of the frame: en, de.",
    "wrong": 'What share of its points a wrong option costs, such as 0.25, or "none"; every format tells it.',
    "order": "shuffled: forms after the first ask in an order of their own, each section for itself; or fixed.",
    "options": "How many options choices have, 3, 4 or 5, where a slot does not say it.",
    "repeat": "Whether forms may share items, where there are too few for all.",
    "paper": "a4 or letter.",
    "cover": "Whether the first page tells not to open the exam.",
    "points_table": "Whether a table has a column for the points of each question.",
    "working_space": "How many lines there are below each question that is worked out.",
    "formula_sheet": "Whether the last page has the formulas of the items.",
    "answers": "paper: beside the questions; or sheet: on a last leaf that quizgen scan reads.",
    "number_digits": "How many digits students' numbers have on that sheet, 1 to 14; 7 unless told otherwise.",
    "fonts": "Files of fonts, from the folder of the blueprint, for characters that quizgen's own lack.",
    "slots": "A table for each group of items, in the order of the exam.",
    "sections": "A table for each part with a heading of its own; then all slots stand in [[sections.slots]].",
}
SECTION: Mapping[str, str] = {
    "title": "The section's heading.",
    "instructions": "Paragraphs below the heading.",
    "points": "What each of its items is worth, where the slot does not say it.",
    "total": "What all of its items are worth together: shared alike by those of which no slot says it.",
    "slots": "A table for each group of items.",
}
SLOT: Mapping[str, str] = {
    "family": "The id of a family or file of items, or the path of a file of your own, from the blueprint's folder.",
    "families": "Several of them; each place is filled from one, and all are asked in the same kind.",
    "topic": "A topic: any of its families, core ones most often. Without any of these three all topics.",
    "network": "A network: its questions, or those of a family or topic about it; see docs/own-networks.md.",
    "input": "The size of the network's input, such as 3x64x64, where its own is not meant.",
    "tag": "Only items with this tag: a topic, a family, or what files of items have as tags.",
    "items": "Only the items with these ids; the level is theirs.",
    "level": "easy, medium or hard.",
    "kind": "choice, multiple, numerical, matching, ordering, grid or parts; several take turns.",
    "options": "How many options each choice has, the same in all forms: 3, 4, or 5 where there are enough.",
    "count": "How many items; one unless told otherwise.",
    "points": "What each item is worth; by default one, or one for each of its parts.",
    "params": "Only items whose parameters have these values, under the names of the JSON's params.",
    "misconceptions": "Weights from 0 to 100 of misconceptions or concepts; what is not named weighs 1.",
    "id": "The slot's name in all that chance decides; by default what it asks.",
    "redraw": "Another number replaces the items of this slot and of no other; see quizgen exam redraw.",
    "pin": "The ids of items that it has: those of the first form, then those of the second.",
}
