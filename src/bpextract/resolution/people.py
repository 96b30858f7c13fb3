"""Tell which mentions name the same person, and make the rows of the people table."""

import re
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise

from bpextract.annotation import Annotation
from bpextract.entities import Entities
from bpextract.lexicons.alternation import any_of
from bpextract.lexicons.schemas import ALIAS_CUES
from bpextract.lexicons.vocabulary import Vocabulary
from bpextract.mentions import PersonMention
from bpextract.schema import Person
from bpextract.text.folding import fold
from bpextract.text.syllables import is_syllable

_GENDERS = ("male", "female")
_APOSTROPHE = re.compile(r"(?<=\w)['’] ?(?=\w)")  # H’ Quỳnh, H'Quỳnh
# Words of Chinese names in Latin letters: of one who has such a name (Wang Chuqin) the other is read in Vietnamese
# (Vương Sở Khâm). Two names of other sorts are of a player and who comes on for him, or of a role and who plays it.
_PINYIN = re.compile(
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])"
    r"(?:[iu]?ang|iong|[ei]ng|ong|i?an|i?ao|u?ai|uan|en|i[aeu]|in|[eo]u|u[aeino]|[aeiu]))+"
)
_NICKNAME = re.compile(r"[\"“‘'][^\"“”‘’']+[\"”’']")


class AliasWords:
    """What a vocabulary says between two names of one person (`tức`, `biệt danh`). Pickles."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        entries = vocabulary.entries(ALIAS_CUES)
        cues = any_of(fold(entry["form"]) for entry in entries)
        bare = any_of(fold(entry["form"]) for entry in entries if entry["bare"])
        age = r"(?:, (?:\d{1,3} tuổi|sinh năm \d{4}))?"  # Hà Vy, 30 tuổi, tên thật là Lò Thị Vy
        self._between = re.compile(rf"(?:{age}(?: \(|, )(?:hay |hay là )?{cues}| {bare}) [\"“']?")

    def make_one_of(self, between: str) -> bool:
        """Whether what stands between two names says that they are of one person."""
        return self._between.fullmatch(fold(between)) is not None


class NamedPerson:
    """A person of the document: the fullest name so far and the mentions."""

    def __init__(self, mention: PersonMention, words: list[str]) -> None:
        self.words = words
        self.fullest = mention
        self.keep([mention])

    def keep(self, mentions: list[PersonMention]) -> None:
        """Hold these mentions and no others."""
        self.mentions: list[PersonMention] = []
        self._starts: list[int] = []  # sorted, so that asking who was named last takes no walk over the mentions
        self._genders: Counter[str] = Counter()
        for mention in mentions:
            self.add(mention)

    def add(self, mention: PersonMention) -> None:
        self.mentions.append(mention)
        insort(self._starts, mention.start)
        if mention.gender:
            self._genders[mention.gender] += 1

    def may_be(self, sex: str | None) -> bool:
        """Return whether the honorifics so far allow the gender `sex`."""
        return not sex or most_frequent(self._genders) in (None, sex)

    def nearness(self, start: int) -> tuple[int, int]:
        """Return a rank for `start`: greatest for the person named last before it, then for the one named first."""
        at = bisect_left(self._starts, start)
        return (1, self._starts[at - 1]) if at else (0, -self.mentions[0].start)


def people_records(annotation: Annotation, aliases: AliasWords) -> Entities[Person]:
    """Return the people of the document, in order of first mention; mentions have their ids."""
    people = same_people(annotation.text, annotation.people, aliases, _titles(annotation))
    rows = [
        Person(
            person_id=number,
            name=" ".join(annotation.text[person.fullest.start : person.fullest.end].split()),
            honorific=_honorific(person.mentions),
            gender=gender(person.mentions),
            byline=all(mention.byline for mention in person.mentions),
            n_mentions=len(person.mentions),
            mention_id=person.fullest.id,
        )
        for number, person in enumerate(people)
    ]
    return Entities(rows, {mention.id: number for number, person in enumerate(people) for mention in person.mentions})


def _titles(annotation: Annotation) -> dict[int, str]:
    """Return the title that each mention of a person bears, by its id."""
    return {role.holder.id: fold(role.title) for role in annotation.roles if role.holder is not None and role.title}


def same_people(
    text: str, mentions: Iterable[PersonMention], aliases: AliasWords, titles: Mapping[int, str]
) -> list[NamedPerson]:
    """Group the mentions by person, in order of first mention.

    A full name is one person. A shorter form (a given name, or any part of a foreign name) is the person whose name
    it is part of: among several one of the same title, the one named last before it, else the first named after it.
    Where honorifics tell different genders, it is another person, and so are ông S. and bà S.

    Args:
        aliases: what says that two names are of one person.
        titles: the title of a mention, by its id.
    """
    listed = [(mention, _words(text[mention.start : mention.end])) for mention in mentions]
    full: dict[tuple[str, ...], NamedPerson] = {}
    parts: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for mention, words in listed:
        key = tuple(words)
        if key in full:
            full[key].add(mention)
            continue
        full[key] = NamedPerson(mention, words)
    for key in full:
        for part in short_forms(key):
            if part in full:
                parts.setdefault(part, []).append(key)
    # Shorter forms join a longer one; the longest first, so that chains (Toàn, Đức Toàn, Dương Đức Toàn) end in one.
    for part in sorted(parts, key=len):
        holder = full[part]
        owners = [full[key] for key in parts[part] if key in full]
        left = []
        for mention in holder.mentions:
            owner = _nearest(mention, owners, titles)
            if owner is None:
                left.append(mention)
            else:
                owner.add(mention)
        holder.keep(left)
        if not left:
            del full[part]
        elif holder.fullest not in left:
            holder.fullest = left[0]
    people = [each for person in full.values() for each in _by_gender(person)]
    _join_aliases(text, people, aliases)
    for person in people:
        person.mentions.sort(key=_start)
    return sorted(people, key=lambda person: person.mentions[0].start)


def _by_gender(person: NamedPerson) -> list[NamedPerson]:
    """Return the people of one name of a single word: two, where honorifics tell both genders (ông S., bà S.).

    Where none tells, it is the one named last.
    """
    told = [mention.gender for mention in person.mentions if mention.gender]
    if len(person.words) > 1 or len(set(told)) < len(_GENDERS):
        return [person]
    last, people = told[0], dict[str, NamedPerson]()
    for mention in sorted(person.mentions, key=_start):
        last = mention.gender or last
        if last in people:
            people[last].add(mention)
        else:
            people[last] = NamedPerson(mention, person.words)
    return list(people.values())


def _join_aliases(text: str, people: list[NamedPerson], aliases: AliasWords) -> None:
    """Make one person of two whom the text calls one, by `tức` or by a foreign name spelled twice."""
    holders = sorted(((mention, person) for person in people for mention in person.mentions), key=_by_start)
    joined: dict[int, NamedPerson] = {}
    for (first, one), (second, other) in pairwise(holders):
        if not _is_alias(text, first, second, aliases):
            continue
        while id(one) in joined:
            one = joined[id(one)]
        while id(other) in joined:
            other = joined[id(other)]
        if one is other:
            continue
        for mention in other.mentions:
            one.add(mention)
        joined[id(other)] = one
        people.remove(other)


def _is_alias(text: str, first: PersonMention, second: PersonMention, aliases: AliasWords) -> bool:
    between = text[first.end : second.start]
    if aliases.make_one_of(between):
        return True
    if between != " (" or text[second.end : second.end + 1] != ")":
        return False
    names = [_words(text[name.start : name.end]) for name in (first, second)]
    own = [name for name in names if all(map(is_syllable, name))]
    if len(own) == 1:
        (other,) = (name for name in names if name is not own[0])
        return len(own[0]) > 1 and len(other) > 1 and all(map(_PINYIN.fullmatch, other))
    return not own


def _by_start(holder: tuple[PersonMention, NamedPerson]) -> int:
    return holder[0].start


def short_forms(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return the shorter forms by which a person of this name may be called.

    Vietnamese names shorten to their end (Toàn, Đức Toàn) or, for stage names, drop what follows (Ngọc Anh 3A); foreign
    ones to any single part (Trump); initials to the last ones (N.T.V.A, V.A, A).
    """
    if len(words) == 1:
        letters = [part for part in words[0].split(".") if part]
        return [(".".join(letters[first:]),) for first in range(1, len(letters))]
    forms = [words[first:] for first in range(1, len(words))]
    if words[-1][0].isdigit():
        return [words[:-1]]
    forms.append(words[:1])
    return forms


