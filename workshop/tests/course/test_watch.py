"""`watch`: which saves and keys lead to which reaction, with real files."""

import pytest

from tests.course.fake_session import FakeSession
from tests.course.watching import Learner
from tests.doubles import SOLUTION, TABLE
from workshop.course.suite_files import MAX_SIZE
from workshop.course.watch import NEXT
from workshop.errors import EngineError, MachineError, WorkshopError

BROKEN_TABLE = TABLE.replace("old = '2 * number'", "old = 'nothing'", 1)


@pytest.mark.usefixtures("fake_session")
class TestSaves:
    """Every save leads to a verdict."""

    def test_file_that_replaces_another_is_judged(self, learner: Learner) -> None:
        """The temporary file doesn't cause a check of its own."""
        seen = learner.watch(learner.save(SOLUTION))

        assert seen == ["checking 13-doubles", "0%", "checking 13-doubles", "100%"]
        assert learner.course.state(learner.course.find("13")) == "done"

    def test_file_written_in_place_is_judged(self, learner: Learner) -> None:
        """Simple editors save like this."""
        seen = learner.watch(lambda: learner.file.write_text(SOLUTION, encoding="utf-8"))

        assert seen[:4] == ["checking 13-doubles", "0%", "checking 13-doubles", "100%"]

    def test_any_module_of_the_suite_is_judged(self, learner: Learner) -> None:
        """The learner may rename the file, and write others."""

        def rename() -> None:
            mine = learner.file.rename(learner.file.with_name("test_mine.py"))
            learner.save_again()()
            assert mine.exists()

        def write_helper() -> None:
            learner.file.with_name("helper.py").write_text(SOLUTION, encoding="utf-8")

        seen = learner.watch(rename, write_helper)

        assert seen[:2] + seen[-1:] == ["checking 13-doubles", "0%", "100%"]
        assert not learner.file.exists()

    def test_saves_during_a_check_are_judged_together(self, learner: Learner) -> None:
        """Two saves lead to one more check."""
        learner.during_check = learner.save_again(2)

        seen = learner.watch(lambda: None)

        assert seen == ["checking 13-doubles", "0%"] * 2

    def test_missing_file_is_survived(self, learner: Learner) -> None:
        """A check without the file is reported as trouble, and the next save is judged."""

        def delete() -> None:
            learner.file.unlink()
            learner.save_again()()

        seen = learner.watch(delete, learner.save(SOLUTION))

        assert seen[3].endswith("13-doubles; run `workshop check 13-doubles` to begin")
        assert seen[4:] == ["checking 13-doubles", "100%"]


@pytest.mark.usefixtures("fake_session")
class TestBrokenExercise:
    """An exercise that can't be judged is reported once; its author may be repairing it."""

    def test_save_after_the_repair_is_judged(self, learner: Learner) -> None:
        """The exercise is read again at each save."""
        learner.table.write_text(BROKEN_TABLE, encoding="utf-8")

        def repair() -> None:
            learner.table.write_text(TABLE, encoding="utf-8")
            learner.save(SOLUTION)()

        trouble, *seen = learner.watch(repair)

        assert trouble.startswith("mutant squares: doubles.py: ")
        assert seen == ["checking 13-doubles", "100%"]

    def test_other_keys_repeat_what_is_wrong(self, learner: Learner) -> None:
        """There's no hint and no verdict, and still a key is answered."""
        learner.table.write_text(BROKEN_TABLE, encoding="utf-8")

        seen = learner.watch(learner.press("h"), learner.press("x"), learner.press("r"))

        assert len(seen) == 4
        assert len(set(seen)) == 1

    def test_exercise_that_changes_is_read_again(self, learner: Learner) -> None:
        """An author sees what has become of it, and a learner what an update has brought."""
        new = learner.table.with_suffix(".tmp")
        new.write_text(BROKEN_TABLE, encoding="utf-8")

        seen = learner.watch(lambda: new.replace(learner.table))

        assert seen[2].startswith("mutant squares: doubles.py: ")

    def test_next_leads_on(self, learner: Learner) -> None:
        """Keys work without a verdict."""
        learner.table.write_text(BROKEN_TABLE, encoding="utf-8")

        _, *seen = learner.watch(learner.press(NEXT))

        assert seen == ["checking 14-more", "0%"]


class TestTrouble:
    """What keeps the judge from working is shown, and the next save is judged in a new session."""

    @pytest.mark.parametrize("place", ["__init__", "check"])
    @pytest.mark.parametrize("error", [MachineError("no space left in /tmp"), EngineError("the judge has ended")])
    def test_next_save_is_judged(
        self, place: str, error: WorkshopError, learner: Learner, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Whether the session can't begin or can't go on; nothing is recorded before."""

        class FailingSession(FakeSession):
            """A session that fails once."""

        def fail(*_: object) -> None:
            monkeypatch.setattr("workshop.course.watch.Session", FakeSession)
            raise error

        monkeypatch.setattr(FailingSession, place, fail)
        monkeypatch.setattr("workshop.course.watch.Session", FailingSession)

        seen = learner.watch(learner.save(SOLUTION))

        assert [each for each in seen if not each.startswith("checking")] == [f"{error}", "100%"]

    @pytest.mark.usefixtures("fake_session")
    def test_suite_that_is_too_large_is_survived(self, learner: Learner) -> None:
        """The learner moves something out of the folder."""
        seen = learner.watch(learner.save("#" * (MAX_SIZE + 1)), learner.save(SOLUTION))

        assert "move out what isn't tests" in seen[3]
        assert seen[4:] == ["checking 13-doubles", "100%"]
