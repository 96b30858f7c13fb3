"""Amounts as newspapers write them."""

from random import Random

MILLION = 1_000_000
BILLION = 1000 * MILLION
WRITTEN_OUT, ABOUT = 0.12, 0.12  # the shares of amounts written with all digits, and of those with a word before them
BILLIONS = ("tỷ", "tỷ", "tỉ")  # newspapers differ


def written(amount: int, rng: Random) -> str:
    """Return an amount of đồng in words: `352,5 triệu đồng`, `hơn 1,2 tỷ đồng` or `350.000.000 đồng`."""
    if rng.random() < WRITTEN_OUT:
        return f"{amount:,} đồng".replace(",", ".")
    about = rng.choice(("hơn ", "gần ", "khoảng ")) if rng.random() < ABOUT else ""
    scale, word = (BILLION, rng.choice(BILLIONS)) if amount >= BILLION else (MILLION, "triệu")
    return f"{about}{amount / scale:g}".replace(".", ",") + f" {word} đồng"


def between(least: float, most: float, rng: Random) -> int:
    """Return an amount of đồng between two numbers of millions, as round as amounts of its size are."""
    step = next(step for floor, step in ((200, 10), (50, 5), (10, 2.5), (0, 0.5)) if least >= floor)
    return int(rng.randint(int(least / step), int(most / step)) * step * MILLION)
