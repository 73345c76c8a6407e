from __future__ import annotations

from pathlib import Path

import pytest
from msgspec import structs
from simulated import Class

from quizgen.analysis import intake
from quizgen.analysis.analysing import sittings
from quizgen.analysis.taken import Intake
from quizgen.errors import UsageError
from quizgen.marking.records import ExamKept, StudentKept

HEAD = ",".join(str(place) for place in range(1, 21))


@pytest.fixture
def one_form(exam: ExamKept) -> ExamKept:
    return structs.replace(exam, forms=exam.forms[:1])


@pytest.fixture
def personal(exam: ExamKept) -> ExamKept:
    """A form for each of two students."""
    students = (StudentKept(number="0012345", name="Ada"), StudentKept(number="0067890", name="Alan"))
    forms = zip(exam.forms, students, strict=False)
    return structs.replace(exam, forms=tuple(structs.replace(form, student=one) for form, one in forms))


def read(folder: Path, text: str, exam: ExamKept) -> Intake:
    path = folder / "answers.csv"
    path.write_text(text, encoding="utf-8")
    return intake.read(path, exam)


def test_a_table_without_names_and_forms_is_enough_for_one_form(one_form: ExamKept, tmp_path: Path) -> None:
    found = read(tmp_path, f"{HEAD}\n119{',' * 19}\n" * 1 + f"{',' * 18}A,B\n", one_form)
    assert [sheet.answers[0] for sheet in found.sheets] == [("119",), ("",)]
    assert found.sheets[1].answers[-2:] == (("A",), ("B",))


def test_a_students_own_form_is_known_by_the_number_also_where_a_spreadsheet_dropped_its_zeros(
    personal: ExamKept, tmp_path: Path
) -> None:
    found = read(tmp_path, f"Matrikelnummer;{HEAD.replace(',', ';')}\n67890;{';' * 19}\n0012345;{';' * 19}\n", personal)
    assert [sheet.form.form for sheet in found.sheets] == ["B", "A"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "answers.csv: the table is empty"),
        ("number,form\n1,A\n", "answers.csv: no column is a question's; call them as key.csv does: 1, 2, 7a"),
        (
            f"form,{HEAD},21\n",
            "there is a column '21', and no form of 'Midterm: convolutional networks' has question 21",
        ),
        (f"form,{HEAD},Q1\n", "question 1 has two columns, '1' and 'Q1'; leave one"),
        (
            f"form,{HEAD[2:]}\nB{',' * 19}\n",
            "there is no column for question 1 of form B; leave its cells empty where it was left out",
        ),
        ("1\n3,5\n", "line 2: there are 2 cells and 1 column; put cells"),
        (
            f"form,{HEAD}\nE{',' * 20}\n",
            "answers.csv, line 2: there is no form 'E' in 'Midterm: convolutional networks'",
        ),
        (f"{HEAD}\nB{',' * 19}\n", "answers.csv, line 2: there are 4 forms; write under 'form' which one was answered"),
        (f"number,form,{HEAD}\n7,A\n8,B\n7,A\n", "answers.csv, line 2: '7' has 2 rows; leave one"),
        (
            f"form,{HEAD}\nA,3,5{',' * 17},7\nA,3,5{',' * 18},C\n",
            "line 3: there are 22 cells and 21 columns; put cells",
        ),
        (f'form,{HEAD}\nA,"{"," * 19}\n', "this is not CSV: a quote is opened and not closed"),
    ],
)
def test_what_does_not_fit_is_told_in_a_sentence(exam: ExamKept, tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(UsageError) as error:
        read(tmp_path, text, exam)
    assert said in str(error.value)
    assert len(str(error.value)) <= 300


def test_only_forms_that_were_sat_need_their_columns(exam: ExamKept, tmp_path: Path) -> None:
    short = structs.replace(exam.forms[0], questions=exam.forms[0].questions[:3])
    two = structs.replace(exam, forms=(short, exam.forms[1]))
    found = read(tmp_path, "form,1,2,3\nA,5,,\n", two)
    assert [sheet.answers for sheet in found.sheets] == [(("5",), ("",), ("",))]
    with pytest.raises(UsageError, match="there is no column for question 4 of form B"):
        read(tmp_path, "form,1,2,3\nA,5,,\nB,5,,\n", two)


def test_a_number_without_a_form_is_told(personal: ExamKept, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="line 2: no form was made for the number '5', which says which form it is"):
        read(tmp_path, f"number,{HEAD}\n5{',' * 20}\n", personal)


def test_sheets_whose_number_scans_gave_twice_are_students_of_their_own(exam: ExamKept, tmp_path: Path) -> None:
    rows = "".join(f"7,{form},number twice; doubtful,{answer}{',' * 19}\n" for form, answer in ("A1", "A2", "B3"))
    found = read(tmp_path, f"number,form,state,{HEAD}\n{rows}", exam)
    assert [(sheet.who, sheet.form.form, sheet.answers[0]) for sheet in found.sheets] == [
        ("", "A", ("1",)),
        ("", "A", ("2",)),
        ("", "B", ("3",)),
    ]


def test_a_workbook_is_told_to_be_saved_as_csv(exam: ExamKept, tmp_path: Path) -> None:
    path = tmp_path / "answers.xlsx"
    path.write_bytes(b"PK\x03\x04\x14\x00\xff\xfe")
    with pytest.raises(UsageError, match="is a workbook or an archive, no CSV; save its table as 'CSV UTF-8'"):
        intake.read(path, exam)


def test_a_file_that_is_not_there_is_told(exam: ExamKept, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"there is no file .*; give a table of answers as CSV, such as results.csv"):
        intake.read(tmp_path / "results.csv", exam)


def test_answers_to_another_exam_are_refused(exam: ExamKept, tmp_path: Path) -> None:
    """Here the forms of two students are taken for each other's."""
    sheets = Class(20).sit(structs.replace(exam, forms=exam.forms[:1]), 1)[0].sheets
    rows = [",".join(f'"{text}"' for answer in sheet.answers for text in answer) for sheet in sheets]
    text = "".join(f"B,{row}\n" for row in rows)
    with pytest.raises(UsageError, match=r"of \d+ answers are none to their questions, such as '.+' to question \d+"):
        read(tmp_path, f"form,{HEAD}\n{text}", exam)
    assert len(read(tmp_path, f"form,{HEAD}\n" + text.replace("B,", "A,"), exam).sheets) == 20


def test_results_of_scanning_another_exam_are_refused(one_form: ExamKept, tmp_path: Path) -> None:
    (tmp_path / "scan.json").write_text('{"schema": 1, "exam": "ANOTHERONE"}', encoding="utf-8")
    table = f"form,{HEAD}\nA{',' * 20}\n"
    with pytest.raises(UsageError, match="was scanned for the exam with the seal ANOTHERONE, and 'Midterm"):
        read(tmp_path, table, one_form)
    (tmp_path / "scan.json").write_text(f'{{"schema": 1, "exam": "{one_form.seal}"}}', encoding="utf-8")
    assert len(read(tmp_path, table, one_form).sheets) == 1


MOODLE = "Surname,First name,State,Response 1,Right answer 1\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Surname,State,Response 1\nX,Finished,A\n", "which of 4 forms was answered is not told; export the responses"),
        (f"{MOODLE}X,Y,Finished,no,none\n", "line 2: no question is one of 'Midterm: convolutional networks'; give"),
        (f"{MOODLE}X,Y,Finished,no,5\n", "line 2: this may be form "),
    ],
)
def test_a_form_that_moodles_export_does_not_tell_is_not_guessed(
    exam: ExamKept, tmp_path: Path, text: str, said: str
) -> None:
    twice = structs.replace(exam, forms=(*exam.forms[:3], structs.replace(exam.forms[0], form="D")))
    with pytest.raises(UsageError) as error:
        read(tmp_path, text.replace(",5\n", f",{exam.forms[0].questions[0].parts[0].key}\n"), twice)
    assert said in str(error.value)


