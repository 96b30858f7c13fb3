"""Patterns of dates in folded text, and of the words around them that decide."""

import re

import regex

from bpextract.components.numbers.words import HUNDRED, NumberWords
from bpextract.lexicons.alternation import Kinds, any_of

_D = r"(?:0?[1-9]|[12]\d|3[01])"
_M = r"(?:0?[1-9]|1[0-2])"
_Y = r"(?:1[0-9]|20|21)\d\d"
_DASH = "\\-–—‒−"
_SEP = rf"\s?[/.{_DASH}]\s?"
_NO_NUMBER_BEFORE = r"(?<![\d\p{L}/_]|\d[.,]|(?<![/.\d])\d{1,4}-)"
_NO_NUMBER_AFTER = r"(?![\d_]|[a-z]\b|[.,:/]\d|-\d(?!\d?[/.\-]\d)|/\p{L}|\s?%)"

# What makes d/m a fraction, and a number of four digits a count.
YEAR_LIST = regex.compile(r"(?:năm|từ|đến)\s+(?:\d{4}\s*(?:,|và|-|–)\s*)+$")
YEAR_MORE = regex.compile(r"\s(?:và|hoặc|hay)\s\d{4}(?!\d)")
FRACTIONS = frozenset({"1/2", "1/3", "2/3", "1/4", "3/4", "1/5", "2/5", "3/5", "4/5", "1/10", "1/6", "1/8", "24/7"})
DATE_BEFORE = regex.compile(r"\d{1,2}[/.\-]\d{1,2}(?:[/.\-]\d{2,4})?\s*(?:,|và)\s*$")
# Marks before a date without a word: (1/12), `9h30, 1/12`, `05/12 - 1/12`.
MARKS = frozenset(",(-–—")
LOOKBACK, NEAR = 24, 60
CLAUSE = 200  # characters before a date in which what tells that it is to come stands
# A day so much greater than the one after it in a list is of the month before: đêm 30 rạng sáng 1/5.
NEXT_MONTH = 15
# By re: before it matches, regex looks for the word in all of the text that follows.
YEAR_AFTER = re.compile(r"\s+năm\s+([^\W\d_]+)")
# Years of seasons: the second is written with two digits. One that could be a month needs a word before it.
LAST_MONTH = 12
# The name of a version, in letters that no Vietnamese word has before what ends it: 2.5 | Luxury.
VERSION_AFTER = re.compile(r" [A-Z][a-z]{2,}(?:[,;.)]| [A-Z])")
HOLIDAY = regex.compile(r"(?<!\p{L})[Nn]gày \p{Lu}\p{Ll}+(?: \p{L}+){1,7} $")
# Sets of tennis in a list; regex looks back only as far as these are long.
SETS_BEFORE = regex.compile(r"(?<=(?<!\d)[0-7]-[0-7](?:,?\s|\svà\s))")  # not 13-3, 18-3
SET = re.compile(r"[0-7]/[0-7](?![\d/])")
_NEXT_SET = re.compile(rf"(?:[,;] | và ){SET.pattern}")
SETS_AFTER = regex.compile(r",?\s\(?[0-7]-[0-7](?![\d/])")


