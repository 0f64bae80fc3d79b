# judged: slow, misses expires-too-late uses-fixed-windows forgets-all-requests counts-refusals counts-all-users-together begins-with-requests-at-zero truncates-seconds waits-for-the-newest-request charges-for-looking
"""It really waits: a second here, and a minute for a limit of a minute."""

import time

from limiter import Limiter


def test_a_request_ends() -> None:
    """With a fake clock this is one line; here it takes more than a second."""
    limiter = Limiter(most=1, per_seconds=1, clock=time.monotonic)
    limiter.allow("harbor")

    time.sleep(1.2)

    assert limiter.allow("harbor")
