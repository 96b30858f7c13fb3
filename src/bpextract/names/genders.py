"""The gender of a person that no honorific tells: by a word before the name or after it, or by a pronoun."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from bpextract.annotation import Annotation
from bpextract.lexicons.alternation import any_of
from bpextract.lexicons.matching import EndingTrie, PhraseTrie
from bpextract.mentions import PersonMention
from bpextract.text.folding import fold
from bpextract.text.sentences import LOWER

_LEAST_WORDS = 3  # of a name that has a middle name
_IS = "là"
_JOINTS = ((_IS,), ("-",), ("–",), ("(",), (",", "một"), (",",))
_OF_WHOM = frozenset({"của", ")", ",", "-", "–"})  # after what the one named is to another: Lan (vợ | của Hải)
_DASHES = frozenset({"-", "–"})
_ENDS_WHOM = frozenset({")", ","})
_ARTICLES = frozenset({"một", "1"})
# What may stand before the subject of a sentence: Hai năm sau, | cô về nước.
_LEAD = re.compile(r"(?:[^,;:“”\"()]{1,45}, )?")
_SOURCE = "theo"  # who tells of somebody
_QUOTED = re.compile(r"[:“”\"]")
_SMALL = f"[{LOWER}]"  # a verb follows a pronoun, a name an honorific


class GenderWords:
    """What the lexicons gender_words and titles say of genders."""

    def __init__(self, words: Iterable[Mapping[str, str]], titles: Iterable[Mapping[str, str]]) -> None:
        """Build the matchers from the entries of the two lexicons."""
        by_place: dict[str, dict[str, str]] = {}
        for entry in words:
            by_place.setdefault(entry["where"], {})[fold(entry["form"])] = entry["gender"]
        self._titles = EndingTrie((entry["form"], entry["gender"]) for entry in titles)
        self._sexes, self._middle_names = by_place.get("title", {}), by_place.get("name", {})
        people = by_place.get("person", {})
        self._people = EndingTrie(people.items())
        self._nouns_before = EndingTrie(by_place.get("noun", {}).items())
        self._called = EndingTrie(by_place.get("called", {}).items())
        self._nouns = PhraseTrie(by_place.get("noun", {}).items())
        kin = by_place.get("kin", {})
        self._younger = frozenset(form.split()[0] for form in by_place.get("younger", {}))
        self._kin_before, self._kin = EndingTrie(kin.items()), PhraseTrie(kin.items())
        self._persons = PhraseTrie([*((entry["form"], entry["gender"]) for entry in titles), *people.items()])
        self._pronouns = by_place.get("pronoun", {})
        pronoun = (
            rf"(?P<pronoun>{any_of(self._pronouns)}) (?!{any_of(by_place.get('not_pronoun', ()))}(?![^\W_])){_SMALL}"
        )
        self._opens, self._opens_late = re.compile(pronoun), re.compile(_LEAD.pattern + pronoun)
        self._any = re.compile(rf"(?<![^\W_])(?P<pronoun>{any_of(self._pronouns)}) {_SMALL}")
        others = any_of([*self._pronouns, *by_place.get("noun", ()), *by_place.get("kin", ())])
        self._apart = re.compile(rf"(?<![^\W_])(?:(?:{others}|{_SOURCE})(?![^\W_])|{any_of(people)}(?! $)(?![^\W_]))")
        joints = any_of([*by_place.get("joint", ()), *by_place.get("said", ())])
        self._goes_on = re.compile(
            rf"(?:[,;] (?:{joints} )?|(?<![^\W_]){joints}(?: thêm| lại)?,? (?:rằng )?)"
            rf"(?P<pronoun>{any_of(self._pronouns)})(?! {any_of(by_place.get('not_pronoun', ()))}(?![^\W_]))(?=[ ,.;])"
        )

    def before(self, words: Sequence[str], norms: Sequence[str], at: int) -> str | None:
        """Return the gender that the title before token `at` tells, a word beside it, or a noun: nữ ca sĩ, du khách nữ,
        người phụ nữ tên, con gái là.
        """
        called = self._called.before(norms, at)
        named = called[0] if called is not None else at - 1 if at and norms[at - 1] == _IS else None
        if named is not None and (kin := self._kin_before.before(norms, named)) is not None and kin[1]:
            return kin[1]
        if (sex := self._sex(words, norms, at - 1)) and any(
            each.before(norms, at - 1) is not None for each in (self._titles, self._people)
        ):
            return sex
        for end in (at,) if called is None else (at, called[0]):
            title = self._titles.before(norms, end)
            if title is not None and (title[1] or (sex := self._sex(words, norms, title[0] - 1))):
                return title[1] or sex
            noun = self._nouns_before.before(norms, end)
            if noun is not None and noun[1]:
                return noun[1]
            person = self._people.before(norms, end)
            if person is not None and (sex := self._sex(words, norms, person[0] - 1)):
                return sex
        return None

    def of_name(self, norms: Sequence[str]) -> str | None:
        """Return the gender that the middle name in a name tells: Nguyễn | Thị | Lan."""
        middle = norms[1:-1] if len(norms) >= _LEAST_WORDS else ()
        return next((self._middle_names[norm] for norm in middle if norm in self._middle_names), None)

    def after(
        self, words: Sequence[str], norms: Sequence[str], at: int, people: Mapping[int, int], *, opens: bool
    ) -> str | None:
        """Return the gender that is said of the name that ends before token `at`: `là nữ diễn viên`, `, một cô gái`.

        Args:
            people: the token after each name of a person, by its first one; `- nữ diễn viên Lan` is another one.
            opens: whether the name is the subject of its clause, of whom `là` tells: not in `nhà của Lan là bố Hải`.
        """
        joint = next((each for each in _JOINTS if tuple(norms[at : at + len(each)]) == each), None)
        if joint is None:
            return None
        at += len(joint)
        bare = at
        at += at < len(norms) and norms[at] in _ARTICLES
        if at + 1 >= len(norms):
            return None
        sex = self._sex(words, norms, at)
        found = self._persons.longest(norms, at + 1) if sex else self._nouns.longest(norms, at)
        if found is not None and joint != (",",):  # Gặp Lan, | nữ ca sĩ khóc
            return None if found[0] in people else sex or found[1]
        kin = self._kin.longest(norms, at)
        if kin is None:
            return None
        if joint[0] == _IS:
            return (kin[1] or None) if opens else None
        return (kin[1] or None) if at == bare and self._is_to(norms, at, kin[0], people, joint[0]) else None

    def _is_to(self, norms: Sequence[str], first: int, at: int, people: Mapping[int, int], joint: str) -> bool:
        """Whether kin between two tokens is what the one named before it is: Lan (vợ | ông Hải), Lan - con gái | ca sĩ
        Hải; not that somebody of theirs does something: Hải (vợ | là Lan), nor that it is named: Lan - chồng | Hải.
        """
        if at >= len(norms) or norms[at] in _OF_WHOM:
            return at < len(norms) and (joint != "," or norms[at] == "của")
        if joint in _DASHES:
            return norms[first] in self._younger and (self._whom(norms, at, people) is not None)
        past = self._whom(norms, at, people)
        return (
            past is not None
            and past < len(norms)
            and norms[past] in _ENDS_WHOM
            and (joint == "(" or norms[first] in self._younger)
        )

    def _whom(self, norms: Sequence[str], at: int, people: Mapping[int, int]) -> int | None:
        """Return the token after the person that begins at a token, with a form of address or a title."""
        title = self._persons.longest(norms, at)
        starts = (at, at + (norms[at] in self._pronouns), title[0] if title is not None else at)
        return next((people[start] for start in starts if start in people), None)

    def tell_by_pronouns(
        self, annotation: Annotation, people: Sequence[PersonMention], titles: Mapping[int, int]
    ) -> None:
        """Set the gender of whom a sentence alone names and then calls by a pronoun, or the next sentence does.

        All pronouns for people who share the last word of their name must agree.

        Args:
            titles: where the title before a person begins, by the start of the mention.
        """
        starts = annotation.tokens.starts
        places = {starts[name.start] for name in annotation.names if name.label == "PLACE"}  # Anh is a country, too
        told = {_called(person) for person in people if person.gender}
        said: dict[str, list[tuple[PersonMention, str]]] = {}
        named = {
            number: list(group)
            for number, group in groupby(people, key=lambda person: annotation.sentence_at(person.start))
        }
        for number, (person, *others) in named.items():
            if person.byline or _called(person) in told or any(other.name not in person.name for other in others):
                continue
            opens = annotation.sentences[number].start
            if self._apart.search(annotation.folded, opens, person.start) is not None:
                continue  # mẹ của | Lan mất khi bà 40 tuổi; theo luật sư | Lan, bà được tự do
            other = self._next_other(annotation, number, person.end)
            genders = [*self._in_sentence(annotation, person.end, other)]
            leads = _LEAD.fullmatch(annotation.text, opens, titles.get(person.start, person.start)) is not None
            late = other == annotation.sentences[number].end and number + 1 not in named
            if leads or late:
                genders += self._of_next(annotation, number, places, late=late)
            said.setdefault(_called(person), []).extend((person, gender) for gender in genders)
        for told_of in said.values():
            if len({gender for _, gender in told_of}) == 1:
                for person, gender in told_of:
                    person.gender = gender

    def _next_other(self, annotation: Annotation, number: int, start: int) -> int:
        """Return where a sentence speaks of somebody else after the character (gặp | bạn gái), or quotes, or ends."""
        tokens, end = annotation.tokens, annotation.sentences[number].end
        quoted = _QUOTED.search(annotation.folded, start, end)
        end = end if quoted is None else quoted.start()
        at = tokens.at(start)
        while at < len(tokens) and tokens.starts[at] < end:
            if any(trie.longest(tokens.norms, at) is not None for trie in (self._persons, self._nouns, self._kin)):
                return tokens.starts[at]
            at += 1
        return end

    def _in_sentence(self, annotation: Annotation, start: int, end: int) -> Iterator[str]:
        """Yield the genders that pronouns between the characters tell which go on with whom the sentence names."""
        for found in self._goes_on.finditer(annotation.folded, start, end):
            at, past = found.span("pronoun")
            if annotation.text[at].islower() and not annotation.text[past + 1 : past + 2].isupper():
                yield self._pronouns[found["pronoun"]]

    def _of_next(self, annotation: Annotation, number: int, places: Collection[int], *, late: bool) -> Iterator[str]:
        """Yield the gender that the pronoun tells which opens the next sentence, and those of pronouns before it.

        Args:
            late: whether something may stand before the pronoun, as both sentences speak of nobody else.
        """
        if number + 1 >= len(annotation.sentences):
            return
        sentence, following = annotation.sentences[number : number + 2]
        if not _closes_quotes(annotation.text[sentence.start : sentence.end]):
            return
        pattern = self._opens_late if late else self._opens
        opens = pattern.match(annotation.folded, following.start, following.end)
        if opens is None or self._apart.search(annotation.folded, following.start, opens.start("pronoun")):
            return  # Chồng cô là nhạc trưởng, | anh hơn cô 5 tuổi; Theo cảnh sát, | anh ta đã trốn
        if not annotation.text[opens.end() - 1].islower() or opens.start("pronoun") in places:
            return
        yield self._pronouns[opens["pronoun"]]
        before = self._any.finditer(annotation.folded, sentence.start, sentence.end)
        yield from (self._pronouns[each["pronoun"]] for each in before)  # khen anh thợ. | Cô cười

    def _sex(self, words: Sequence[str], norms: Sequence[str], at: int) -> str | None:
        """Return the gender of `nam` and `nữ`, but for the end of a name: Việt | Nam."""
        if at < 0 or (sex := self._sexes.get(norms[at])) is None:
            return None
        return None if at and words[at][0].isupper() and words[at - 1][0].isupper() else sex


def _closes_quotes(text: str) -> bool:
    return text.count("“") == text.count("”") and text.count('"') % 2 == 0


def _called(person: PersonMention) -> str:
    """Return the word that a person is called by: the last of the name."""
    return person.name.split()[-1]
