"""Finds the grades that need no judging, and keeps the others in the journal as soon as they're ready."""

import sys
from dataclasses import dataclass, replace

from workshop.course.fingerprint import own_digest
from workshop.errors import UsageError
from workshop.grading.grade import Grade
from workshop.grading.journal import Journal, JournalEntry, file_digests, fingerprint
from workshop.grading.kit import Kit
from workshop.grading.provenance import library_versions
from workshop.grading.submissions import Submission
from workshop.judging.session import SuiteFiles
from workshop.judging.verdict import Verdict


@dataclass(frozen=True)
class ToJudge:
    """A submission whose suite has to be judged; the fingerprint is that of its entry in the journal."""

    submission: Submission
    suite: SuiteFiles
    fingerprint: str


class GradeStore:
    """The grades of a class whose suites may take `limit` seconds each."""

    def __init__(self, kit: Kit, journal: Journal, limit: float) -> None:
        self.options = f"{limit:g} {sys.version} {own_digest()} {library_versions()}"  # see `fingerprint`
        self._kit = kit
        self._journal = journal

    def find(self, submission: Submission) -> Grade | ToJudge:
        """Return the grade if there are no tests, if they can't be read, or if the journal has it: else what to judge.

        The same suite isn't judged again if it has been before. Raises MachineError if the journal can't be written.
        """
        if submission.folder is None:
            return Grade(submission, Verdict())
        try:
            suite = submission.read()
        except UsageError as error:
            return Grade(submission, Verdict(error=f"{error}"))
        except Exception as error:  # noqa: BLE001 - nothing that one learner hands in keeps others from being graded
            return Grade(submission, failed(error))
        exercise = submission.exercise.name
        key = fingerprint(suite, exercise, self._kit.digests[exercise], self.options)
        if known := self._journal.find(submission.learner, key):
            return self._keep(submission, replace(known, learner=submission.learner))
        return ToJudge(submission, suite, key)

    def add(self, judged: ToJudge, verdict: Verdict, seconds: float) -> Grade:
        """Return the grade once it's in the journal; raises MachineError if that can't be written."""
        learner, exercise = judged.submission.learner, judged.submission.exercise.name
        files = file_digests(judged.suite)
        entry = JournalEntry(learner, exercise, judged.fingerprint, verdict, seconds, files)
        return self._keep(judged.submission, entry)

    def _keep(self, submission: Submission, entry: JournalEntry) -> Grade:
        self._journal.append(entry)
        return Grade(submission, entry.verdict, entry.seconds, entry.files)


def failed(error: BaseException) -> Verdict:
    """Return the verdict on a suite that ran into a bug of ours."""
    return Verdict(error=f"the judge failed: {type(error).__name__}: {error}")
