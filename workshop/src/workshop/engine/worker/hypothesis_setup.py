"""Sets Hypothesis up for runs.

Many suites have no properties, and importing Hypothesis takes as long as a few runs of a small one: so it's imported
when the tests use it, and nothing here imports it at the top.
"""

import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workshop.engine.protocol import Job
from workshop.engine.worker_settings import WorkerSettings

if TYPE_CHECKING:
    from hypothesis import HealthCheck, settings
    from hypothesis.strategies import SearchStrategy

PROFILE, SHRINKING_PROFILE = "judge", "judge-shrinking"
LITERALS, IS_OWN_FILE = "hypothesis.internal.constants_ast", "is_local_module_file"  # private, and may disappear
MOST_TRIED = 2_000  # examples that `find` tries by default, as in Hypothesis


def is_imported() -> bool:
    """Return whether Hypothesis is imported in this process."""
    return "hypothesis" in sys.modules


def _suppressed(own: Any) -> "tuple[HealthCheck, ...]":  # noqa: ANN401 - it's a private attribute of settings
    from hypothesis import HealthCheck

    return (*own._suppress_health_check, HealthCheck.too_slow)  # noqa: SLF001


TIMELESS = {"deadline": property(lambda _: None), "suppress_health_check": property(_suppressed)}  # of all settings


def get_ready(settings: WorkerSettings) -> None:
    """Import Hypothesis, and do what it does at the first property.

    If the tests seem to generate text, that includes its tables of characters: making them takes seconds, unless they
    are in its storage. The tests of learners aren't here yet: they may generate text as soon as the exercise uses
    Hypothesis. A sandboxed run couldn't keep the tables.
    """
    from hypothesis import strategies as st

    register_profiles()
    run_property(st.tuples(st.lists(st.integers()), st.floats()))
    tables = tables_in(settings.storage)
    if settings.generates_text or tables.exists() or (settings.sandbox and settings.uses_hypothesis):
        load_tables(tables)


def set_up_properties(job: Job) -> None:
    """Set how the properties of a job run: with its seed, and whether their counterexamples shrink."""
    from hypothesis import core, settings

    core.global_force_seed = job.options.hypothesis_seed  # type: ignore[assignment] # as Hypothesis's plugin sets it
    settings.load_profile(SHRINKING_PROFILE if job.options.explain else PROFILE)


def register_profiles() -> None:
    """Register the Hypothesis profiles of all runs, and load the first, in which only `find` shrinks.

    No verdict may depend on how busy the machine is: there's no deadline, and no health check that measures time, not
    even if the settings of a test ask for it.
    """
    import hypothesis
    from hypothesis import HealthCheck, Phase, core, settings

    for name, value in TIMELESS.items():
        type.__setattr__(settings, name, value)  # which their own class refuses
    profile = settings(
        database=None, deadline=None, derandomize=False, suppress_health_check=[HealthCheck.too_slow], print_blob=False
    )
    settings.register_profile(PROFILE, profile, phases=[Phase.explicit, Phase.generate, Phase.target])
    settings.register_profile(SHRINKING_PROFILE, profile, phases=list(Phase))
    settings.load_profile(PROFILE)
    hypothesis.find = core.find = finding_smallest(core.find)


def finding_smallest(find: Callable[..., Any]) -> Callable[..., Any]:
    """Return `hypothesis.find` as it should be: what it finds is a result and not just shown, so it always shrinks."""
    from hypothesis import Phase
    from hypothesis import settings as new_settings

    @wraps(find)
    def find_smallest(*arguments: Any, settings: "settings | None" = None, **options: Any) -> Any:  # noqa: ANN401 - as `find`
        chosen = settings or new_settings(max_examples=MOST_TRIED)
        with_shrinking = new_settings(chosen, phases=[*chosen.phases, Phase.shrink])
        return find(*arguments, settings=with_shrinking, **options)

    return find_smallest


def run_property(inputs: "SearchStrategy[object]") -> None:
    """Run a property that holds for all of these inputs."""
    from hypothesis import given

    @given(inputs)
    def holds(_: object) -> None:
        """Accept any input."""

    holds()


def remember_own_files() -> None:
    """Let Hypothesis, if it's imported, find out which modules are the user's own: it takes literals from those alone.

    It remembers that by file, and each fork that runs a property would find it out again, which takes milliseconds.
    """
    is_own = getattr(sys.modules.get(LITERALS), IS_OWN_FILE, bool)
    for module in [*sys.modules.values()]:
        if file := getattr(module, "__file__", None):
            is_own(file)


def tables_in(storage: str) -> Path:
    """Return the folder of Hypothesis's tables of characters."""
    return Path(storage, ".hypothesis")


def load_tables(storage: Path) -> None:
    """Let Hypothesis load its tables of characters from a folder, or make them and keep them there; once is enough."""
    from hypothesis import strategies as st
    from hypothesis.configuration import set_hypothesis_home_dir

    set_hypothesis_home_dir(storage)
    st.text().validate()
    set_hypothesis_home_dir(None)
