"""The learners are found in whatever a teacher has."""

from pathlib import Path

import pytest

from tests.grading.zips import Files, collect, make_zip, read_files, write_files, write_zip
from workshop.grading.archives import collected


class TestFolders:
    """A folder is a learner's, and is read where it is."""

    def test_a_folder_is_a_learner(self, tmp_path: Path) -> None:
        """Nothing is copied."""
        folders = [write_files(tmp_path / name, {"test_a.py": name}) for name in ("one", "two")]

        with collected(folders) as class_:
            assert [(each.name, each.folder) for each in class_.learners] == [("one", folders[0]), ("two", folders[1])]

        assert class_.notes == {}

    def test_a_link_to_a_folder_is_a_learner(self, tmp_path: Path) -> None:
        """The teacher has made it, so its name is the learner's; a pair may hand in once."""
        class_ = tmp_path / "class"
        class_.mkdir()
        folder = write_files(tmp_path / "store" / "17", {"13-doubles/test_doubles.py": "1"})
        for link, target in (("ada", folder), ("ben", class_ / "ada")):
            (class_ / link).symlink_to(target)

        found, notes = collect(class_ / "ada", class_ / "ben")

        assert found == {name: {"13-doubles/test_doubles.py": "1"} for name in ("ada", "ben")}
        assert notes == {}

    def test_a_clone_is_a_learner(self, tmp_path: Path) -> None:
        """Also if it has archives beside its answers."""
        folder = write_files(tmp_path / "clone", {"answers/13-doubles/test_doubles.py": "", "data.zip": ""})

        with collected([folder]) as class_:
            assert [each.folder for each in class_.learners] == [folder]

    def test_folders_of_the_same_name_are_told_apart(self, tmp_path: Path) -> None:
        """If each class has its own folder, two learners may be named alike; their paths tell them apart."""
        folders = [tmp_path / "monday" / "learner", tmp_path / "friday" / "learner", tmp_path / "other"]
        for folder in folders:
            folder.mkdir(parents=True)

        found, notes = collect(*folders, folders[0])

        assert [*found] == [f"{folders[0]}", f"{folders[1]}", "other"]
        assert notes == {
            "folders of the same name, graded as those of different learners": [f"{folders[0]}", f"{folders[1]}"]
        }


