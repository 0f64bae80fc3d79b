"""The postage of letters, from their weight and their number."""


def postage(grams: int, letters: int = 1) -> int:
    """Return what letters of this weight cost together; raises ValueError for what cannot be sent."""
    if letters <= 0:
        raise ValueError("nothing to send")
    return letters * (_price(grams) - (10 if letters > 49 else 0))


def _price(grams: int) -> int:
    if grams > 2000:
        raise ValueError("too heavy: send it as a parcel")
    if grams > 1000:
        return 540
    if grams > 500:
        return 310
    if grams > 50:
        return 190
    if grams > 20:
        return 120
    if grams > 0:
        return 95
    raise ValueError("too light: is there something on the scale?")
