"""What each figure of a text says, from the model's answers and the user's own words, as the figures table has it."""

from collections.abc import Sequence
from typing import NamedTuple

from bpextract.annotation import Annotation
from bpextract.lexicons import schemas
from bpextract.lexicons.alternation import Kinds
from bpextract.lexicons.matching import EndingTrie
from bpextract.lexicons.vocabulary import Vocabulary
from bpextract.mentions import DateMention, FigureMention, Mention, PlaceMention
from bpextract.relations.answers import Answer, Span
from bpextract.relations.beside import Beside
from bpextract.relations.borders import Borders
from bpextract.relations.directions import Directions
from bpextract.relations.in_turn import InTurn
from bpextract.relations.lists import unlisted
from bpextract.relations.model import packaged_reader
from bpextract.relations.subjects import Named, Subjects, Who

_IS = "là"
_CLAUSE = 12  # tokens before a figure in which a verb of the user's own is looked for
_NEAR = 3  # sentences between a figure and what its passage says


class Fact(NamedTuple):
    """What a figure says; each part None where the text does not say it.

    Attributes:
        subject: as written; who: whom it names.
        place_from, date_from: `sentence`, `passage` (the sentences before) or `document` (its opening, or further).
    """

    what: str | None = None
    action: str | None = None
    state: str | None = None
    direction: str | None = None
    baseline: str | None = None
    subject: str | None = None
    who: Who | None = None
    place: PlaceMention | None = None
    place_from: str | None = None
    date: DateMention | None = None
    date_from: str | None = None


