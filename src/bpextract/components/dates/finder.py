"""Find calendar dates, months, quarters, years, and spans of them; read them to ISO intervals."""

from collections.abc import Mapping

import regex

from bpextract.annotation import Annotation
from bpextract.components.dates import patterns
from bpextract.components.dates.calendar_values import PartialDate, interval, iso_value
from bpextract.components.dates.reads import days_of, month_before, months_of_list, one_date, quarters_of, year_of
from bpextract.components.dates.shares import is_day_month, is_share
from bpextract.components.dates.spans import FoundDate, joined_dates
from bpextract.components.dates.years import years_told
from bpextract.components.numbers.anchors import number_anchors
from bpextract.components.numbers.contexts import is_inside_address, may_open
from bpextract.components.numbers.words import NumberWords
from bpextract.finder import Finder
from bpextract.lexicons import schemas
from bpextract.lexicons.alternation import Kinds
from bpextract.lexicons.matching import EndingTrie
from bpextract.mentions import DateMention
from bpextract.text.folding import fold

_CENTURY = 100
_MODERN = 1800  # years before it seldom stand alone in news
_WHOLE_YEAR = 4  # digits


class DatesFinder(Finder):
    """Finds DATE mentions."""

    label = "DATE"
    lexicons = (schemas.DATE_CONTEXTS, schemas.DATE_WORDS, schemas.NUMBER_WORDS, schemas.NUMBER_CUES)

    def build(self, entries: Mapping[str, list[dict[str, str]]]) -> None:
        words, cues = Kinds(entries["date_words"]), Kinds(entries["number_cues"])
        self._forms = patterns.DatePatterns(words, NumberWords(entries["number_words"]), cues)
        self._until = cues.of("until")
        self._months = {fold(e["form"]): int(float(e["value"])) for e in entries["date_words"] if e["kind"] == "month"}
        self._lunar_months, self._lunar_days = words.of("lunar_month"), words.of("lunar_day")
        relative = (entry for entry in entries["date_words"] if entry["kind"] == "relative_year")
        self._relative_years = {entry["form"]: int(float(entry["value"])) for entry in relative}
        kinds: dict[str, set[str]] = {}
        for entry in entries["date_contexts"]:
            kinds.setdefault(entry["form"], set()).add(entry["kind"])
        self._kinds: EndingTrie[frozenset[str]] = EndingTrie((form, frozenset(said)) for form, said in kinds.items())

    def find(self, annotation: Annotation) -> list[DateMention]:
        mentions = []
        dates = joined_dates(annotation, self._dates(annotation), self._forms.to)
        born = [at for at, found in enumerate(dates) if self._is_birth(annotation, found)]
        years = years_told(dates, narrated=annotation.published is None, born=born)
        for found, year in zip(dates, years, strict=True):
            away = self._years_away(annotation.folded, found.end)
            to_come = self._is_to_come(annotation, found)
            first, last, precision, resolved = interval(
                found.first, found.last, annotation.published, away, year, to_come
            )
            mentions.append(
                DateMention(
                    "DATE",
                    found.start,
                    found.end,
                    f"dates.{found.rule}",
                    0.95,
                    start_date=first,
                    end_date=last,
                    value=iso_value(found.first, found.last),
                    precision=precision,
                    resolved_from=resolved,
                )
            )
        return mentions

    def _is_birth(self, annotation: Annotation, found: FoundDate) -> bool:
        """Whether a date is the one on which somebody was born: `sinh | ngày 5/4/1990`."""
        kinds = self._kinds.before(annotation.tokens.norms, annotation.tokens.at(found.start))
        return kinds is not None and "born" in kinds[1]

    def _is_to_come(self, annotation: Annotation, found: FoundDate) -> bool:
        """Whether the words before a date without a year say that it is to come: `sẽ trở lại vào | ngày 1/9`."""
        if annotation.published is None or found.first.year is not None:
            return False
        opens = annotation.sentences[annotation.sentence_at(found.start)].start
        opens = max(opens, found.start - patterns.CLAUSE)
        return self._forms.to_come.search(annotation.folded, opens, found.start) is not None

    def _years_away(self, folded: str, end: int) -> int | None:
        """Return how far the year that is told after a date is from that of publication: `tháng 3 | năm ngoái`."""
        year = patterns.YEAR_AFTER.match(folded, end)
        return self._relative_years.get(year[1]) if year else None

    def _dates(self, annotation: Annotation) -> list[FoundDate]:
        """Return single dates, none read past its sentence, and days before them that share their month."""
        folded = annotation.folded
        dates: list[FoundDate] = []
        past = 0
        for start in number_anchors(annotation, self._forms.openings, self._forms.opening):
            if start < past:
                continue
            sentence = annotation.sentences[annotation.sentence_at(start)]
            match = self._forms.date.match(folded, start, sentence.end)
            if match is None:
                continue
            if listed := months_of_list(folded, match, self._forms.more_months):
                dates += listed
                past = listed[-1].end
                continue
            past = match.end()
            found = self._read(annotation, match)
            if found is None:
                month = next((name for name in ("m2", "m5") if match[name]), None)
                past = match.start(month) if month is not None else past  # 11 tháng | năm 2019
                continue
            if found.rule in ("day_month", "day_month_year"):
                for earlier in self._earlier_days(folded, sentence.start, found):
                    while dates and dates[-1].end > earlier.start:
                        dates.pop()  # it was read as a day without a month
                    dates.append(earlier)
            dates.append(found)
        return dates

    def _said(self, annotation: Annotation, start: int) -> frozenset[str]:
        """Return what the words before the character `start` say of a number there."""
        tokens = annotation.tokens
        at = tokens.at(start)
        if is_inside_address(annotation.text, start):
            return frozenset({"number"})
        if at and tokens.words[at - 1] == "(":
            at -= 1
        found = self._kinds.before(tokens.norms, at)
        said = found[1] if found is not None else frozenset[str]()
        before = tokens.words[at - 1] if at else ""
        if not before or before in patterns.MARKS or tokens.words[tokens.at(start) - 1] == "(":
            return said | {"day", "year"}
        coded = at > 1 and tokens.words[at - 2] == "-" and tokens.ends[at - 2] == tokens.starts[at - 1]  # CX-8 2.5
        if (before[0].isdigit() and not coded) or "\n" in annotation.text[tokens.ends[at - 1] : start]:
            return said | {"day"}
        return said

    def _read(self, annotation: Annotation, match: "regex.Match[str]") -> FoundDate | None:
        """Return the date of a match, or None when the context says that it is a number of another kind."""
        start, end = match.span()

        def number(*names: str) -> int | None:
            return next((int(match[name]) for name in names if match[name]), None)

        said = self._said(annotation, start) if match[0][0].isdigit() else frozenset[str]()
        after = annotation.text[end : end + 2]
        ends = not (after[:1] == " " and after[1:].islower()) or self._forms.predicate.match(annotation.folded, end)
        if match["d3"] and "late" in said and int(match["d3"]) > patterns.LAST_MONTH:
            said |= {"day"}  # sáng mai 27-7; but ngày mai 2/3 công nhân
        if match["d3"] and ends and patterns.HOLIDAY.search(annotation.text, max(0, start - patterns.NEAR), start):
            said |= {"day"}  # Ngày Quốc tế đàn ông | 19-11; but Ngày Tết anh ăn | 3-4 bữa
        whole = match["d1"] and len(match["y1"]) == _WHOLE_YEAR and not is_inside_address(annotation.text, start)
        spanned = match["d2"] and match["from"] and int(match["d2"]) > patterns.LAST_MONTH and ends
        if "number" in said and not (whole or spanned):  # công văn 14/2; but công văn 14/2/2020, 25-27 tháng 7
            return None
        if (match["d1"] or match["d3"]) and self._is_lunar(annotation.folded, match):
            return one_date(match, PartialDate(), "lunar")
        if match["d1"]:
            year = int(match["y1"])
            year += 0 if year > 99 else 2000 if year < 50 else 1900
            if len(match["y1"]) == 2 and not (match["day_word"] or "day" in said):
                return None
            return days_of(match, year, int(match["m1"]), int(match["d1"]), "day_month_year")
        if match["d2"]:
            if match["m2"] in self._lunar_months or self._is_lunar(annotation.folded, match):
                return one_date(match, PartialDate(), "lunar")
            month = self._month(annotation, match, "m2")
            return None if month is None else days_of(match, number("y2", "y2b"), month, int(match["d2"]), "day_month")
        if match["d3"]:
            if not match["day_word"] and self._forms.value.match(annotation.folded, end):
                return None
            of_list = "." in match["sep3"] and annotation.text[max(0, start - 2) : start] == ", "
            if of_list and patterns.VERSION_AFTER.match(annotation.text, end):
                return None  # các bản 2.0 Premium, 2.5 Luxury
            if not match["day_word"] and not is_day_month(self._forms, annotation.folded, match, said):
                return None
            if not match["day_word"] and is_share(self._forms, self._until, annotation.folded, match, said):
                return None
            return days_of(match, number("y3"), int(match["m3"]), int(match["d3"]), "day_month")
        if match["y0"]:
            return one_date(match, PartialDate(int(match["y0"]), int(match["m0"]), int(match["d0"])), "iso")
        if match["m4from"]:
            of_year, low, high = number("y4to"), int(match["m4from"]), int(match["m4to"])
            first, last = PartialDate(of_year, low), PartialDate(of_year, high)
            return FoundDate(start, end, first, last, "months") if low < high else None
        if match["m4"]:
            bare = match[0][0].isdigit() and match["m4"] + "/" not in match[0]
            told = "day" in said or ("period" in said and "." in match[0])  # giữa 4.2026
            if bare and (not told or self._forms.counted.match(annotation.folded, end)):
                return None  # từ 1-2000 USD
            if "part" in said:  # đợt 1/2025
                whole_year = PartialDate(int(match["y4"]))
                return FoundDate(match.start("y4"), end, whole_year, whole_year, "year")
            return one_date(match, PartialDate(int(match["y4"]), int(match["m4"])), "month_year")
        if match["m5"]:
            if match["m5"] in self._lunar_months or self._forms.lunar.match(annotation.folded, end):
                return one_date(match, PartialDate(), "lunar")
            month = self._month(annotation, match, "m5")
            return None if month is None else one_date(match, PartialDate(number("y5"), month), "month")
        if match["q"]:
            return quarters_of(match)
        if match["y7"]:
            begin, until = int(match["y7"]), int(match["y7b"])
            bare = match[0][0].isdigit() and "period" not in said and begin < _MODERN
            if bare and self._forms.counted.match(annotation.folded, end):
                return None  # vùng 1420-1430 điểm; but 2016-2020 tỷ lệ nghèo giảm
            if until < _CENTURY:  # mùa giải 1992/93
                in_season = "period" in said or until > patterns.LAST_MONTH
                until = begin + 1 if in_season and (begin + 1) % _CENTURY == until else 0
            return FoundDate(start, end, PartialDate(begin), PartialDate(until), "years") if begin < until else None
        if match["decade"]:
            decade = int(match["decade"]) + (0 if len(match["decade"]) == 4 else 1900)
            return FoundDate(start, end, PartialDate(decade), PartialDate(decade + 9), "decade")
        if match["y8"]:
            if not match["year_word"] and "period" not in said and self._forms.counted.match(annotation.folded, end):
                return None  # góp vào 2000 USD
            predicate = self._forms.predicate.match(annotation.folded, end) is not None
            return year_of(annotation, match, said, predicate)
        if match["lunar"]:
            return one_date(match, PartialDate(), "lunar")
        if annotation.text.startswith(":", end) and match[0][0] == "n" and annotation.text[start].isupper():
            return None  # Ngày 1: Di chuyển từ Hà Nội …
        return one_date(match, PartialDate(day=int(match["d9"])), "day")

    def _is_lunar(self, folded: str, match: "regex.Match[str]") -> bool:
        """Whether the words around a day tell that it is of the lunar calendar: `10/3 âm lịch`, `mùng 5 tháng 5`."""
        start, end = match.span()
        if match["day_word"] in self._lunar_days or self._forms.lunar.match(folded, end):
            return True
        return self._forms.lunar_before.search(folded, max(0, start - patterns.LOOKBACK), start) is not None

    def _month(self, annotation: Annotation, match: "regex.Match[str]", group: str) -> int | None:
        """Return the month; one in words has a capital (tháng Năm) or a word of time before it (cuối tháng ba)."""
        folded, start = annotation.folded, match.start(group)
        word = match[group]
        if word.isdigit():
            return int(word)
        begin = match.start()
        capital = annotation.text[start].isupper()
        opens = annotation.text[begin].isupper() and may_open(annotation, annotation.tokens.at(begin))
        timed = opens or self._forms.when.search(folded, max(0, begin - patterns.LOOKBACK), begin) is not None
        if capital and annotation.text[begin].islower():
            is_month = not folded.endswith("mạng ", 0, begin)  # tháng Năm
        elif capital:
            is_month = timed  # Tháng Mười at the start, từ Tháng Mười; but Cách mạng Tháng Tám
        else:
            is_month = timed and word != "năm"
        return self._months.get(word) if is_month else None

    def _earlier_days(self, folded: str, opening: int, found: FoundDate) -> list[FoundDate]:
        """Return the days listed before one that names their month, from `opening` on: `20, 21 và 22-1`."""
        days: list[FoundDate] = []
        at, month, year = found.start, found.first.month, found.first.year
        while match := self._forms.earlier_day.search(folded, max(opening, at - 20), at):
            before = folded[max(0, match.start() - patterns.LOOKBACK) : match.start()]
            joined = match["join"].strip().split()[0]
            night = "rạng" in match["join"]
            if not match["word"] and not self._forms.list_before.search(before):
                break
            if night and not self._forms.night_before.search(before):
                break
            if match["part"] and not self._forms.part_before.search(before):
                break  # tối 22 đến sáng 24-4; but 22 đến sáng
            if match["part"] and 0 <= int(match["d"]) - (found.first.day or 0) <= patterns.NEXT_MONTH:
                break  # ca sáng 7, chiều 5-6 tiết
            if int(match["d"]) > (found.first.day or 0) + patterns.NEXT_MONTH and month == found.first.month:
                year, month = month_before(year, month)
            day = PartialDate(year, month, int(match["d"]))
            if joined in ("đến", "tới", "-", "–") and int(match["d"]) >= (found.first.day or 0):
                break
            # in `hai ngày 20 và 21-1` the word belongs to the number before it
            start = match.start("d") if self._forms.number_before.search(before) else match.start()
            days.insert(0, FoundDate(start, match.start("join"), day, day, "day_of_list"))
            at = match.start()
        return days
