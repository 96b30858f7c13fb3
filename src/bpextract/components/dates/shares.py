"""Whether two numbers with a slash or a dash are a day, a share or a set of tennis: `9/10 xã`, `tối 9/10 xã họp`."""

import regex

from bpextract.components.dates import patterns


def is_share(
    forms: patterns.DatePatterns,
    until: frozenset[str],
    folded: str,
    match: "regex.Match[str]",
    said: frozenset[str],
) -> bool:
    """Whether `d/m` says so many out of so many: `có 9/10 xã`, `tới 1/5 lượng tiền`; but `tối 9/10 xã họp`."""
    part, whole = int(match["d3"]), int(match["m3"])
    if "/" not in match["sep3"] or part > whole:
        return False
    start, end = match.span()
    back = max(0, start - patterns.LOOKBACK)
    common = f"{part}/{whole}" in patterns.FRACTIONS
    if common and forms.parts_before.search(folded, back, start):
        return True
    if common and forms.shares_before.search(folded, max(0, start - patterns.CLAUSE), start):
        return True
    before = forms.share_before.search(folded, back, start)
    if "day" in said and start and before is None and folded[start - 1] != "\n":
        return False
    if part < whole and forms.of_whole.match(folded, end):
        return True
    if before is not None and before[0].strip() in until:
        return False
    listed = patterns.DATE_BEFORE.search(folded, back, start)
    if listed is not None:
        return False
    of_people = common and forms.people.match(folded, end)
    return bool(of_people or forms.out_of.match(folded, end))


def is_day_month(forms: patterns.DatePatterns, folded: str, match: "regex.Match[str]", said: frozenset[str]) -> bool:
    if "/" not in match["sep3"] and (
        patterns.SETS_BEFORE.match(folded, match.start()) or patterns.SETS_AFTER.match(folded, match.end())
    ):
        return False  # (6-4, 3-6, 7-5)
    if patterns.set_at(forms.sets_before, folded, match.start()) is not None:
        return False
    if "day" in said:
        # `từ 5-7 người` has a cue, and is a range; `tối 20/1 người con` is a date all the same
        return "/" in match["sep3"] or not forms.counted.match(folded, match.end())
    if match["sep3"].strip() == "." and int(match["d3"]) > patterns.LAST_MONTH and folded.startswith(": ", match.end()):
        return True  # Bản tin sức khỏe 26.11: …
    if "/" not in match["sep3"]:
        return False
    return match[0].replace(" ", "") not in patterns.FRACTIONS and not forms.part_of.match(folded, match.end())