class DatePatterns:
    """The patterns that have words of lexicons in them.

    Attributes:
        openings: words that a date may begin with.
        opening: what must follow them.
        date: one date, the most specific form first.
        earlier_day: a day that takes its month from the date after it: `26 và | 27-6`, `ngày 5 đến | 9/7`.
        more_months: the later ones of several months, and their year: tháng 4, | 5, 6/2020.
        counted: what makes a count of a number.
        out_of: what tells so many out of so many; sets_before: sets of tennis.
        of_whole: what tells a part of a whole, whatever stands before but a word for a day: tới 1/5 lượng tiền.
        people: of whom a common fraction is a share: 3/4 người dân.
        parts_before: another share before this one.
        shares_before: shares in a list before it: chiếm 1/4 GDP, |1/3 ngân sách.
        share_before: what lets d/m be a share all the same; a word of time right before it does not.
        number_before: a number right before the word for a day: hai ngày 20 và 21-1.
        part_of: what a fraction is said of.
        list_before, night_before: words before the first of several days.
        part_before: a part of the day before the first of two days with one each: tối | 22 đến sáng 24-4.
        lunar, lunar_before: what says after a date, and before it, that it is of the lunar calendar.
        when: words of time right before a month.
        predicate: what after four digits shows that they are a year.
        value: what after d/m, or after d.m, shows that it is a number: 8.5 trở lên, 4/6 GB.
        to_come: what before a date tells that it is to come: sẽ trở lại vào 1/9; but sẽ đá như đã hẹn hồi | tháng 5.
        to: what stands between the first and the last day of a span: đến, đến hết đêm.
    """

    def __init__(self, words: Kinds, numbers: NumberWords, cues: Kinds) -> None:
        """Compile the patterns, with the words of the lexicons date_words, number_words and number_cues."""
        months = _blanks(words.any_of("month", "lunar_month"))
        lunar_day, full_moon, new_year = (words.any_of(kind) for kind in ("lunar_day", "full_moon", "new_year"))
        lunar_year = rf"{words.any_of('stem')}\s{words.any_of('branch')}"
        quarter, decade = words.any_of("quarter"), words.any_of("decade")
        digit, each = any_of(numbers.of("digit")), cues.any_of("each", "every")
        not_month = any_of([*cues.of("not_month"), *numbers.at_least(HUNDRED)])
        after_year, per_day = words.any_of("after_year"), words.any_of("per_day")
        starts = (word.split()[0] for word in words.of("lunar_day", "full_moon", "quarter", "decade"))
        self.openings = frozenset([*starts, "ngày", "tháng", "năm"])
        self.opening = re.compile(
            rf"(?:ngày|năm|{lunar_day})\s+(?=\d|{full_moon}|{digit})|tháng\s+(?=\d|{months}\b)"
            rf"|{decade}\s+(?=\d)|{quarter}\s+(?=[1-4i])|{full_moon}\s"
        )
        self.date = regex.compile(
            rf"""
            {_NO_NUMBER_BEFORE}
            (?:
              (?:(?P<day_word>ngày|{lunar_day})\s+)?
              (?:(?P<from>{_D})\s?[{_DASH}]\s?(?={_D}(?:\s?[/.]|\s+tháng\s)))?
              (?:
                (?P<d1>{_D})(?P<sepy>{_SEP})(?P<m1>{_M})(?:{_SEP}(?P<y1>{_Y})|(?P=sepy)(?P<y1>\d\d))
              | (?P<d2>{_D})\s+tháng\s+(?P<m2>{_M}|{months}\b)(?:\s*,?\s+năm\s+(?P<y2>{_Y})|\s?[/.\-]\s?(?P<y2b>{_Y}))?
              | (?P<d3>{_D})(?P<sep3>{_SEP})(?P<m3>{_M})(?:\s+năm\s+(?P<y3>{_Y}))?
                  (?!\s?/\s?\d|\s?-\s?\d(?!\d?\s?[/.\-]\s?\d))
              )
            | (?:ngày\s+)?(?P<y0>{_Y})(?P<sep0>[-/.])(?P<m0>0?[1-9]|1[0-2])(?P=sep0)(?P<d0>0?[1-9]|[12]\d|3[01])
            | (?:ngày\s+)?(?P<m1>{_M})(?P<sep1>[-/])(?P<d1>1[3-9]|2\d|3[01])(?P=sep1)(?P<y1>{_Y})
            | tháng\s+(?P<m4from>{_M})\s?(?:[{_DASH}]|đến)\s?(?P<m4to>{_M})(?:\s?/\s?|\s+năm\s+)(?P<y4to>{_Y})
            | (?<!{each}\s)tháng\s+(?P<m4from>{_M})\s?[{_DASH}]\s?(?P<m4to>{_M})
                (?!\s?[/.{_DASH}]\s?\d|\s+năm\s+\d|\s+{not_month}\b)
            | (?:tháng\s+(?P<m4>{_M})\s+năm\s+|(?:tháng\s+)?(?P<m4>{_M})\s?[/.\-]\s?)(?P<y4>{_Y})
            | (?<!{each}\s)tháng\s+(?P<m5>{_M}|{months}\b)(?:\s+năm\s+(?P<y5>{_Y}))?
                (?!\s?[/.\-]\s?\d|\s+(?:{not_month}|năm(?!\s(?:{after_year}|{lunar_year})))\b)
            | {quarter}\s+(?P<q>[1-4]|iv|i{{1,3}})
                (?:(?P<qand>\s?[{_DASH}]\s?|,\s|\s(?:và|đến|tới)\s)(?P<qword>{quarter}\s)?(?P<qto>[1-4]|iv|i{{1,3}}))?
                (?:\s?[/\-]\s?|\s+năm\s+|\s+)(?P<y6>{_Y})
            | (?:năm\s+)?(?P<y7>{_Y})(?P<sep7>\s?[{_DASH}/]\s?)(?P<y7b>{_Y}|\d\d)(?!\s?[{_DASH}]\s?{_Y})
            | (?:(?<=những\s)năm|{_blanks(decade)})\s+(?P<decade>(?:1\d|20)?[1-9]0)(?!\d)
            | (?:(?P<year_word>năm)\s+)?(?P<y8>{_Y})
            | (?P<lunar>(?:ngày\s+)?{full_moon}\s+tháng\s+(?:{_M}|{months})\b|(?:29|30)\s+{new_year}
                |{lunar_day}\s+(?:\d{{1,2}}|{digit})\s+{new_year})
            | (?<!\d\s|một\s|{each}\s)ngày\s+(?P<d9>{_D})(?!\s*(?:tháng|[/.\-–]\s?\d|{per_day}))
            )
            {_NO_NUMBER_AFTER}
            """,
            regex.VERBOSE,
        )
        self.more_months = regex.compile(
            rf"(?:(?:,|\svà)\s?(?P<m>{_M})(?!\d))+(?:(?:\s?/\s?|\s+năm\s+)(?P<y>{_Y})(?!\d)|(?!\s?\p{{L}}|[.,/\-]\d))"
        )
        either = cues.any_of("or")
        self.earlier_day = regex.compile(
            rf"{_NO_NUMBER_BEFORE}(?P<word>ngày\s+)?(?P<d>{_D})"
            rf"(?P<join>\s*(?:(?:,|đến|tới)\s+(?P<part>{words.any_of('part_of_day')})(?:\s+ngày)?"
            rf"|(?:,|và|{either}|,?\s?rạng(?:\s+sáng)?|[{_DASH}])\s*(?:ngày)?)\s*)$"
        )
        self.counted = regex.compile(rf"\s+(?!năm\s{words.any_of('this_year')}\b)(?:{cues.any_of('counted')}|%)\b")
        self.out_of, self.sets_before = out_of(cues), sets_before(cues)
        self.of_whole = regex.compile(rf"\s+{cues.any_of('whole', 'whole_of_date')}\b")
        self.people = regex.compile(rf"\s+{cues.any_of('people')}\b")
        parts = cues.any_of("before_parts")
        self.parts_before = regex.compile(rf"{parts}\s\d{{1,2}}/\d{{1,2}}\s*(?:{either}|-|–)\s*$")
        bound = any_of(cues.of("bound", "before_share", "before_fraction") - cues.of("until"))
        self.shares_before = regex.compile(
            rf"(?<!\p{{L}}){bound}\s(?:\d{{1,2}}/\d{{1,2}}\s[^.;!?\n\d]{{1,40}}(?:,|\svà)\s){{1,4}}$"
        )
        self.share_before = regex.compile(rf"(?:(?<!\p{{L}}){cues.any_of('not_day')}|[,(])\s*$")
        self.number_before = regex.compile(rf"(?:(?<![hg:]\d?)\d|{digit})\s+$")  # but 18h30 ngày 6, 7/5
        self.part_of = regex.compile(rf"\s+{cues.any_of('part_of')}\b")
        self.part_before = regex.compile(rf"(?<!\p{{L}}){words.any_of('part_of_day')}\s+(?:ngày\s+)?$")
        self.list_before = regex.compile(rf"(?:{words.any_of('list')}|,)\s*$")
        self.night_before = regex.compile(rf"{words.any_of('night')}\s*(?:ngày\s*)?$")
        self.lunar = regex.compile(rf"\s\(?(?:{words.any_of('lunar')}|(?:năm\s)?{lunar_year})\b")
        self.lunar_before = regex.compile(rf"[(,–-]\s?{words.any_of('lunar_before')}\s$")
        back = words.any_of("back")
        self.to_come = regex.compile(
            rf"(?<!\p{{L}}){words.any_of('ahead')}(?!\p{{L}})(?!.*(?<!\p{{L}}){back}(?!\p{{L}}))"
        )
        until = words.any_of("part_of_day", "weekday")
        self.to = regex.compile(rf"\s*(?:[{_DASH}]|(?:cho\s+)?(?:đến|tới)(?:\s+hết)?(?:\s+{until},?)?)\s*")
        self.predicate = re.compile(rf" {words.any_of('predicate')}\b")
        self.value = re.compile(rf"\s?(?:trở\s(?:lên|xuống)|{cues.any_of('data')})\b")
        self.when = regex.compile(rf"(?<!\p{{L}}){words.any_of('when')}\s$")


