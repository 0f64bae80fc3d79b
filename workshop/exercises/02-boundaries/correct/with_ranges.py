"""The postage of letters, from their weight and their number."""

PRICES = {
    range(1, 21): 95,
    range(21, 51): 120,
    range(51, 501): 190,
    range(501, 1001): 310,
    range(1001, 2001): 540,
}


class NoSuchLetterError(ValueError):
    """There is no price for it."""


def postage(grams: int, letters: int = 1) -> int:
    """Return what letters of this weight cost together; a weight with a fraction is in no band."""
    for weights, price in PRICES.items():
        if grams in weights and letters > 0:
            return price * letters - 10 * letters * (letters >= 50)
    raise NoSuchLetterError(f"{letters} x {grams} g")
