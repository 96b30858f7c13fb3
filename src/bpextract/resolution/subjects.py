"""Whom a sentence names as the one who does what a figure tells."""

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from bpextract.annotation import Annotation
from bpextract.components.figure_verbs import FigureVerbs
from bpextract.lexicons import schemas
from bpextract.lexicons.lexicon import LexiconSchema
from bpextract.lexicons.matching import EndingTrie
from bpextract.lexicons.vocabulary import Vocabulary
from bpextract.mentions import FigureMention, OrganizationMention, PersonMention, RoleMention
from bpextract.text.folding import fold

_JOINS = frozenset({",", "và", "hoặc", "cùng", "-", "–", "(", ")", "/", "&", "là", "kiêm"})
_AUXILIARIES = 4  # words of grammar between a subject and its verb (đã, sẽ, cũng, vừa …)
_WORD = 3  # tokens of a verb
_SOURCE = 5  # tokens before a name in which `theo` makes it a source
_ASIDE = 20  # tokens in brackets after a name
_REACH = 600  # characters before a figure in which its subject is sought
_VERBS = (
    schemas.VERBS, schemas.ACTIONS, schemas.NOUNS, schemas.COUNTED_COMPOUNDS, schemas.GRAMMAR_WORDS,
)  # fmt: skip
_LEADS = (schemas.HONORIFICS, schemas.TITLES, schemas.PERSON_CUES)


class SubjectWords:
    """The words that tell who does what a figure says, from the lexicons. Pickles.

    Attributes:
        verbs: verbs, and words that only look like one.
        auxiliaries: what may stand between a subject and its verb: words of grammar, but `để`: after it another acts.
        pronouns: forms of address of one word, by which a person is meant who was named before.
        prepositions: words after which a name does nothing itself.
        leads: what may stand between a verb and a name: forms of address, titles and other words for people.
    """

    lexicons = (*_VERBS, *_LEADS, schemas.PREPOSITIONS)

    def __init__(self, vocabulary: Vocabulary) -> None:
        def forms(schema: LexiconSchema) -> Iterator[str]:
            return (fold(entry["form"]) for entry in vocabulary.entries(schema))

        self.verbs = FigureVerbs(vocabulary.of(_VERBS))
        self.auxiliaries = frozenset(forms(schemas.GRAMMAR_WORDS)) - {"để"} | {","}
        self.pronouns = frozenset(form for form in forms(schemas.HONORIFICS) if " " not in form)
        self.prepositions = EndingTrie((form, True) for form in forms(schemas.PREPOSITIONS))
        self.leads = EndingTrie((form, True) for schema in _LEADS for form in forms(schema))


Who = PersonMention | OrganizationMention


class Actor(NamedTuple):
    """A person or an organization where it is named; who holds a role is named where the role is, too."""

    start: int
    end: int
    who: Who