class TestArchives:
    """An archive is a learner's too, unless there's more in it."""

    def test_an_archive_is_a_learner(self, tmp_path: Path) -> None:
        """The folders around its files don't count, except for an exercise's, which may have its number from before."""
        archive = write_zip(tmp_path / "one.zip", {"fizzbuzz-main/src/13-doubles/test_a.py": "1"})
        earlier = write_zip(tmp_path / "two.zip", {"src/07-doubles/test_a.py": "1"})

        assert collect(archive) == ({"one": {"13-doubles/test_a.py": "1"}}, {})
        assert collect(earlier) == ({"two": {"07-doubles/test_a.py": "1"}}, {})

    def test_archives_in_a_learners_folder_are_unpacked(self, tmp_path: Path) -> None:
        """Nothing is written there."""
        one = write_zip(tmp_path / "one" / "13.zip", {"13-doubles/test_a.py": "1"}).parent
        write_zip(one / "14.zip", {"14-triples/test_b.py": "2"})
        two = write_files(tmp_path / "two", {"test_a.py": "3"})

        found, notes = collect(one, two)

        assert found == {"one": {"13-doubles/test_a.py": "1", "14-triples/test_b.py": "2"}, "two": {"test_a.py": "3"}}
        assert notes == {}
        assert sorted(path.name for path in one.iterdir()) == ["13.zip", "14.zip"]

    def test_a_folder_of_archives_has_a_learner_for_each(self, tmp_path: Path) -> None:
        """Folders beside them count too; other files don't, and that's reported."""
        write_zip(tmp_path / "class" / "one.zip", {"test_a.py": "1"})
        write_files(tmp_path / "class", {"two/test_a.py": "2", "three.tar.gz": "", ".hidden/test_a.py": ""})

        assert collect(tmp_path / "class") == (
            {"one": {"test_a.py": "1"}, "two": {"test_a.py": "2"}},
            {"left out, since it isn't a zip file": ["three.tar.gz"]},
        )

    def test_an_archive_of_archives_has_a_learner_for_each(self, tmp_path: Path) -> None:
        """What else is in it is reported. One alone is the hand-in of the learner that the outer one is named after."""
        files = {"test_a.py": "1"}
        hand_in = make_zip(files)
        others = {"x/four/a.py": "", "x/four/b.py": "", "x/five.7z": ""}
        several = write_zip(tmp_path / "class.zip", {"x/one.zip": hand_in, "x/two.zip": hand_in, **others})
        single = write_zip(tmp_path / "three.zip", {"hand-in.zip": hand_in})

        found, notes = collect(several, single)

        assert found == {"one": files, "two": files, "three": files}
        assert notes == {"left out, since it isn't a zip file": ["four", "five.7z"]}

    @pytest.mark.parametrize(
        "files",
        [
            pytest.param({"code.zip": make_zip({"game.py": ""}), "tests.zip": make_zip({"test_a.py": ""})}, id="zips"),
            pytest.param({"doejane_12_3456_game.py": "", "roejo_13_3457_test_a.py": ""}, id="names as of a platform"),
        ],
    )
    def test_one_learner_may_be_all_that_is_given(self, files: Files, tmp_path: Path) -> None:
        """An autograder says so; then nothing in a folder or an archive makes it a class."""
        folder, archive = write_files(tmp_path / "one", files), write_zip(tmp_path / "two.zip", files)

        with collected([folder], is_one_each=True) as alone, collected([archive], is_one_each=True) as packed:
            found = [{each.name: {*read_files(each.folder)} for each in class_.learners} for class_ in (alone, packed)]

        names = {"game.py", "test_a.py"} if "code.zip" in files else {*files}
        assert found == [{"one": names}, {"two": names}]

    def test_archives_of_the_same_name_are_told_apart(self, tmp_path: Path) -> None:
        """Each class may have its own archive, and names may differ in upper and lower case only."""
        monday = write_zip(tmp_path / "monday.zip", {f"{name}.zip": make_zip({"a": name}) for name in ("ann", "bob")})
        friday = write_zip(tmp_path / "friday.zip", {name: make_zip({"a": name}) for name in ("ann.zip", "ann.ZIP")})

        found, notes = collect(monday, friday)

        assert found == {
            f"{monday / 'ann.zip'}": {"a": "ann"},
            "bob": {"a": "bob"},
            f"{friday / 'ann.zip'}": {"a": "ann.zip"},
            f"{friday / 'ann.ZIP'}": {"a": "ann.ZIP"},
        }
        assert [*notes] == ["folders of the same name, graded as those of different learners"]

    def test_a_broken_archive_is_the_problem_of_its_learner(self, tmp_path: Path) -> None:
        """The others aren't concerned."""
        write_files(tmp_path, {"broken.zip": "no archive"})
        evil = write_zip(tmp_path / "evil.zip", {"../evil.py": ""})
        good = write_zip(tmp_path / "good.zip", {"test_a.py": ""})

        found, _ = collect(tmp_path / "broken.zip", evil, good)

        assert found == {
            "broken": "the archive can't be read: File is not a zip file",
            "evil": "../evil.py in the archive leads out of the archive",
            "good": {"test_a.py": ""},
        }

    def test_a_name_may_be_composed_or_not(self, tmp_path: Path) -> None:
        """The Finder of macOS decomposes names, and most other programs don't."""
        folder = write_files(tmp_path / "Zoe\u0308", {"test_a.py": "old"})
        archive = write_zip(tmp_path / "Zo\u00eb.zip", {"test_a.py": "new"})

        assert collect(folder, archive) == (
            {"Zo\u00eb": {"test_a.py": "new"}},
            {"handed in more than once, and the last one counts": ["Zo\u00eb"]},
        )

    @pytest.mark.parametrize("is_folder_later", [False, True])
    def test_of_a_folder_and_its_archive_the_later_counts(self, is_folder_later: bool, tmp_path: Path) -> None:  # noqa: FBT001
        """They are of the same learner, and that's reported."""
        paths = [
            write_zip(tmp_path / "one.zip", {"test_a.py": "archive"}),
            write_files(tmp_path / "one", {"test_a.py": "folder"}),
        ]

        found, notes = collect(*(paths if is_folder_later else reversed(paths)))

        assert found == {"one": {"test_a.py": "folder" if is_folder_later else "archive"}}
        assert notes == {"handed in more than once, and the last one counts": ["one"]}
