"""What a request to the service may cost."""

from dataclasses import dataclass

_MOST = 1_000_000_000  # a request that has more wouldn't fit into memory
_DAY = 86_400  # seconds


@dataclass(frozen=True)
class Limits:
    """How many numerals a request may have, how many bytes its body, and how many seconds it may take.

    Raises ValueError if one is too low for any request, or too high.
    """

    numerals: int = 10_000
    body: int = 1_000_000
    seconds: float = 10.0

    def __post_init__(self) -> None:
        """Check the limits."""
        for name, least, most in (("numerals", 1, _MOST), ("body", 2, _MOST), ("seconds", 0.001, _DAY)):
            value = getattr(self, name)
            if not least <= value <= most:
                raise ValueError(f"{name} must be from {least} to {most}, not {value}")
