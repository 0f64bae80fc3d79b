"""What the package offers."""

from inspect import ismodule

import fizzbuzz


def test_every_public_name_is_exported() -> None:
    """Every name that the package imports for its users is in `__all__`."""
    public = [name for name, value in vars(fizzbuzz).items() if not (name.startswith("_") or ismodule(value))]

    assert sorted(public) == fizzbuzz.__all__
