"""The learners are found in the archives that learning platforms make."""

from pathlib import Path

from tests.grading.zips import collect, make_zip, write_files, write_zip

MOODLE = "_assignsubmission_file_"


def test_an_archive_has_many_learners(tmp_path: Path) -> None:
    """Archives in it are unpacked; what's wrong with one is the problem of that learner."""
    archive = write_zip(
        tmp_path / "moodle.zip",
        {
            f"export/Jane Doe_1{MOODLE}/hand-in.zip": make_zip({"project/test_a.py": "1"}),
            f"export/Joe Roe_2{MOODLE}/../../evil.py": "",
            f"export/Max_3{MOODLE}/answers/13-doubles/test_a.py": "3",
            "export/notes.txt": "",
        },
    )

    found, notes = collect(archive)

    assert found == {
        "Jane Doe_1": {"test_a.py": "1"},
        "Joe Roe_2": f"export/Joe Roe_2{MOODLE}/../../evil.py in the archive leads out of the archive",
        "Max_3": {"answers/13-doubles/test_a.py": "3"},
    }
    assert notes == {"left out, since it belongs to no learner": ["notes.txt"]}


def test_an_unpacked_archive_may_be_given(tmp_path: Path) -> None:
    """By its folder, by the one around that, or by the folders in it; folders around all of a hand-in don't count."""
    files = {f"Jane_1{MOODLE}/test_a.py": "1", f"Max_3{MOODLE}/work/answers/13-doubles/test_a.py": "3"}
    folder = write_files(tmp_path / "outer" / "moodle", files)
    write_zip(folder / f"Joe_2{MOODLE}" / "x.zip", {"test_a.py": "2"})

    expected = {
        "Jane_1": {"test_a.py": "1"},
        "Joe_2": {"test_a.py": "2"},
        "Max_3": {"answers/13-doubles/test_a.py": "3"},
    }
    assert collect(folder) == (expected, {})
    assert collect(folder.parent) == (expected, {})
    assert collect(*sorted(folder.iterdir())) == (expected, {})


def test_a_folder_around_the_files_does_not_count_beside_a_text(tmp_path: Path) -> None:
    """In Moodle, one can hand in files and type something in."""
    files = {
        f"Jane_1{MOODLE}/hw1/test_a.py": "1",
        "Jane_1_assignsubmission_onlinetext/onlinetext.html": "Done!",
    }

    assert collect(write_zip(tmp_path / "moodle.zip", files)) == (
        {"Jane_1": {"test_a.py": "1", "onlinetext.html": "Done!"}},
        {},
    )


def test_late_and_repeated_attempts_are_reported(tmp_path: Path) -> None:
    """The last attempt counts."""
    submitter = "  :submitters:\n  - :name: Joe\n"
    repeated = {
        "submission_metadata.yml": f"submission_4:\n{submitter}submission_5:\n{submitter}",
        "submission_5/test_a.py": "new",
        "submission_4/test_a.py": "old",
    }

    late = collect(write_zip(tmp_path / "canvas.zip", {"doejane_LATE_12_5_test_a-1.py": "late"}))
    again = collect(write_zip(tmp_path / "gradescope.zip", repeated))

    assert late == ({"doejane_12": {"test_a.py": "late"}}, {"handed in late": ["doejane_12"]})
    assert again == ({"Joe": {"test_a.py": "new"}}, {"handed in more than once, and the last one counts": ["Joe"]})


def test_a_learner_in_two_archives_has_the_files_of_both(tmp_path: Path) -> None:
    """Each exercise may be an assignment of its own; a file that's in both is taken from the later one."""
    first = write_zip(tmp_path / "b.zip", {"doejane_12_4_test_a.py": "old", "roejo_13_5_test_a.py": "joe"})
    second = write_zip(tmp_path / "a.zip", {"doejane_12_6_test_a.py": "new", "doejane_12_7_test_b.py": "other"})

    third = write_zip(tmp_path / "c.zip", {"roejo_13_8_test_b.py": "more"})

    found, notes = collect(first, second, third)

    assert found == {
        "doejane_12": {"test_a.py": "new", "test_b.py": "other"},
        "roejo_13": {"test_a.py": "joe", "test_b.py": "more"},
    }
    assert notes == {
        "handed in more than once, and the last one counts": ["doejane_12"],
        "in more than one folder or archive, and the files of all count": ["doejane_12", "roejo_13"],
    }


def test_the_folders_of_gradescope_are_found_below_others(tmp_path: Path) -> None:
    """Its archives have a folder around everything."""
    metadata = "submission_1:\n  :submitters:\n  - :name: Jane\n    :email: jane@example.com\n"
    files = {
        "assignment_7_export/submission_metadata.yml": metadata,
        "assignment_7_export/submission_1/src/test_a.py": "1",
    }

    assert collect(write_zip(tmp_path / "gradescope.zip", files)) == ({"jane@example.com": {"test_a.py": "1"}}, {})
