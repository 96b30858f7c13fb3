"""What the text has said of places so far, for questions about a name without a unit word."""

from dataclasses import dataclass

from bpextract.annotation import Mention
from bpextract.lexicons.gazetteer import normal

_LOCAL = frozenset({"district", "commune", "village", "feature", "site", "city", "province"})


@dataclass(slots=True)
class Context:
    """The places found so far.

    Attributes:
        taken: by where they end.
        known: names that the text gives with a unit word, and their groups; `firsts`: the first word of each.
        lists: whether a unit word opens a list (các huyện A, B và C).
        given: given names of people whose full names the text seems to hold (Phan Văn Việt).
    """

    taken: dict[int, Mention]
    known: dict[str, str]
    firsts: frozenset[str]
    lists: bool
    given: frozenset[str]

    @classmethod
    def of(cls, found: list[Mention], given: frozenset[str]) -> "Context":
        known = {
            normal(mention.values["name"]): mention.values["level_group"]
            for mention in found
            if mention.values["level_group"] in _LOCAL and " " in mention.values["name"]
        }
        firsts = frozenset(name.split()[0] for name in known)
        lists = any(mention.values.get("plural") for mention in found)
        return cls({mention.end: mention for mention in found}, known, firsts, lists, given)
