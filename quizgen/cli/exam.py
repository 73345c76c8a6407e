"""Make the parallel forms of an exam from a blueprint."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace as replaced

from quizgen.cli import blueprints, completion, plugins
from quizgen.cli.exam_blueprint import Asked, asked, require_network
from quizgen.cli.exam_options import Wished, exam_options
from quizgen.cli.hands import Hands, hands_options
from quizgen.cli.network_options import network_option
from quizgen.cli.options import Seed, seed_option
from quizgen.cli.wanted_files import Wanted, file_options
from quizgen.cli.ways import WithWays

if TYPE_CHECKING:
    from quizgen.cli.examining import Exam

OF_NETWORK = "Ask about this network, or in a blueprint about it instead of those of its slots; as in 'explain'."
WAYS: Mapping[str, str] = {
    "redraw": "Replace the items of one slot, and of no other.",
    "verify": "Prove that nothing in an exam's folder was changed, and that its keys are right.",
}
"""What else is done with exams, by the first argument; a line of help for each."""


@click.command(
    "exam",
    cls=WithWays,
    ways=WAYS,
    epilog="\b\nExamples:"
    "\n  quizgen exam midterm --forms 4 --format pdf,moodle"
    "\n  quizgen exam midterm --roster students.csv -o exams"
    "\n  quizgen exam final --key -o final.md"
    "\n  quizgen exam my-exam.toml -o my-exam.pdf"
    "\n  quizgen exam --network nets:CNN --run --input 3x32x32",
)
@click.argument(
    "blueprint",
    metavar="[BLUEPRINT]",
    required=False,
    shell_complete=completion.or_path(completion.one_of(lambda: WAYS, blueprints.offered)),
)
@exam_options
@network_option(OF_NETWORK)
@seed_option
@file_options(
    "by the end of a file that -o names, else pdf",
    "out",
    "FOLDER",
    "A folder; for one form in one format also a file, or - for standard output.",
)
@hands_options
def command(  # noqa: PLR0913 - click hands over every option
    *,
    blueprint: str | None,
    network: str | None,
    size: str | None,
    run: bool,
    seed: Seed,
    wanted: Wanted,
    hands: Hands,
    wished: Wished,
) -> None:
    """Make the parallel forms of an exam from a blueprint.

    BLUEPRINT is a TOML file, or the name of one that comes with quizgen: final (22 items), midterm (20) or quiz (10).
    It holds a title and a table [[slots]] for each group of items; 'quizgen blueprint new' writes one with comments:

    \b
      title = "Week 3"
      [[slots]]
      topic = "dilation"    # or family = "conv-output-size"
      level = "easy"
      count = 5
      points = 2            # each, 1 unless said otherwise
      kind = "choice"       # or "choice,numerical" in turn

    A slot may be about a network: network = "resnet18", or a module of your own with --run. Without BLUEPRINT --network
    asks a question of each kind and level that the network gives.

    All forms have the same slots, filled from the same families as long as these have items, and no item stands in two
    of them; what differs is said. A form is the same however many there are: another one can be printed at any time. A
    folder also holds the keys (with pdf one sheet of all), a booklet of solutions for each form, key.csv, exam.json,
    which "exam verify" proves, and a report.

    With --roster each form is a student's, with name and number on every page, and follows from the number and the
    seed alone. The PDFs of all students stand in one more file for the printer, too.
    """  # noqa: D301 - a real backspace, click's mark
    from quizgen.cli.rosters import asked_for

    chosen = wanted.formats("pdf")
    forms = wished.number if wished.roster is None else asked_for(wished, chosen)
    where = wanted.place(chosen, forms, otherwise="folder")
    wished.require_heeded(chosen, where)
    asked_of = asked(blueprint, network, size, run=run)
    options = wanted.options(chosen, where, asked_of.name, exam=True)
    plugins.left_out()
    with hands.verifier(worth=wished.few) as verifier:
        from quizgen.cli.rosters import tell_small
        from quizgen.cli.sheets import tell_unprinted

        exam = _read(asked_of, wished, seed, wanted.moodle.wrong)
        require_network(exam.blueprint, asked_of.where, network, run=run)
        tell_small(exam.roster, chosen)
        tell_unprinted(exam.blueprint.sitting, [fmt.name for fmt in chosen])
        written = wanted.written(where, exam.run(options))
        several = where == "folder"
        printed = replaced(options, alone=not several, booklet=several and wished.solved)
        recipe = exam.recipe(tuple(fmt.name for fmt in chosen), printed)
        made = exam.files(recipe, hands, verifier, reported=several)
        written.write(made, chosen[0].name, named=not options.split)


def _read(asked_of: Asked, wished: Wished, seed: Seed, wrong: Fraction | None) -> Exam:
    """The exam, which goes on from an earlier run where that is wished."""
    from quizgen.cli.examining import read
    from quizgen.cli.following import before

    if wished.keep is None:
        return read(asked_of, wished, seed, wrong)
    old = before(wished.keep)
    return old.followed_by(read(asked_of, wished, old.seed(seed), wrong))
