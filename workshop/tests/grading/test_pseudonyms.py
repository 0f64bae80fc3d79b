"""The pseudonyms of a class."""

import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from tests.verdicts import make_test, make_verdict
from workshop.course.exercise import Exercise
from workshop.engine.codec import decode, encode
from workshop.engine.failed_check import FailedCheck
from workshop.errors import MachineError, UsageError
from workshop.grading import pseudonyms
from workshop.grading.grade import Grade
from workshop.grading.key_file import KeyFile
from workshop.grading.learners import Learner
from workshop.grading.pseudonyms import NO_PSEUDONYMS, Pseudonyms, read_pseudonyms
from workshop.grading.submissions import Submission
from workshop.judging.verdict import Rejection

KEY = "ab" * 32
JANE = Learner("Jane Doe", Path("class", "Jane Doe"))
JO = Learner("Jo", Path("class", "Jo"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a key file without learners."""
    path = tmp_path / "key"
    path.write_text(encode(KeyFile(KEY, {})), encoding="utf-8")
    return path


class TestReadPseudonyms:
    """The file with the key, and with who is who."""

    @pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
    def test_a_new_file_is_for_the_user_alone(self, tmp_path: Path) -> None:
        """It stays so when learners are added; each file has a key of its own."""
        pair = [read_pseudonyms(tmp_path / name, [JANE]).of("Jane Doe") for name in ("one", "two")]

        read_pseudonyms(tmp_path / "one", [JO])

        assert stat.S_IMODE((tmp_path / "one").stat().st_mode) == 0o600
        assert pair[0] != pair[1]

    def test_a_key_gives_the_same_pseudonyms_again(self, file: Path, tmp_path: Path) -> None:
        """Also on another machine, where no one is listed yet, and in another order."""
        copy = tmp_path / "copy"
        copy.write_bytes(file.read_bytes())

        first, second = read_pseudonyms(file, [JANE, JO]), read_pseudonyms(copy, [JO, JANE])

        assert first.of("Jane Doe") == second.of("Jane Doe") == read_pseudonyms(file, []).of("Jane Doe")
        assert first.of("Jane Doe") == "learner-gx365xg4"

    def test_the_file_says_who_is_who(self, file: Path) -> None:
        """Learners of earlier runs stay, and any name of a folder can be written."""
        odd = Learner("caf\udce9\n", Path("class", "caf\udce9\n"))

        read_pseudonyms(file, [JANE])
        names = read_pseudonyms(file, [odd])

        written = decode(file.read_text(encoding="utf-8"), KeyFile)
        assert {*written.learners.values()} == {"Jane Doe", odd.name}
        assert written.learners[names.of(odd.name)] == odd.name

    def test_no_two_learners_have_the_same_pseudonym(self, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """If the first characters are the same, there are more."""
        monkeypatch.setattr(pseudonyms, "LENGTH", 1)
        learners = [Learner(f"{number}", Path()) for number in range(100)]

        names = read_pseudonyms(file, learners)

        found = {names.of(each.name) for each in learners}
        assert len(found) == len(learners)
        assert {len(each) for each in found} > {len("learner-a"), len("learner-ab")}

    @pytest.mark.parametrize(
        "text", ["", "{}", '["KeyFile",{"key":"short","learners":{}}]', '["KeyFile",{"key":1,"learners":{}}]', "\udce9"]
    )
    def test_another_file_is_refused(self, text: str, tmp_path: Path) -> None:
        """It's left as it is."""
        file = tmp_path / "notes"
        file.write_text(text, encoding="utf-8", errors="surrogateescape")
        before = file.read_bytes()

        with pytest.raises(UsageError, match="notes isn't a key file for pseudonyms"):
            read_pseudonyms(file, [JANE])
        assert file.read_bytes() == before

    @pytest.mark.parametrize(("name", "problem"), [("", "read"), ("nowhere/key", "created")])
    def test_a_file_that_cannot_be_had_is_named(self, name: str, problem: str, tmp_path: Path) -> None:
        """Nothing is graded without pseudonyms then."""
        with pytest.raises(MachineError, match=f"can't be {problem}: "):
            read_pseudonyms(tmp_path / name, [JANE])


class TestPseudonyms:
    """What they replace in texts."""

    @pytest.mark.parametrize(
        ("text", "hidden"),
        [
            ("Jane Doe", "learner-1"),
            ("by Jane Doe.", "by learner-1."),
            ("Jane Doe_12_assignsubmission_file_", "learner-1_12_assignsubmission_file_"),
            ("class/Jane Doe/answers can't be read", "learner-1/answers can't be read"),
            ("class/Jo/answers can't be read", "learner-2/answers can't be read"),
            ("Jo", "learner-2"),
            ("Jo's Jane Does", "Jo's Jane Does"),
            ("learner-1", "learner-1"),
            (r"Two\nLines", "learner-3"),
            ("=1+1 is Jane Doe", "learner-4 is learner-1"),
            ("Jane Doe Jane Doe_Jane Doe", "learner-1 learner-1_learner-1"),
            ("Jane Doe Junior, Mary Jane Doe", "learner-5, Mary learner-1"),
            ("!!!", "learner-6"),
            ("what!!!", "what!!!"),
        ],
    )
    def test_names_and_folders_are_replaced(self, text: str, hidden: str) -> None:
        """Whole names are; one of two letters, or of none, is looked for as a folder only: it can be anything."""
        learners = ("Jane Doe", "Jo", "Two\nLines", "=1+1", "Jane Doe Junior", "!!!")
        names = {learner: f"learner-{number}" for number, learner in enumerate(learners, start=1)}
        places = {f"class/{name}": pseudonym for name, pseudonym in names.items()}

        assert Pseudonyms(names, places).hide(text) == hidden

    def test_the_texts_of_a_verdict_are_replaced(self, exercise: Exercise) -> None:
        """Statuses, mutants and kills stay, even if a learner is called like one."""
        wrong = make_test("test_by_wrong", "wrong", evidence="wrong: 'wrong' == 1")
        check = FailedCheck("say('wrong')", "'wrong'", "'x'", "wrong")
        tests = replace(wrong, rejection=Rejection(("doubles.py",), check)), make_test("by_wrong", "sound", "squares")
        verdict = replace(make_verdict(exercise, *tests), error="wrong is wrong")
        names = Pseudonyms({"wrong": "L"})

        grade = names.hide_in(Grade(Submission("L", exercise, Path()), verdict, files={"test_wrong.py": "ab12"}))

        hidden = grade.verdict
        assert grade.files == {"test_L.py": "ab12"}
        assert hidden.error == "L is L"
        assert (hidden.tests[0].name, hidden.tests[0].evidence) == ("test_doubles.py::test_by_L", "L: 'L' == 1")
        assert hidden.tests[0].rejection == Rejection(("doubles.py",), FailedCheck("say('L')", "'L'", "'x'", "L"))
        assert (hidden.tests[0].status, hidden.killed) == ("wrong", ("squares",))
        assert {test: each.message for test, each in hidden.killers("squares").items()} == {
            "test_doubles.py::by_L": "assert 9 == 6"
        }

    def test_without_pseudonyms_nothing_changes(self, grades: list[Grade]) -> None:
        """That's what happens without the option."""
        assert NO_PSEUDONYMS.hide("Jane Doe") == "Jane Doe"
        assert NO_PSEUDONYMS.hide_in(grades[0]) is grades[0]
