"""The gender of a person that no honorific tells: by a word before the name or after it, or within it."""

from collections.abc import Iterable, Mapping, Sequence

from bpextract.lexicons.matching import EndingTrie, PhraseTrie
from bpextract.text.folding import fold

_LEAST_WORDS = 3  # of a name that has a middle name
_DIGITS = 2  # of a number of people who are named
_IS, _BELONGS = "là", "của"
_JOINTS = ((_IS,), ("-",), ("–",), ("(",), (",", "một"), (",",))
_OF_WHOM = frozenset({"của", ")", ",", "-", "–"})  # after what the one named is to another: Lan (vợ | của Hải)
_DASHES = frozenset({"-", "–"})
_ENDS_WHOM = frozenset({")", ","})
_ARTICLES = frozenset({"một", "1"})


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
        self._pronouns = frozenset(by_place.get("pronoun", {}))
        self._several = frozenset(by_place.get("several", {}))

    def before(self, words: Sequence[str], norms: Sequence[str], at: int, begins: Mapping[int, int]) -> str | None:
        """Return the gender that the title before token `at` tells, a word beside it, or a noun: nữ ca sĩ, du khách nữ,
        người phụ nữ tên, con gái là, con gái của ông là.

        Args:
            begins: the first token of each name of a person, by the token after it.
        """
        called = self._called.before(norms, at)
        named = called[0] if called is not None else at - 1 if at and norms[at - 1] == _IS else None
        if named is not None and (kin := self._kin_to(norms, named, begins)) is not None:
            return kin
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

    def _kin_to(self, norms: Sequence[str], at: int, begins: Mapping[int, int]) -> str | None:
        """Return the gender of kin before token `at`, perhaps with whose it is between: con gái | của ông Hải."""
        past = begins.get(at, at)
        past -= past > 0 and norms[past - 1] in self._pronouns
        past -= past > 0 and past < at and norms[past - 1] == _BELONGS
        found = next(filter(None, (self._kin_before.before(norms, end) for end in dict.fromkeys((at, past)))), None)
        return (found[1] or None) if found is not None else None

    def of_kin(self, norms: Sequence[str], first: int, past: int) -> str | None:
        """Return the gender of somebody's kin who is named: con trai | Gia Bảo | của cô; not con trai | Gia Bảo."""
        found = self._kin_before.before(norms, first) if past < len(norms) and norms[past] == _BELONGS else None
        return (found[1] or None) if found is not None else None

    def of_several(self, words: Sequence[str], norms: Sequence[str], at: int) -> str | None:
        """Return the gender of the several who are named in a list from token `at` on: hai nữ diễn viên, ba con gái."""
        for nouns in (self._titles, self._nouns_before, self._people, self._kin_before):
            found = nouns.before(norms, at)
            if found is None:
                continue
            first, gender = found
            sex = self._sex(words, norms, first - 1)
            first -= sex is not None
            if (sex or gender) and first and self._is_several(norms[first - 1]):
                return sex or gender
        return None

    def _is_several(self, norm: str) -> bool:
        """Whether a word tells that several are named: ba, 12; but not the year 2020."""
        return norm in self._several or (norm.isdigit() and len(norm) <= _DIGITS)

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

    def _sex(self, words: Sequence[str], norms: Sequence[str], at: int) -> str | None:
        """Return the gender of `nam` and `nữ`, but for the end of a name: Việt | Nam."""
        if at < 0 or (sex := self._sexes.get(norms[at])) is None:
            return None
        return None if at and words[at][0].isupper() and words[at - 1][0].isupper() else sex