def in_moodle(exam: ExamKept, rows: list[str], head: str) -> str:
    """Moodle's report with the right answer to the first choice."""
    choice = next(one for one in exam.forms[0].questions if one.kind == "choice")
    right = next(one.text for one in choice.parts[0].options if one.correct)
    asked = ",".join([head, f"Response {choice.place}", f"Right answer {choice.place}"])
    return "".join(f"{line}\n" for line in [asked, *(row.replace("RIGHT", f'"{right}"') for row in rows)])


def test_students_without_a_number_are_told_apart_by_what_else_is_known(one_form: ExamKept, tmp_path: Path) -> None:
    rows = [
        "X,,x@uni.org,Finished,RIGHT,RIGHT",
        "X,,y@uni.org,Finished,-,RIGHT",
        "Y,7,y@uni.org,Finished,-,RIGHT",
        "Z,,,Finished,-,RIGHT",
        "Z,,,finished,-,RIGHT",
        ",,,Finished,-,RIGHT",
        ",,,Finished,-,RIGHT",
        "Overall average,,,,,",
    ]
    text = in_moodle(one_form, rows, "Last name,ID number,Email address,state")
    found = read(tmp_path, text, one_form)
    assert [one.who for one in found.sheets] == ["x@uni.org", "y@uni.org", "7", "Z", "line 7", "line 8"]
    assert found.left_out == {"further attempts": 1}


def test_rows_of_moodle_that_are_cut_short_are_blank_and_counted(one_form: ExamKept, tmp_path: Path) -> None:
    found = read(tmp_path, in_moodle(one_form, ["X,Finished,RIGHT,RIGHT", "Y,Finished"], "Surname,State"), one_form)
    assert [one.who for one in found.sheets] == ["X"]
    assert sittings([(one_form, found)])[0].left_out == {"empty": 1}


def test_where_no_attempt_is_finished_it_is_told_what_was_looked_for(one_form: ExamKept, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no attempt is finished: the column 'Status' nowhere says 'Finished' or"):
        read(tmp_path, in_moodle(one_form, ["X,Terminé,RIGHT,RIGHT"], "Surname,Status"), one_form)


def test_responses_alone_are_enough_where_there_is_one_form(one_form: ExamKept, tmp_path: Path) -> None:
    head = ",".join(f"Response {place}" for place in range(1, 21))
    choice = next(one for one in one_form.forms[0].questions if one.kind == "choice")
    given = ["-"] * 20
    given[choice.place - 1] = f'"{choice.parts[0].options[2].text}"'
    found = read(tmp_path, f"ID number,State,{head}\n77,Finished,{','.join(given)}\n", one_form)
    assert [sheet.who for sheet in found.sheets] == ["77"]
    assert found.sheets[0].answers[choice.place - 1] == ("C",)
    assert found.sheets[0].answers[choice.place % 20] == ("",)
