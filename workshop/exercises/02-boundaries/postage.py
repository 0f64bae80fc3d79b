"""The postage of letters, from their weight and their number."""

BANDS = (  # the heaviest letter of a band, in grams, and the price of each, in cents
    (20, 95),
    (50, 120),
    (500, 190),
    (1000, 310),
    (2000, 540),
)
LIGHTEST = 1
HEAVIEST = 2000
MANY = 50  # from this many letters on, each is cheaper
DISCOUNT = 10  # cents a letter


def postage(grams: int, letters: int = 1) -> int:
    """Return what letters of this weight cost together, in cents.

    Raises ValueError for a weight that no letter may have, and for fewer than one letter.
    """
    if not LIGHTEST <= grams <= HEAVIEST:
        raise ValueError(f"a letter weighs {LIGHTEST} to {HEAVIEST} grams, not {grams}")
    if letters < 1:
        raise ValueError(f"there must be a letter, not {letters}")
    price = next(price for limit, price in BANDS if grams <= limit)
    if letters >= MANY:
        price -= DISCOUNT
    return price * letters
