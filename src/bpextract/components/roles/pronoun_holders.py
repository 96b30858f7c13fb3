"""Who holds a role of which only a pronoun tells whose it is: `Ông Lê An sinh năm 1970. Năm 2010, ông làm | Giám đốc Sở
Y tế`.
"""

from bisect import bisect_right

from bpextract.annotation import Annotation
from bpextract.components.roles.holder_patterns import HolderPatterns
from bpextract.components.roles.role import RoleSpan
from bpextract.mentions import PersonMention

_FARTHEST = 8  # sentences between a pronoun and the name that it stands for
_KINDS = frozenset({"position", "occupation", "degree", "rank"})
_LONGEST = 110  # characters between a pronoun and the role
_QUOTATION = 500  # characters before the role in which a quotation may have begun
_MOST = 20  # people that a sentence names; of more, no pronoun tells who is meant
_QUOTES = '"“”'


def hold_by_pronouns(forms: HolderPatterns, annotation: Annotation, roles: list[RoleSpan]) -> None:
    """Give roles without a holder the person for whom the pronoun before them stands: the one named last, where nobody
    else is named since, and whose gender is that of the pronoun.
    """
    folded, people = annotation.folded, annotation.people
    ends = [person.end for person in people]
    for role in roles:
        if role.holder is not None or role.kind not in _KINDS or role.weak:
            continue
        number = annotation.sentence_at(role.start)
        opens = annotation.sentences[number].start
        since = max(opens, role.start - _LONGEST)
        subject = forms.pronoun.search(folded[since : role.start])
        cut = subject is not None and subject.start() == 0 and since > opens  # in the middle of a clause
        if subject is None or cut or _is_quoted(annotation.text[max(opens, role.start - _QUOTATION) : role.start]):
            continue
        at = since + subject.start("pronoun")
        gender = forms.pronouns[subject["pronoun"]]
        named = _named_last(annotation, bisect_right(ends, at), number)
        person = _meant([each for each in named if each.gender in (gender, None)], gender, subject["pronoun"])
        if person is None:
            continue
        role.holder, role.rule = person, "pronoun"
        past = forms.past_span.match(folded, opens, at) or forms.earlier.match(folded, opens)
        if forms.present.search(folded, opens, role.start) is not None:
            continue  # Trước đó, ông là giáo viên, hiện ông là | giám đốc
        if past is not None or subject["went"] is not None:
            role.status = "former"  # Từ năm 2010 đến 2015, ông là | giám đốc; bà đã lần lượt giữ chức | Phó Chủ tịch


def _named_last(annotation: Annotation, past: int, number: int) -> list[PersonMention]:
    """Return whom the sentence names that is the last to name somebody before the sentence with the `number`, or in it.

    Args:
        past: the number of people that the text has named.
    """
    people = annotation.people
    first = annotation.sentence_at(people[past - 1].start) if past else number
    if not past or number - first > _FARTHEST:
        return []
    opens = annotation.sentences[first].start
    since = past
    while since and people[since - 1].start >= opens and past - since < _MOST:
        since -= 1
    return [person for person in people[since:past] if not person.byline]


def _meant(named: list[PersonMention], gender: str, pronoun: str) -> PersonMention | None:
    """Return whom the pronoun means: the only one of them, whose gender is told."""
    told = [person for person in named if person.gender == gender or person.honorific == pronoun]
    if not told or len({person.name.split()[-1] for person in named}) > 1:
        return None
    return max(told, key=lambda person: len(person.name))


def _is_quoted(text: str) -> bool:
    return sum(text.count(mark) for mark in _QUOTES) % 2 == 1
