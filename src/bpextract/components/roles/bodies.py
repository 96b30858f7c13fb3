"""The body of a title that is not named right after it: `Trưởng | khoa tâm lý`, `chủ | quán bún riêu`,
`Chủ nhiệm | VPCP`, `nhân viên | lâu năm tại một khách sạn`.
"""

import re
from dataclasses import replace

from bpextract.annotation import Annotation
from bpextract.components.neighbours import Names
from bpextract.components.roles.fields import Title, body_at
from bpextract.components.roles.role import RoleSpan, RoleWords
from bpextract.components.roles.unnamed_bodies import UnnamedBody, unnamed_body
from bpextract.mentions import OrganizationMention, PlaceMention
from bpextract.text.tokenizer import Tokens

_LONGEST_ACRONYM = 6
_YEAR = re.compile(r" (?:19|20)\d\d(?![\d/.-])")
_LONGEST_UNIT = 3  # tokens of a unit word (ban quản lý)


def unnamed_of_title(
    annotation: Annotation,
    role: RoleSpan,
    names: Names,
    title: Title,
    words: RoleWords,
    past: int,
    end: int,
    *,
    beside: bool,
) -> UnnamedBody | None:
    """Return the body without a name after a title, whose last words may open it: Trưởng | khoa tâm lý lâm sàng."""
    tokens, folded = annotation.tokens, annotation.folded
    if title.unit != "holds":
        headless = words.forms.chief.search(folded, role.start, end) is not None
        of = (names, words.fields, words.unnamed, end)
        body = unnamed_body(tokens, folded, *of, beside=beside, headless=headless)
        owned = body is None and beside and title.kind == "occupation" and not title.unit
        whole = _of_unit(annotation, names, words, past, end, beside=True) if owned else None
        if whole is None:
            return body
        field = annotation.text[end : whole.own].islower()  # chủ tiệm | trang sức | ở Huế
        return body if field and whole.place is None else replace(whole, field=field)
    return _of_unit(annotation, names, words, past, end, beside=beside)


def _of_unit(
    annotation: Annotation, names: Names, words: RoleWords, past: int, end: int, *, beside: bool
) -> UnnamedBody | None:
    """Return the body without a name that the last words of a title open: Trưởng | khoa tâm lý, chủ | quán bún riêu."""
    tokens, folded = annotation.tokens, annotation.folded
    for at in range(max(1, past - _LONGEST_UNIT), past):
        tries = (words.fields.heads, words.unnamed)
        head = max((one for trie in tries if (one := trie.longest(tokens.norms, at)) is not None), default=None)
        if head is not None and head[0] >= past:
            start = tokens.starts[at] - 1
            found = unnamed_body(tokens, folded, names, words.fields, words.unnamed, start, beside=beside)
            return found if found is not None and found.own > end else None
    return None


def unnamed_of_famous(annotation: Annotation, names: Names, words: RoleWords, end: int) -> UnnamedBody | None:
    """Return the body without a name after what is said of a holder: nhân viên | lâu năm tại | một khách sạn."""
    said = words.forms.qualities.match(annotation.folded, end)
    joint = words.forms.of.match(annotation.folded, said.end() - 1) if said is not None else None
    if said is None or joint is None or joint[0] == " ":
        return None
    return unnamed_body(annotation.tokens, annotation.folded, names, words.fields, words.unnamed, said.end() - 1)


def acronym_at(annotation: Annotation, names: Names, words: RoleWords, end: int) -> int | None:
    """Return the end of an acronym that no model knows between a title and its holder: Chủ nhiệm | VPCP | Lê An."""
    tokens, at = annotation.tokens, annotation.tokens.at(end)
    if at >= len(tokens) or tokens.starts[at] != end + 1 or words.titles.longest(tokens.norms, at) is not None:
        return None
    if any(trie.longest(tokens.norms, at) is not None for trie in (words.unnamed, words.fields.heads)):
        return None  # Giám đốc DN | Hải Lam
    word, past = tokens.words[at], tokens.ends[at]
    named = names.people.starting(past + 1) is not None and not names.around(end + 1)
    return past if named and word.isupper() and word.isalpha() and 1 < len(word) <= _LONGEST_ACRONYM else None


def past_contest(folded: str, names: Names, start: int, end: int) -> int:
    """Return the end of the contest, and of its year, that an honour is of, which goes from `start` to `end`: Hoa hậu
    Việt Nam | 2020.
    """
    end = max(end, names.others.get(start, end))
    year = _YEAR.match(folded, end)
    return year.end() if year else end


def headed_body(annotation: Annotation, words: RoleWords, start: int, end: int) -> OrganizationMention | None:
    """Return the body between a title and the end of its role, where a word for bodies opens it that no model took for
    a name: Phó Chủ tịch Thường trực | HĐND tỉnh.
    """
    tokens = annotation.tokens
    at = tokens.at(start)
    if at >= len(tokens) or not start + 1 == tokens.starts[at] < end or not tokens.words[at][0].isupper():
        return None  # giám đốc | công ty
    if words.fields.heads.longest(tokens.norms, at) is None:
        return None
    return OrganizationMention("ORG", start + 1, end, "roles.field")


def of_famous(
    tokens: Tokens, folded: str, names: Names, words: RoleWords, end: int
) -> tuple[OrganizationMention | None, PlaceMention | None]:
    """Return the body that `của`, `tại` or `ở` names after what is said of a holder, or the place that `của` does:
    trọng tài | nổi tiếng của | Uruguay.
    """
    said = words.forms.qualities.match(folded, end)
    joint = words.forms.of.match(folded, said.end() - 1) if said is not None else None
    if joint is None or joint[0] == " ":
        return None, None
    body = body_at(tokens, names, words.fields, joint.end())
    return body, None if body is not None or joint[0] != " của " else names.places.starting(joint.end())


def past_level(tokens: Tokens, words: RoleWords, past: int) -> int | None:
    """Return the token after the level of a school that belongs to a title, as its head follows: giáo viên | mầm non |
    trường Sen Hồng.
    """
    level = words.fields.levels.longest(tokens.norms, past)
    head = words.fields.heads.longest(tokens.norms, level[0]) if level is not None and level[0] < len(tokens) else None
    return level[0] if level is not None and head is not None else None
