"""Chains of places (`xã A, huyện B, tỉnh C`): which of the places that follow may hold the one before."""

from bpextract.mentions import PlaceMention
from bpextract.names.place_chains import is_above

_LINKS = 8  # followed at most, so that a long list takes no quadratic time


def ancestors(mention: PlaceMention) -> list[PlaceMention]:
    """Return the places that a mention's chain says it lies in, nearest first, each of a higher level.

    A place that follows without being higher stands beside it (`tỉnh Lào Cai, Yên Bái`), and what holds the one may
    hold the other (`phường A, phường B, quận C`).
    """
    found: list[PlaceMention] = []
    last, link = mention, mention.parent
    for _ in range(_LINKS):
        if link is None:
            break
        if is_above(link.group, last.group):
            found.append(link)
            last = link
        link = link.parent
    return found
