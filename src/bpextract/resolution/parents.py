"""The body that a body is part of, as the words after its name say (`Đội 3 thuộc Phòng CSGT`), or the name itself."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from bpextract.annotation import Annotation
from bpextract.mentions import Mention, OrganizationMention

# What stands between a part and the whole: a number of its own (PC04), a comma, a dash, a bracket, or nothing.
_JOINT = re.compile(r" ?(?:\([^()\n]{2,12}\))?(?:, | [-–] |/| \(| (?:trực )?thuộc | của | )")
_WHATEVER = re.compile(r",? (?:trực )?thuộc ")
_NOT_WHOLE = "trung ương|tư|tw"  # Đảng ủy Công an Trung ương is none of Công an's


def parent_of(
    annotation: Annotation, mention: OrganizationMention, mentions: Sequence[OrganizationMention]
) -> str | None:
    """Return the name of the body that a mention says its body is part of.

    Args:
        mentions: of all bodies of the document, in order.
    """
    is_part = _part().match(annotation.folded, mention.start) is not None
    joint = (_JOINT if is_part else _WHATEVER).match(annotation.folded, mention.end)
    if joint is not None:
        index = bisect_left(mentions, joint.end(), key=_start)
        if index < len(mentions) and mentions[index].start == joint.end():
            after = mentions[index]
            # Other parts and other bodies stand beside it after a comma: Cơ quan CSĐT, VKS.
            said = "thuộc" in joint[0] or "của" in joint[0] or _greater().match(annotation.folded, after.start)
            if said and after.same_as is None:
                return _words(annotation, after.start, after.end)
    if is_part and (whole := _whole().search(annotation.folded, mention.start, mention.end)):
        return _words(annotation, whole.start(), mention.end)
    return None


def _words(annotation: Annotation, start: int, end: int) -> str:
    return " ".join(annotation.text[start:end].split())


def _start(mention: Mention) -> int:
    return mention.start


@cache
def _part() -> re.Pattern[str]:
    return re.compile(rf"(?:{_forms('part')})\b")


@cache
def _whole() -> re.Pattern[str]:
    return re.compile(rf"(?<=[\w)] )(?:{_forms('whole')})\b(?! (?:{_NOT_WHOLE})\b)")


@cache
def _greater() -> re.Pattern[str]:
    return re.compile(rf"(?:{_forms('whole', 'after')})\b")


def _forms(*uses: str) -> str:
    lines = files(__package__).joinpath("parts.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return "|".join(sorted((re.escape(form) for form, of in rows if of in uses), key=len, reverse=True))
