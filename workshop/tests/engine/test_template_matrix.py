"""A run in a fork of a template has the result of a run that collects the tests itself."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from tests.engine.shop import MUTANTS, NEED_NEW_COLLECTION, write_shop
from workshop.engine.controller.pool import Answer, Pool
from workshop.engine.controller.run_state import Key, Request
from workshop.engine.controller.scheduler import Schedule
from workshop.engine.process_tree import CAN_FORK
from workshop.judging.baseline import Baseline
from workshop.judging.matrix import Kill
from workshop.judging.matrix_runner import run_matrix, suite_of
from workshop.mutants.catalogue import Catalogue

pytestmark = [
    pytest.mark.measures_processes,
    pytest.mark.skipif(not CAN_FORK, reason="Windows has no process that could be forked"),
]


class RecordingPool(Pool):
    """A pool that keeps the requests that it has answered."""

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__(catalogue.subject, suite_of(catalogue), slots=1)  # so that each run follows the others
        self.requests: list[Request[Any]] = []

    def run_schedule(self, schedule: Schedule[Key]) -> Iterator[Answer[Key]]:
        """Keep the requests, and yield the answers."""
        for answer in super().run_schedule(schedule):
            self.requests.append(answer.request)
            yield answer


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """Return the catalogue of the shop."""
    return write_shop(tmp_path_factory.mktemp("shop"))


@pytest.fixture(scope="module")
def pool(catalogue: Catalogue) -> Iterator[RecordingPool]:
    """Yield a pool for the tests of the shop."""
    with RecordingPool(catalogue) as pool:
        yield pool


@pytest.fixture(scope="module")
def kills(pool: RecordingPool, catalogue: Catalogue) -> Mapping[tuple[str, str], Kill]:
    """Return what killed each mutant, by technique and mutant, with templates wherever they're allowed."""
    return run_matrix(pool, catalogue).kills


@pytest.mark.slow
def test_templates_do_not_change_a_kill(
    kills: Mapping[tuple[str, str], Kill], pool: RecordingPool, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without templates the same tests kill with the same messages, even the counterexamples are the same."""
    monkeypatch.setattr(Baseline, "changed_function", lambda *_: None)

    without_templates = run_matrix(pool, catalogue).kills

    assert kills == without_templates
    assert {mutant for _, mutant in kills} == {mutant.name for mutant in MUTANTS}


@pytest.mark.usefixtures("kills")
def test_tests_are_collected_again_only_where_that_may_matter(pool: RecordingPool) -> None:
    """A template serves all mutants but those whose change could have been noticed when the tests were imported."""
    keys = {request.key for request in pool.requests if request.function}

    in_template = {key.mutant for key in keys if key.technique == "unit"}

    assert in_template == {mutant.name for mutant in MUTANTS} - NEED_NEW_COLLECTION