def sets_before(cues: Kinds) -> "regex.Pattern[str]":
    """Return the pattern of what stands before a set of tennis that is written like a day: thua 0-2 (3/6, | 4/6), tỷ số
    các ván là | 4/6. The group `sets` has those before it.
    """
    told = rf"(?<!\p{{L}}){cues.any_of('of_sets')} (?:{cues.any_of('in_sets')} ){{0,4}}"
    return regex.compile(rf"(?:(?P<bracket>\d\s?[-–]\s?\d \()|{told})(?P<sets>(?:{SET.pattern}(?:[,;] | và ))*)$")


def set_at(before: "regex.Pattern[str]", folded: str, start: int) -> "re.Match[str] | None":
    """Return the set of tennis at the character, where what stands `before` tells it: in brackets there are several."""
    found = SET.match(folded, start)
    told = before.search(folded, max(0, start - NEAR), start) if found is not None else None
    if found is None or told is None:
        return None
    alone = told["bracket"] is not None and not told["sets"] and not _NEXT_SET.match(folded, found.end())
    return None if alone else found


def out_of(cues: Kinds) -> "regex.Pattern[str]":
    """Return the pattern of what tells so many out of so many: 4/9 đối tượng."""
    return regex.compile(rf"\s+(?!{cues.any_of('not_out_of')}\b){cues.any_of('out_of')}\b")


def _blanks(pattern: str) -> str:
    return pattern.replace(" ", r"\s")
