"""A roster is read whatever its columns are called and in whatever order; what is wrong is told line by line."""

from __future__ import annotations

from fractions import Fraction

import pytest

from quizgen.blueprint.roster import Roster, called, read
from quizgen.errors import Faults, UsageError
from quizgen.model import Student

HEADER = "number,name,e-mail,large_print,extra_time\n"
LONGEST = 300


def roster(text: str, *, timed: bool = True) -> Roster:
    return read(text, "students.csv", timed=timed)


def faults(text: str, *, timed: bool = True) -> tuple[str, ...]:
    with pytest.raises(Faults) as told:
        roster(text, timed=timed)
    assert len(str(told.value)) <= LONGEST
    return told.value.every


@pytest.mark.parametrize(
    "header",
    [
        "number,name,e-mail",
        "Student ID;Full name;Email address",
        "Matrikelnummer\tName\tE-Mail",
        '"ID number","Name","Mail"',
        "MATR.-NR.;name;email",
        "sep=;\nNr.;Name;E-Mail-Adresse",
    ],
)
def test_columns_are_known_by_many_names(header: str) -> None:
    last = header.splitlines()[-1]
    delimiter = next(one for one in ";\t," if one in last)
    (student,) = roster(f"{header}\n{delimiter.join(['123', 'Zoë Ng', 'z@x.org'])}\n").students
    assert student == Student("123", "Zoë Ng", "z@x.org")


@pytest.mark.parametrize("header", ["first,last,id", "Vorname,Nachname,id", "Vorname,Name,id", "Given name,Surname,id"])
def test_first_and_last_names_stand_in_two_columns(header: str) -> None:
    assert roster(f"{header}\nZoë,van den Berg,7\n").students == (Student("7", "Zoë van den Berg"),)


def test_the_order_of_columns_and_others_between_them_do_not_matter() -> None:
    found = roster("Group;name;Note;number\nA;Ng, Zoë;;7\n")
    assert (found.students, found.unused) == ((Student("7", "Ng, Zoë"),), ("Group", "Note"))


def test_accommodations_are_a_students_own() -> None:
    lines = "1,A,,yes,25\n2,B,,ja,33.3 %\n3,C,,no,\n4,D,,,0\n"
    assert [(one.large, one.extra) for one in roster(HEADER + lines).students] == [
        (True, Fraction(25)),
        (True, Fraction("33.3")),
        (False, Fraction(0)),
        (False, Fraction(0)),
    ]


def test_a_name_is_the_same_however_its_accents_are_written() -> None:
    assert roster(HEADER + "1,Zoe\N{COMBINING DIAERESIS},,,").students == (Student("1", "Zoë"),)


@pytest.mark.parametrize(
    ("number", "name"), [("12/345 b", "12-345-b"), ("../x", "x"), ("a\\b", "a-b"), ("é漢7", "é漢7"), ("C:7*", "C-7")]
)
def test_numbers_become_names_of_files(number: str, name: str) -> None:
    assert called(Student(number, "A")) == name


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the roster is empty"),
        ("\n ; \n", "the roster is empty"),
        (HEADER, "a header and no students"),
        ("a,b\n1,2\n", "line 1: the columns are 'a', 'b'; expected are number"),
        ("number,e-mail\n1,x@y\n", "expected are number"),
        ("1234,Zoë Ng\n", "line 1: the columns are '1234', 'Zoë Ng'"),
        ("number,id,name\n1,2,x\n", "the columns 'number' and 'id' hold the same"),
        ('number,name\n1,"x\n', "not CSV"),
    ],
)
def test_what_is_no_roster_is_told(text: str, said: str) -> None:
    with pytest.raises(UsageError) as told:
        roster(text)
    assert str(told.value).startswith("students.csv")
    assert said in str(told.value)
    assert len(str(told.value)) <= LONGEST


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (",Zoë,,,", "the number is blank; write it"),
        ("2,,,,", "the name is blank; write it"),
        ("1,Zoë,,,", "the number 1 stands in line 2, too"),
        ("2,Zoë,A@X.ORG,,", "the e-mail A@X.ORG stands in line 2, too"),
        ("2,Zo\x1bë,,,", "the name holds the character U+001B"),
        (f"2,{'x' * 121},,,", "has 121 characters; write at most 120"),
        (f"{'2' * 41},Zoë,,,", "has 41 characters; write at most 40"),
        ("1.23E+06,Zoë,,,", "was rounded by a spreadsheet"),
        ("all,Zoë,,,", "the number all is what another file is called"),
        ("2,Zoë,nobody,,", "'nobody' is no e-mail address"),
        ("2,Zoë,,perhaps,", "large_print is 'perhaps'; write yes or no"),
        ("2,Zoë,,,a lot", "extra_time is 'a lot'; write a percentage"),
        ("2,Zoë,,,101", "extra_time is '101'"),
        ("2,Ng,Zoë,,,x", "the row has 6 cells, and the header 5"),
    ],
)
def test_what_is_wrong_in_a_line_is_told_with_the_line(line: str, said: str) -> None:
    (fault,) = faults(f"{HEADER}1,Ann,a@x.org,,\n{line}\n")
    assert fault.startswith("students.csv, line 3: ")
    assert said in fault


def test_numbers_that_files_cannot_tell_apart_are_duplicates() -> None:
    (fault,) = faults(f"{HEADER}a/1,Ann,,,\nA-1,Bob,,,\n")
    assert "in files looks alike" in fault


def test_more_time_needs_a_time() -> None:
    (fault,) = faults(f"{HEADER}1,Ann,,,25\n2,Bob,,,0\n", timed=False)
    assert "duration = 90" in fault


def test_all_faults_are_told_at_once_with_a_count() -> None:
    every = faults(HEADER + "".join(f"{number % 2},x,,,\n" for number in range(30)))
    assert len(every) == 28
    with pytest.raises(Faults, match=r"line 4: .* \(and 27 more faults in this file\)$"):
        roster(HEADER + "".join(f"{number % 2},x,,,\n" for number in range(30)))
