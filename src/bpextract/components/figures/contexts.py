"""Whether the words around a number let it be a figure of what stands after it."""

import re

import regex

from bpextract.annotation import Annotation
from bpextract.components.figures import patterns
from bpextract.components.neighbours import one_ends, one_starts
from bpextract.components.numbers.contexts import NumberContexts, may_open
from bpextract.components.numbers.numerals import Number
from bpextract.components.numbers.quantities import Quantities, Quantity
from bpextract.components.numbers.words import NumberWords
from bpextract.lexicons.alternation import Kinds
from bpextract.mentions import FigureMention
from bpextract.text.folding import fold
from bpextract.text.tokenizer import Tokens

_DAY, _HOUR = "ngày", "tiếng"
_AGAIN = ("lần", "nữa")
_UNDER = "<"
_NAME_OF_LAW = 6  # tokens
_TEN = 10  # from it on groups, levels and plans are seldom numbered
_PART_OF_HOUR = re.compile(r"\d+,\d")  # 2,5 giờ


class FigureContexts:
    """Tells figures from other numbers by the words before them and what they would measure or count."""

    def __init__(
        self,
        forms: patterns.FigurePatterns,
        contexts: NumberContexts,
        quantities: Quantities,
        words: NumberWords,
        cues: Kinds,
    ) -> None:
        self._forms, self._contexts, self._quantities = forms, contexts, quantities
        self._digits = words.digits
        self._few = words.of("few")
        self._articles, self._lasting = cues.of("article"), cues.of("lasting")
        self._at_time, self._hour_bounds = cues.of("at_time"), cues.of("hour_bound")
        self._since_hour = cues.of("since_hour")
        self._before_names, self._not_few, self._laws = map(cues.of, ("before_name", "not_few", "law"))
        self._once, self._each = cues.of("once"), cues.of("each", "every")

    def fits(
        self,
        annotation: Annotation,
        match: "regex.Match[str]",
        quantity: Quantity,
        first: int,
        at: int,
        number: Number,
        past: FigureMention | None,
    ) -> bool:
        """Whether the context lets this number and quantity be a figure.

        Args:
            past: the figure before.
        """
        folded, tokens = annotation.folded, annotation.tokens
        if tokens.starts[at] == match.end() and quantity.kind == "count":
            return False  # 3A, 5G
        if "\n" in folded[match.end() : tokens.starts[at]] or self._forms.idiom.match(folded, match.start()):
            return False
        if quantity.kind == "count" and (
            _is_model_year(annotation, match, first) or self._is_year_of_law(tokens, match, first)
        ):
            return False
        said = self._contexts.kinds(tokens, first)
        before = tokens.norms[first - 1] if first else ""
        named = "identifier" in said or ("ordinal" in said and self._contexts.identifies(tokens, first))
        if named and quantity.kind != "duration":
            return False  # giai đoạn 2; but giai đoạn 5 năm
        unknown = not quantity.sure and quantity.kind == "count"
        if unknown and first and tokens.words[first - 1].istitle() and not may_open(annotation, first - 1):
            return False  # SEA Games 29 sắp tới
        if unknown and patterns.PLAIN_YEAR.fullmatch(match[0]):
            return False  # bản mới 2018 hướng tới sự sang trọng
        if "often" in said and not patterns.THOUSANDS.match(match[0]):  # phòng 12; but thành phố 16.000 áo
            counted = quantity.kind == "count" and quantity.sure and "ranking" in said and tokens.words[at].islower()
            sized = (counted or "sized" in said) and self._is_size(annotation, match, quantity, at, number)
            if not sized and (
                quantity.kind == "duration"
                or (quantity.kind == "count" and not self._quantities.nouns.is_classified(tokens, at))
            ):
                return False
            if quantity.kind == "count" and _is_code(tokens, quantity.end):
                return False  # tầng 12 tòa A
        unit = tokens.norms[at]
        if unit == "độ" and quantity.end == at + 1 and self._forms.degree_of_place.match(folded, tokens.ends[at]):
            return False  # 18,5 độ vĩ Bắc
        if unit == "g" and self._is_hour(annotation, match, at, number):
            return False
        if before == "mũ" and patterns.POWER_BEFORE.search(
            folded, max(0, match.start() - patterns.LOOKBACK), match.start()
        ):
            return False  # 10 mũ 6 tế bào
        if unit in ("giờ", "h") and quantity.end == at + 1:
            if before in self._since_hour and self._is_hour_alone(tokens, at, number):
                return False  # sau 14h, …; but sau 6h phẫu thuật
            lasts = "duration" in said or (first > 0 and "duration" in self._contexts.kinds(tokens, first - 1))
            timed = unit == "h" or before in self._at_time or before in self._hour_bounds  # lúc 15 giờ mỗi ngày
            most = patterns.LATEST_HOUR if timed else patterns.LATEST_HOUR - 1
            many = number.low > most and tokens.words[at] != "H"  # 44 giờ; but seat 57H
            lasts = lasts or _leads(folded, past, match.start()) or many or bool(_PART_OF_HOUR.fullmatch(match[0]))
            lasts = lasts or (not timed and self._forms.lasts.match(folded, tokens.ends[at]) is not None)
            lasts = lasts or match[0] in self._few or (match[0] in ("một", "nửa") and before not in self._at_time)
            result = patterns.TIME_IN_FULL.match(folded, tokens.ends[at]) and before not in self._at_time
            if not result and (not lasts or self._forms.clock_after.match(folded, tokens.ends[at])):
                return False
        if unit == "phút" and (before in ("giờ", "h") or (before == ":" and tokens.words[max(0, first - 2)].isdigit())):
            return False  # 16 giờ | 30 phút; but môn Toán: 120 phút
        if unit == "hôm" and before in ("giờ", "h"):
            return False  # 15 giờ 45 | hôm nay
        if unit == "ngày" and one_starts(annotation.dates, tokens.ends[at] + 1):
            return False  # hai ngày 20 và 21-1: two dates
        if match[0] == "một" and past is not None and past.end + 1 == match.start():
            apart = quantity.kind != "duration" or self._quantities.is_apart(tokens, quantity.end)
            return apart and self._word_fits(annotation, "một", quantity, first, at)  # but 2 lần | một ngày, a rate
        if match[0] == "một" and past is not None and self._goes_on(annotation, past, quantity, match, at):
            return True
        if match["low"] == "một" and match["high"]:
            return quantity.sure  # một hoặc hai viên thuốc
        return self._word_fits(annotation, match["low"] or "", quantity, first, at)

    def _is_size(
        self, annotation: Annotation, match: "regex.Match[str]", quantity: Quantity, at: int, number: Number
    ) -> bool:
        """Whether a number tells how large a group, a level or a plan is: nhóm 6 cầu thủ, mức 9 năm tù; but nhóm 1."""
        if self._forms.millions.fullmatch(match[0]):
            return True  # mức 151 triệu cổ phiếu
        if quantity.kind == "duration":
            return not self._forms.dated.match(annotation.folded, annotation.tokens.starts[at])
        return quantity.sure and (quantity.end > at + 1 or number.low >= _TEN)

    def _is_year_of_law(self, tokens: Tokens, match: "regex.Match[str]", first: int) -> bool:
        """Whether the number is the year of a law that is named before it: Luật Lao động | 2012 quy định …"""
        named = tokens.norms[max(0, first - _NAME_OF_LAW) : first]
        return patterns.PLAIN_YEAR.fullmatch(match[0]) is not None and not self._laws.isdisjoint(named)

    def is_thousand(self, annotation: Annotation, match: "regex.Match[str]") -> bool:
        """Whether a `k` in the number is a thousand: `50k`, `giá 35K`; but `tivi 4K`, `chạy 10K`."""
        found = patterns.K_SIGN.search(match[0])
        if found is None:
            return True
        sign = match.start() + found.start()
        folded, start = annotation.folded, match.start()
        back = max(0, start - patterns.LOOKBACK)
        if self._forms.not_thousand.search(folded, back, start) or self._is_fineness(folded, match):
            return False
        if annotation.text[sign].islower() or self._forms.price_after.match(folded, match.end()):
            return True
        return self._forms.price_before.search(folded, back, start) is not None

    @staticmethod
    def _is_fineness(folded: str, match: "regex.Match[str]") -> bool:
        """Whether `24k` says how fine the gold is."""
        start, end = match.span()
        karats = match[0].removesuffix("k")
        near = patterns.GOLD_NEAR.search(folded, max(0, start - patterns.NEAR), end + patterns.NEAR)
        return near is not None and karats.isdecimal() and float(karats) in patterns.KARATS

    def _word_fits(self, annotation: Annotation, word: str, quantity: Quantity, first: int, at: int) -> bool:
        """Whether a number in one word is one: `một` may be an article, `năm` a year, `ba` a father or a name."""
        tokens = annotation.tokens
        if word == "một":
            unit = tokens.norms[at]
            alone = quantity.end == at + 1  # một tiếng nói; but một tiếng đồng hồ
            measure = quantity.kind != "count" and not (alone and unit in self._articles)
            once = first and tokens.norms[first - 1] in self._once  # rồi một ngày; but là một ngày làm việc
            opens = (
                unit == _DAY and tokens.words[quantity.end : quantity.end + 1] == [","] and may_open(annotation, first)
            )
            if quantity.kind == "duration" and alone and (once or opens):
                return False  # Một ngày, …
            if unit == "lần" and self._is_span(tokens, first):
                return True
            ends = quantity.end == len(tokens) or not tokens.words[quantity.end][0].isalnum()
            counted = ends and first > 0 and quantity.kind == "count" and quantity.sure
            listed = counted and one_ends(annotation.places, tokens.ends[first - 1])
            if ends and (listed or (unit == _HOUR and alone and first and tokens.norms[first - 1] in self._lasting)):
                return True  # phường Quy Nhơn | một người, …; sạc đầy trong | một tiếng.
            if measure and not self._forms.vague.match(annotation.folded, tokens.ends[quantity.end - 1]):
                return True
            if quantity.sure and self._is_exact(annotation, tokens.starts[first], quantity.end):
                return True
            modifier = self._contexts.modifier(tokens, first)  # hơn một giải; but trên một đĩa mềm
            if modifier is None or modifier.preposition or modifier.sign == _UNDER:  # gần một người nào đó
                return False
            return quantity.sure
        if word == "năm":
            counts = quantity.kind in ("count", "money", "length", "temperature", "percent", "duration")
            numbered = first > 0 and tokens.norms[first - 1][0].isdigit()
            return counts and not numbered and "year" not in self._contexts.kinds(tokens, first)
        before = tokens.norms[first - 1] if first else ""
        if word in self._few:
            if before == "đến":  # một đến vài người; but cho đến vài năm sau
                return first < 2 or not self._is_number(tokens, first - 2)
            return before not in self._not_few
        if before == "bộ" and word == "ba":  # bộ ba giám khảo; but toàn bộ ba xã
            return tokens.norms[max(0, first - 2)] == "toàn"
        turns = tokens.norms[at] == "lần"  # bà ba lần ly hôn
        return turns or not (word in self._digits and before in self._before_names)

    def _is_span(self, tokens: Tokens, end: int) -> bool:
        """Whether a length of time ends there in which something comes again: mỗi năm | một lần, 6 tháng | một lần."""
        unit = self._quantities.unit(tokens, end - 1) if end > 1 else None
        if unit is None or unit.kind != "duration" or unit.end != end:
            return False
        return tokens.norms[end - 2] in self._each or self._is_number(tokens, end - 2)

    def _goes_on(
        self, annotation: Annotation, past: FigureMention, quantity: Quantity, match: "regex.Match[str]", at: int
    ) -> bool:
        """Whether `một` counts the next thing of a list, or the same as the figure before it: `3 súng và | một dao`."""
        if not quantity.sure or quantity.kind != "count" or past.kind != "count" or not past.unit:
            return False
        folded, tokens = annotation.folded, annotation.tokens
        if tuple(tokens.norms[quantity.end - 1 : quantity.end + 1]) == _AGAIN:
            return False
        noun, unit, end = folded[tokens.starts[at] : tokens.ends[quantity.end - 1]], fold(past.unit), match.start()
        joint = self._forms.list_joint.fullmatch(folded, past.end, end)
        if joint is not None:  # ba trai, | một gái; but 52 chất, một phần …
            alike = noun.split()[0] == unit.split()[0]
            more = self._forms.next_of_list.match(folded, tokens.ends[quantity.end - 1])
            return not joint["comma"] or alike or more is not None
        return noun == unit and self._forms.clause_joint.fullmatch(folded, past.end, match.start()) is not None

    def _is_exact(self, annotation: Annotation, start: int, end: int) -> bool:
        """Whether `một` at `start` says one and no more: đúng một trận, một lần duy nhất; but đã đúng | một lần nữa."""
        tokens, folded = annotation.tokens, annotation.folded
        if tuple(tokens.norms[end - 1 : end + 1]) == _AGAIN:
            return False
        before = self._forms.exactly.search(folded, max(0, start - patterns.LOOKBACK), start)
        return before is not None or self._forms.exactly_after.match(folded, tokens.ends[end - 1]) is not None

    def _is_number(self, tokens: Tokens, at: int) -> bool:
        return tokens.words[at][0].isdigit() or tokens.norms[at] in self._digits

    @staticmethod
    def _is_hour_alone(tokens: Tokens, at: int, number: Number) -> bool:
        """Whether the `h` at token `at` is glued to an hour of the day, and a clause ends with it."""
        if tokens.words[at] != "h" or tokens.starts[at] != tokens.ends[at - 1] or number.high > patterns.LATEST_HOUR:
            return False
        return number.exact is not None and (at + 1 == len(tokens) or not tokens.words[at + 1][0].isalnum())

    def _is_hour(self, annotation: Annotation, match: "regex.Match[str]", at: int, number: Number) -> bool:
        """Whether `g` is short for giờ: `20g30`, `lúc 7g`, `từ 8g đến 17g`."""
        folded, tokens = annotation.folded, annotation.tokens
        if tokens.starts[at] > match.end() or number.high > patterns.LATEST_HOUR or number.low % 1:
            return False
        start, after = match.start(), tokens.ends[at]
        if self._forms.clock_after.match(folded, after):
            return True
        return bool(self._forms.clock_before.search(folded, max(0, start - patterns.LOOKBACK), start))


