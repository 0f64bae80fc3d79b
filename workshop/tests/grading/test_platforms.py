"""The archives that learning platforms make are split into the learners' hand-ins."""

from dataclasses import replace
from functools import partial
from io import BytesIO

import pytest

from tests.grading.zips import Files, make_zip
from workshop.grading.archive_format import open_archive
from workshop.grading.entries import Entry, top_names
from workshop.grading.platforms import HandIn, find_splitter, read_submitters


def split(files: Files) -> dict[str, HandIn]:
    """Return the hand-ins in an archive of a platform."""
    with open_archive(BytesIO(make_zip(files))) as found:
        entries = [replace(entry, open=partial(BytesIO, read(entry))) for entry in found]
    splitter = find_splitter(*top_names(entries))
    assert splitter
    return splitter(entries, lambda _: False)


def read(entry: Entry) -> bytes:
    """Return the contents of a file."""
    with entry.open() as file:
        return file.read()


def names(files: Files) -> dict[str, list[str]]:
    """Return the names of the files that each learner has handed in."""
    return {learner: ["/".join(entry.parts) for entry in own.entries] for learner, own in split(files).items()}


def text(hand_in: HandIn) -> bytes:
    """Return the text of the only file."""
    (entry,) = hand_in.entries
    return read(entry)


class TestMoodle:
    """A folder or a prefix for each learner; the number in it tells those of the same name apart."""

    @pytest.mark.parametrize("end", ["assignsubmission_file_", "assignsubmission_file"])
    def test_a_folder_is_a_learner(self, end: str) -> None:
        """With folders in it; older versions put an underscore at the end."""
        files = {
            f"Jane Doe_12_{end}/test_game.py": "",
            f"Jane Doe_12_{end}/more/helper.py": "",
            f"Jane Doe_13_{end}/test_game.py": "",
        }

        assert names(files) == {"Jane Doe_12": ["test_game.py", "more/helper.py"], "Jane Doe_13": ["test_game.py"]}

    def test_a_file_may_be_named_after_the_learner(self) -> None:
        """If the teacher has asked for no folders; text that was typed in belongs to the same hand-in."""
        files = {
            "Jane Doe_12_assignsubmission_file_test_game.py": "",
            "Jane Doe_12_assignsubmission_onlinetext_onlinetext.html": "",
        }

        assert names(files) == {"Jane Doe_12": ["test_game.py", "onlinetext.html"]}

    def test_a_file_that_was_downloaded_before_is_no_other_learners(self) -> None:
        """It has the prefix twice if the learner hands it in under the name that Moodle gave it."""
        twice = "Jane_1_assignsubmission_file_Jane_1_assignsubmission_file_test_game.py"

        assert names({twice: ""}) == {"Jane_1": ["Jane_1_assignsubmission_file_test_game.py"]}

    def test_what_is_nobodys_is_kept_apart(self) -> None:
        """A teacher may have put something into the archive."""
        files = {"Jane_1_assignsubmission_file_/a.py": "", "Joe_2_assignsubmission_file_": "", "notes.txt": ""}

        assert names(files) == {"Jane_1": ["a.py"], "Joe_2": [], "": ["notes.txt"]}


