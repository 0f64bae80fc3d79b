"""What the sandbox can't do follows from the kernel: its version of Landlock, and whether it filters system calls."""

import sys
from types import SimpleNamespace

import pytest

from workshop.engine.sandbox import features, missing
from workshop.engine.sandbox.features import FEATURES, filters_calls, landlock_version

SOCKETS = "use other sockets (prevented by seccomp on x86-64 and ARM64)"
LATEST = max(version for version, _ in FEATURES.values())


@pytest.fixture
def other_system(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the system be another one than Linux."""
    monkeypatch.setattr(features, "sys", SimpleNamespace(platform="darwin"))


@pytest.mark.parametrize(
    ("version", "is_filtering", "lacking"),
    [
        pytest.param(LATEST, True, 0, id="a new kernel"),
        pytest.param(LATEST, False, 1, id="an unknown architecture"),
        pytest.param(1, True, len(FEATURES) - 1, id="the first version"),
        pytest.param(0, False, len(FEATURES) + 1, id="no Landlock"),
    ],
)
def test_missing_features(
    version: int,
    is_filtering: bool,  # noqa: FBT001
    lacking: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The filter comes last."""
    monkeypatch.setattr(features, "landlock_version", lambda: version)
    monkeypatch.setattr(features, "filters_calls", lambda: is_filtering)

    lacks = missing()

    assert len(lacks) == lacking
    assert (SOCKETS in lacks[-1:]) is not is_filtering


@pytest.mark.usefixtures("other_system")
def test_other_systems_have_no_landlock() -> None:
    """Nothing of Linux is imported there."""
    assert landlock_version.__wrapped__() == 0


@pytest.mark.usefixtures("other_system")
def test_other_systems_filter_no_calls() -> None:
    """Nothing of Linux is imported there."""
    assert not filters_calls.__wrapped__()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has Landlock")
def test_kernel_that_may_not_be_asked_has_no_landlock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Some containers forbid the call."""

    def refuse() -> int:
        raise PermissionError

    monkeypatch.setattr("landlockpy.abi_version", refuse)

    assert landlock_version.__wrapped__() == 0


def test_missing_package_is_a_missing_sandbox(monkeypatch: pytest.MonkeyPatch) -> None:
    """An update that wasn't installed lacks it; `doctor` then says that there's no sandbox."""
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setitem(sys.modules, "landlockpy", None)

    assert landlock_version.__wrapped__() == 0
