"""What a console of Windows sends for a key, read without one."""

from collections import deque

import pytest

from workshop.cli.terminal import OTHER_KEY, windows_key


@pytest.mark.parametrize(
    ("sent", "keys"),
    [
        pytest.param(b"hq", ["h", "q"], id="letters"),
        pytest.param(b"\r", ["\r"], id="Enter"),
        pytest.param(b"\xe0Hl", [OTHER_KEY, "l"], id="Up, which isn't H"),
        pytest.param(b"\xe0Q\xe0R", [OTHER_KEY, OTHER_KEY], id="Page Down and Insert"),
        pytest.param(b"\0;", [OTHER_KEY], id="F1"),
        pytest.param(b"\xe0", [OTHER_KEY], id="a letter with an accent"),
        pytest.param(b"\xe9", ["\ufffd"], id="another one"),
    ],
)
def test_a_key_that_is_no_character_is_one_unknown_key(sent: bytes, keys: list[str]) -> None:
    """Nothing waits for a second byte that doesn't come."""
    console = deque(sent[place : place + 1] for place in range(len(sent)))

    seen = []
    while console:
        seen.append(windows_key(console.popleft, lambda: bool(console)))

    assert seen == keys