def opens_sentence(annotation: Annotation, at: int) -> bool:
    """Whether a sentence begins at the token, with a capital."""
    tokens = annotation.tokens
    if at >= len(tokens) or not tokens.words[at][0].isupper():
        return False
    start = tokens.starts[at]
    return annotation.sentences[annotation.sentence_at(start)].start == start


def _leads(folded: str, past: FigureMention | None, start: int) -> bool:
    """Whether `đến` leads from a length of time to what starts there: 30 phút đến | 6 giờ."""
    return past is not None and past.kind == "duration" and bool(patterns.TO.fullmatch(folded, past.end, start))


def _is_code(tokens: Tokens, at: int) -> bool:
    """Whether a letter that names a building stands at `at`."""
    return at < len(tokens) and tokens.words[at].isupper() and len(tokens.words[at]) == 1


def _is_model_year(annotation: Annotation, match: "regex.Match[str]", first: int) -> bool:
    """Whether the number is the year of a model, after its name: `Super Snake 2017`."""
    if not patterns.PLAIN_YEAR.fullmatch(match[0]) or not first:
        return False
    tokens = annotation.tokens
    before = tokens.words[first - 1]
    hyphened = first > 1 and tokens.words[first - 2] in "-–" and tokens.ends[first - 2] == tokens.starts[first - 1]
    inside = hyphened and first > 2 and tokens.ends[first - 3] == tokens.starts[first - 2]  # V-League 2018
    named = (before.istitle() or before.isupper()) and before[0].isalpha()
    return named and (inside or not may_open(annotation, first - 1))
