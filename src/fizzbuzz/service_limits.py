"""What a request to the service may cost."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """How many numerals a request may have, how many bytes its body, and how many seconds it may take.

    Raises ValueError if one is too low for any request.
    """

    numerals: int = 10_000
    body: int = 1_000_000
    seconds: float = 10.0

    def __post_init__(self) -> None:
        """Check the limits."""
        for name, least in (("numerals", 1), ("body", 2), ("seconds", 0.001)):
            value = getattr(self, name)
            if not value >= least:
                raise ValueError(f"{name} must be at least {least}, not {value}")