class Subjects:
    """Finds the subjects of figures in one document; mentions have their ids."""

    def __init__(self, annotation: Annotation, words: SubjectWords) -> None:
        self._annotation = annotation
        self._words = words
        self._actors = actors(annotation)
        self._starts = [actor.start for actor in self._actors]

    def of(self, figure: FigureMention) -> Who | None:
        """Return the person or organization that does the figure's action, or that is named last before it.

        One after the verb is its object (vay Agribank 85 tỷ đồng), one after a preposition or another verb is theirs.
        Of several who do it together it is the first.
        """
        annotation = self._annotation
        floor = annotation.sentences[annotation.sentence_at(figure.start)].start if annotation.sentences else 0
        floor = max(floor, figure.start - _REACH)
        nearest = self._before(figure.start, floor)
        opened = nearest and annotation.text[nearest[-1].end : figure.start].strip() == "("
        if opened or figure.kind == "age":  # what it is said of stands right before it
            return nearest[-1].who if nearest else None
        action = figure.action_start
        limit = figure.start if action is None else action
        semicolon = annotation.text.rfind(";", floor, limit)
        if semicolon >= 0 and not self._goes_on(annotation.tokens.at(semicolon) + 1, limit):
            floor = semicolon  # what comes after has a subject of its own
        subject: Who | None = None
        free, last = False, None
        for actor in self._before(limit, floor):
            joined = self._joined(last, actor)
            comma = last is not None and annotation.text[last.end : actor.start].strip() == ","
            if not joined:
                free = self._is_free(actor, action, floor)
            elif comma:
                free = free or self._acts(actor, action)  # theo ông A, Công ty B đã chi
            last = actor
            together = joined and not comma and subject is not None
            if free and not together and not self._reports(actor.end, limit):
                subject = actor.who
        return subject

    def _before(self, limit: int, floor: int) -> list[Actor]:
        first, past = bisect_left(self._starts, floor), bisect_left(self._starts, limit)
        return [actor for actor in self._actors[first:past] if actor.end <= limit]

    def _joined(self, last: Actor | None, actor: Actor) -> bool:
        """Whether only commas, conjunctions and forms of address stand between two actors."""
        if last is None or actor.start < last.end:
            return last is not None
        tokens = self._annotation.tokens
        at, first = self._lead(actor.start), tokens.before(last.end)
        return at - first <= 2 and all(tokens.norms[token] in _JOINS for token in range(first, at))

    def _lead(self, start: int) -> int:
        """Return the first token of the forms of address and titles before the name at the offset `start`."""
        tokens = self._annotation.tokens
        at = tokens.at(start)
        while (lead := self._words.leads.before(tokens.norms, at)) is not None:
            at = lead[0]
        return at

    def _is_free(self, actor: Actor, action: int | None, floor: int) -> bool:
        """Whether no preposition and no other verb governs the actor, or the verb of the figure follows it."""
        tokens = self._annotation.tokens
        at = self._lead(actor.start)
        if at == 0 or tokens.starts[at - 1] < floor:
            return True
        if self._words.prepositions.before(tokens.norms, at) is not None:
            return False
        said = tokens.norms[max(0, at - _SOURCE) : at]  # theo số liệu của Sở A, …
        if "theo" in said and "," not in said:
            return self._acts(actor, action)
        verb = self._words.verbs.ending(tokens, at, at)
        if tokens.norms[at - 1] != "cho" and (verb is None or verb[1] != "action"):
            return True
        return self._acts(actor, action)

    def _acts(self, actor: Actor, action: int | None) -> bool:
        """Whether the verb of the figure follows the actor, with nothing but words of grammar between."""
        tokens = self._annotation.tokens
        if action is None:
            return False
        at = tokens.before(actor.end)
        if tokens.words[at] == "(":  # Nguyễn Văn A (ngụ xã B) đã lấy
            at = next((end + 1 for end in range(at, min(at + _ASIDE, len(tokens))) if tokens.words[end] == ")"), at)
        return self._after_grammar(at) == tokens.at(action)

    def _reports(self, start: int, limit: int) -> bool:
        """Whether a verb of saying stands between, and what is said has a subject of its own."""
        tokens = self._annotation.tokens
        first, past = tokens.before(start), tokens.at(limit)
        for at in range(past, first, -1):
            verb = self._words.verbs.ending(tokens, at, at)
            if verb is not None and verb[1] == "report" and verb[0] >= first:
                return not self._goes_on(at, limit)
        return False

    def _goes_on(self, at: int, limit: int) -> bool:
        """Whether what begins at token `at` names no subject of its own: a verb (đã bắt) or a pronoun (ông đã)."""
        tokens = self._annotation.tokens
        at = self._after_grammar(at)
        if at < len(tokens) and tokens.norms[at] in self._words.pronouns:
            return at + 1 < len(tokens) and tokens.norms[at + 1] in self._words.auxiliaries
        past = min(tokens.before(limit) + _WORD, len(tokens))
        return any(
            self._words.verbs.ending(tokens, end, past) == (at, "action")
            for end in range(at + 1, min(at + _WORD, past) + 1)
        )

    def _after_grammar(self, at: int) -> int:
        """Return the first token from `at` on that is no word of grammar; a few are looked at."""
        norms = self._annotation.tokens.norms
        last = min(at + _AUXILIARIES, len(norms))
        return next((token for token in range(at, last) if norms[token] not in self._words.auxiliaries), last)


def actors(annotation: Annotation) -> list[Actor]:
    """Return people and organizations in text order; what is in a role stands for its holder (Chủ tịch UBND xã A)."""
    roles = [role for role in annotation.roles if _holder(role) is not None]
    found = [Actor(role.start, role.end, holder) for role in roles if (holder := _holder(role)) is not None]
    starts = [role.start for role in roles]
    named: list[Who] = [*annotation.people, *annotation.organizations]
    for mention in named:
        at = bisect_left(starts, mention.start + 1) - 1
        if at < 0 or not roles[at].covers(mention):
            found.append(Actor(mention.start, mention.end, mention))
    return sorted(found, key=lambda actor: actor[:2])


def _holder(role: RoleMention) -> PersonMention | None:
    holder = role.holder
    return holder if holder is not None and holder.id >= 0 else None  # one that lost an overlap is nobody
