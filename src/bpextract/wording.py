"""Numbers in sentences."""


def counted(n: int, singular: str, plural: str | None = None) -> str:
    """Return `1 document`, `2,000 documents`.

    Args:
        plural: the word for none or many, where it is not the singular with an s.
    """
    return f"{n:,} {singular if n == 1 else plural or f'{singular}s'}"