def _honorific(mentions: Iterable[PersonMention]) -> str | None:
    """Return the first honorific that does not tell the other gender than the person's, or None."""
    mentions = list(mentions)
    sex = gender(mentions)
    fitting = (mention.honorific for mention in mentions if mention.gender in (None, sex))
    return next(filter(None, fitting), None)


def gender(mentions: Iterable[PersonMention]) -> str | None:
    """Return the gender that most honorifics tell, or None."""
    return most_frequent(Counter(mention.gender for mention in mentions if mention.gender))


def most_frequent(genders: Counter[str]) -> str | None:
    """Return the gender with the highest count, or None."""
    return max(genders, key=lambda each: (genders[each], each), default=None)


def _nearest(mention: PersonMention, owners: list[NamedPerson], titles: Mapping[int, str]) -> NamedPerson | None:
    """Return the owner named last before `mention`, else first after it, of those its honorific does not rule out.

    Of several, those who bear its title elsewhere: Thủ tướng Lý Hiển Long, bà Lý Vỹ Linh, | Thủ tướng Lý.
    """
    fitting = [owner for owner in owners if owner.may_be(mention.gender)]
    if len(fitting) > 1 and (title := titles.get(mention.id)) is not None:
        fitting = [owner for owner in fitting if any(titles.get(m.id) == title for m in owner.mentions)] or fitting
    return max(fitting, key=lambda owner: owner.nearness(mention.start), default=None)


def _words(name: str) -> list[str]:
    """Return the words of a name, without a nickname in quotation marks: Đào | “Sẹo”."""
    plain = _NICKNAME.sub(" ", _APOSTROPHE.sub("'", name))
    return fold(plain if plain.strip() else name).rstrip(".").split()


def _start(mention: PersonMention) -> int:
    return mention.start
