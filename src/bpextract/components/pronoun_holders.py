"""Who holds a role of which only a pronoun tells whose it is: `Ông Lê An sinh năm 1970. Năm 2010, ông làm | Giám đốc Sở
Y tế`.
"""

from bisect import bisect_right

from bpextract.annotation import Annotation
from bpextract.components.holder_patterns import HolderPatterns
from bpextract.components.role import RoleSpan
from bpextract.mentions import PersonMention

_FARTHEST = 8  # sentences between a pronoun and the name that it stands for
_KINDS = frozenset({"position", "occupation", "degree", "rank"})
_LONGEST = 110  # characters between a pronoun and the role
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
        if subject is None or _is_quoted(annotation.text[opens : role.start]):
            continue
        at = since + subject.start("pronoun")
        gender = forms.pronouns[subject["pronoun"]]
        person = _named_last(annotation, people[: bisect_right(ends, at)], number, gender, subject["pronoun"])
        if person is None:
            continue
        role.holder, role.rule = person, "pronoun"
        if forms.past_span.match(folded, opens, at) is not None or forms.earlier.match(folded, opens) is not None:
            role.status = "former"  # Từ năm 2010 đến năm 2015, ông là | giám đốc; Trước đó, ông là | giám đốc
        elif subject["went"] is not None:
            role.status = "former"  # Bà đã đảm nhiệm các chức vụ: | Phó Chủ tịch


def _named_last(
    annotation: Annotation, people: list[PersonMention], number: int, gender: str, pronoun: str
) -> PersonMention | None:
    """Return whom a pronoun in the sentence with the `number` stands for: whom the sentence that names somebody last
    names, if that names nobody else but people of the other gender.
    """
    first = annotation.sentence_at(people[-1].start) if people else number
    if not people or number - first > _FARTHEST:
        return None
    opens = annotation.sentences[first].start
    near = [
        person for person in people if person.start >= opens and person.gender in (gender, None) and not person.byline
    ]
    told = [person for person in near if person.gender == gender or person.honorific == pronoun]
    if not told or len({person.name.split()[-1] for person in near}) > 1:
        return None
    return max(told, key=lambda person: len(person.name))


def _is_quoted(text: str) -> bool:
    return sum(text.count(mark) for mark in _QUOTES) % 2 == 1