class TestCanvas:
    """The names of the files begin with the learner and the learner's id."""

    def test_a_name_tells_whose_the_file_is(self) -> None:
        """Also that of text that was typed in."""
        files = {
            "doejane_12_3456_test_game.py": "",
            "doejane_12_3457_hand_in.zip": "",
            "roejo_13_text.html": "",
            "anon_Ab1cD_link.html": "",
        }

        assert names(files) == {
            "doejane_12": ["test_game.py", "hand_in.zip"],
            "roejo_13": ["text.html"],
            "anon_Ab1cD": ["link.html"],
        }

    @pytest.mark.parametrize(
        "learner",
        [
            pytest.param("\u0930\u093e\u092e", id="Hindi"),
            pytest.param("\u0e19\u0e49\u0e33", id="Thai"),
            pytest.param("\u0ba4\u0bae\u0bbf\u0bb4\u0bcd", id="Tamil"),
            pytest.param("q\u0308", id="a mark that composes with no letter"),
            pytest.param("jane\u203fdoe", id="a connector"),
            pytest.param("", id="nothing but symbols, which Canvas leaves out"),
        ],
    )
    def test_a_name_may_be_in_any_script(self, learner: str) -> None:
        """With all that Canvas keeps of it; if a single name isn't known, no file is split."""
        files = {f"{learner}_12_3456_test_game.py": "", f"{learner}_LATE_13_text.html": "", "roejo_14_text.html": ""}

        assert [*names(files)] == [f"{learner}_13", "roejo_14", f"{learner}_12"]

    def test_what_is_late_is_marked(self) -> None:
        """Nobody is forgotten because of that."""
        found = split({"doejane_LATE_12_3456_test_game.py": "", "roejo_13_3457_test_game.py": ""})

        assert {learner: own.is_late for learner, own in found.items()} == {"doejane_12": True, "roejo_13": False}
        assert [own.id for own in found.values()] == ["12", "13"]

    def test_a_file_that_is_handed_in_again_has_its_name_from_before(self) -> None:
        """Canvas adds a number to it, and gives only the last attempt."""
        assert names({"doejane_12_3458_test_game-2.py": "", "doejane_12_3459_cases.csv": ""}) == {
            "doejane_12": ["test_game.py", "cases.csv"]
        }

    def test_files_of_one_attempt_are_told_apart(self) -> None:
        """A number may be the learner's own; the files are in the order in which they came."""
        found = split({"doejane_12_1000_cases-2.csv": "", "doejane_12_999_cases-1.csv": ""})

        assert [entry.parts for entry in found["doejane_12"].entries] == [("cases-1.csv",), ("cases-2.csv",)]
        assert not found["doejane_12"].is_repeated

    def test_learners_may_be_anonymous(self) -> None:
        """Then they have an id of letters and digits."""
        found = split({"anon_Ab1cD_3456_test_game.py": "", "LATE_anon_Xy2zW_3457_test_game.py": ""})

        assert {learner: own.is_late for learner, own in found.items()} == {"anon_Ab1cD": False, "anon_Xy2zW": True}
        assert {own.id for own in found.values()} == {""}

    def test_a_suite_is_no_archive_of_canvas(self) -> None:
        """Names of tests can have numbers too."""
        assert find_splitter(["test_1_2_game.py"], []) is None
        assert find_splitter(["week_1_test.py", "game_2_test.py", "anon_game_test.py"], []) is None
        assert find_splitter(["ex_01_02_test.py"], []) is None
        assert find_splitter(["doejane_12_3456_test_game.py", "conftest.py"], []) is None
        assert find_splitter(["doejane_12_3456_test_game.py"], ["answers"]) is None
        assert find_splitter([], ["lab_1_tests"]) is None

    def test_what_is_nobodys_is_kept_apart(self) -> None:
        """A path that leads out of the archive doesn't keep the others from being split."""
        found = split({"doejane_12_3456_test_game.py": "", "../evil.py": ""})

        assert [*found] == ["", "doejane_12"]
        assert found[""].entries[0].problem == "../evil.py in the archive leads out of the archive"


METADATA = """---
submission_30:
  :submitters:
  - :name: Jane Doe
    :sid: '100'
    :email: jane@example.com
  :created_at: 2026-09-01 10:00:00.000000000 Z
  :results:
    tests:
    - name: test
submission_4:
  :submitters:
  - :name: Jane Doe
    :email: jane@example.com
submission_31:
  :submitters:
  - :name: "Joe Roe"
    :email: ''
  - :sid: '102'
  :status: processed
"""


class TestGradescope:
    """A file says whose the folders are."""

    def test_a_folder_is_that_of_its_submitters(self) -> None:
        """Each is known by the e-mail address, or else by the name; without both, by the folder.

        A folder in which nothing counts, such as .DS_Store, is still somebody's.
        """
        files = {
            "submission_metadata.yml": METADATA,
            "submission_30/.DS_Store": "",
            "submission_31/test_game.py": "",
            "submission_31/more/helper.py": "",
            "submission_32/test_game.py": "",
        }

        assert names(files) == {
            "jane@example.com": [],
            "Joe Roe": ["test_game.py", "more/helper.py"],
            "submission_32": ["test_game.py"],
        }

    def test_the_last_attempt_counts(self) -> None:
        """It has the highest number."""
        files = {
            "submission_30/test_game.py": "new",
            "submission_4/test_game.py": "old",
            "submission_metadata.yml": METADATA,
        }

        found = split(files)["jane@example.com"]

        assert (text(found), found.is_repeated) == (b"new", True)

    def test_what_is_nobodys_is_kept_apart(self) -> None:
        """It isn't in a folder with a number."""
        assert names({"submission_metadata.yml": "", "notes.txt": "", "other/a.py": "", "submission_1": ""}) == {
            "": ["notes.txt", "other/a.py"],
            "submission_1": [],
        }

    def test_each_member_of_a_group_has_its_hand_in(self) -> None:
        """The group is in the metadata."""
        group = "submission_1:\n  :submitters:\n  - :name: One\n    :sid: '1'\n  - :name: Two\n"

        assert names({"submission_metadata.yml": group, "submission_1/a.py": ""}) == {"One": ["a.py"], "Two": ["a.py"]}

    def test_malformed_metadata_names_nobody(self) -> None:
        """Then the folders name the learners."""
        assert read_submitters("submission_1:\n  :submitters:\n    :name: Jane\n") == {"submission_1": ["Jane"]}
        assert read_submitters("submission_1:\n  :submitters: []\n  - :name: Jane\n") == {}