class Facts:
    """Reads what figures say. Pickles."""

    lexicons = (schemas.ACTIONS, schemas.VERB_MARKERS, schemas.NUMBER_CUES, *Directions.lexicons, *Subjects.lexicons)

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._subjects = Subjects(vocabulary)
        self._own = EndingTrie((entry["form"], True) for entry in vocabulary.entries(schemas.ACTIONS))
        self._has_own = bool(vocabulary.entries(schemas.ACTIONS))
        markers = vocabulary.entries(schemas.VERB_MARKERS)
        self._markers = EndingTrie((entry["form"], not entry["use"]) for entry in markers)
        self._directions = Directions(vocabulary)
        cues = Kinds(vocabulary.entries(schemas.NUMBER_CUES))
        self._in_turn = InTurn(cues.of("in_turn"), cues.of("listing"))
        links = [(entry["form"], entry["use"]) for entry in vocabulary.entries(schemas.PREPOSITIONS)]
        self._locative, self._temporal = (
            frozenset(form for form, of in links if of == use) for use in ("place", "time")
        )

    @staticmethod
    def answers(annotations: Sequence[Annotation]) -> list[list[Answer]]:
        """Return for each text what the model answers of each FIGURE mention: the first of two steps."""
        return packaged_reader().answers_of_all(annotations)

    def of(self, annotation: Annotation, answers: Sequence[Answer]) -> list[Fact]:
        """Return what each FIGURE mention says by its answer, in their order; mentions have their ids."""
        if not answers:
            return []
        answers = self._mended(annotation, answers)
        named = Named(annotation)
        facts = [self._fact(annotation, named, *pair) for pair in zip(annotation.figures, answers, strict=True)]
        return self._with_bases(annotation, facts)

    def _mended(self, annotation: Annotation, answers: Sequence[Answer]) -> list[Answer]:
        """Return the answers with their words whole, and with the place and date that stand right behind a figure."""
        borders, figures = Borders(annotation), annotation.figures
        places = Beside(annotation, annotation.places, self._locative, bare=False)
        dates = Beside(annotation, annotation.dates, self._temporal, bare=True)
        answers = self._in_turn.dealt(annotation, unlisted(annotation, answers))
        return [
            answer._replace(
                what=borders.mended(answer.what, figure),
                subject=borders.mended(answer.subject, figure),
                place=places.of(figure) or answer.place,
                date=dates.of(figure) or self._own_date(annotation, figure, answer),
            )
            for figure, answer in zip(figures, answers, strict=True)
        ]

    def _own_date(self, annotation: Annotation, figure: FigureMention, answer: Answer) -> Mention | None:
        """Return the date that is answered, unless it is that of what the figure is compared with."""
        date, base = answer.date, answer.baseline
        if date is None or self._directions.is_base(annotation, figure, date):
            return None
        if base is None or not base.start <= date.start < base.end:
            return date
        equal = annotation.folded[base.end : figure.start].split()[:1] == [_IS]  # so với giá năm 2021 là | 4,9 tỷ
        since = annotation.tokens.norms[annotation.tokens.at(base.start) : annotation.tokens.at(date.start)]
        return date if equal or not self._directions.temporal.isdisjoint(since) else None  # so với USD trong năm 2024

    def _fact(self, annotation: Annotation, named: Named, figure: FigureMention, answer: Answer) -> Fact:
        own = self._own_action(annotation, figure) if self._has_own else None
        action, subject = self._whole(annotation, own or answer.action), answer.subject
        who = self._subjects.who(named, subject) if subject else None
        place = answer.place
        pointed = isinstance(who, PlaceMention) and subject is not None and who.end <= subject.start  # nước này
        if place is not None and isinstance(who, PlaceMention) and not (pointed and who.group == "country"):
            place = who  # tỉnh A nhận 5 tỷ đồng, tỉnh B nhận 3 tỷ đồng
        return Fact(
            figure.phrase or _text(annotation, answer.what),
            _text(annotation, action),
            _text(annotation, answer.state),
            self._directions.of(annotation, figure, action),
            _text(annotation, answer.baseline),
            _text(annotation, subject),
            who,
            place if isinstance(place, PlaceMention) else None,
            _from(annotation, figure, place),
            answer.date if isinstance(answer.date, DateMention) else None,
            _from(annotation, figure, answer.date),
        )

    def _own_action(self, annotation: Annotation, figure: FigureMention) -> Span | None:
        """Return the nearest verb of the user's own before the figure in its sentence."""
        tokens = annotation.tokens
        floor = annotation.sentences[annotation.sentence_at(figure.start)].start
        first = tokens.at(figure.start)
        for past in range(first, max(0, first - _CLAUSE), -1):
            found = self._own.before(tokens.norms, past)
            if found is not None and tokens.starts[found[0]] >= floor:
                return Span(tokens.starts[found[0]], tokens.ends[past - 1])
        return None

    def _whole(self, annotation: Annotation, action: Span | None) -> Span | None:
        """Return the action with what stands before the verb and tells its voice, or denies it (bị, được, không)."""
        if action is None:
            return None
        tokens = annotation.tokens
        first = tokens.at(action.start)
        floor = annotation.sentences[annotation.sentence_at(action.start)].start
        inside = self._markers.before(tokens.norms, first + 1)
        if inside is not None and not inside[1] and tokens.ends[first] < action.end:
            return Span(tokens.starts[first + 1], action.end)  # chuẩn | bị trồng
        while (found := self._markers.before(tokens.norms, first)) is not None and tokens.starts[found[0]] >= floor:
            if not found[1]:
                break  # thiết bị | sử dụng
            first = found[0]
        return Span(tokens.starts[first], action.end)

    def _with_bases(self, annotation: Annotation, facts: list[Fact]) -> list[Fact]:
        """Return the facts, those of figures that others are compared with without a direction of their own."""
        for base, compared in self._directions.bases(annotation, annotation.figures).items():
            facts[base] = facts[base]._replace(direction=None, baseline=None)
            if compared is not None and facts[compared].baseline is None:
                figure = annotation.figures[base]
                facts[compared] = facts[compared]._replace(baseline=annotation.text[figure.start : figure.end])
        return facts


def _text(annotation: Annotation, span: Span | None) -> str | None:
    return annotation.text[span.start : span.end] if span else None


def _from(annotation: Annotation, figure: FigureMention, mention: Mention | None) -> str | None:
    if mention is None:
        return None
    away = annotation.sentence_at(figure.start) - annotation.sentence_at(mention.start)
    if away == 0:
        return "sentence"
    title = annotation.section_at(mention.start) in ("title", "heading", "lead")
    return "passage" if away <= _NEAR and not title else "document"
