"""Find places: names after unit words, lists and chains, and bare names that the gazetteer or the text knows."""

import re
from collections.abc import Mapping
from itertools import pairwise

from bpextract.annotation import Annotation
from bpextract.components.finder import Finder
from bpextract.components.place_context import Context, number_after
from bpextract.components.place_names import Names
from bpextract.components.place_runs import Run, UnitWord, UnitWords, find_numbers, find_runs, is_plural
from bpextract.lexicons import schemas
from bpextract.mentions import PlaceMention

_ADMIN = frozenset({"province", "city", "district", "commune"})
# Between the items of a list of places, and between a place and the one it lies in.
_LIST = re.compile(r" ?(?:,|;|/| và| hoặc| với| hay| cùng| -| –) ?")
_CHAIN = re.compile(r" ?(?:,|\(|-|–| thuộc| của) ?(?:thuộc )?")
# What a state is called in full: nước Cộng hòa Nhân dân | Bangladesh.
_STATE = re.compile(
    r"(?<![^\W_])(?:nước )?(?:chxhcn|chdcnd|chnd|cộng hòa|vương quốc|liên bang|công quốc|đại công quốc)"
    r"(?: (?:xã hội chủ nghĩa|dân chủ|nhân dân|hồi giáo|liên bang|thống nhất|hợp tác))* $"
)
_DASH = re.compile(r" ?[-–] ?")
_COMPASS = frozenset(["bắc", "nam", "đông", "tây", "trung"])


def outermost(mentions: list[PlaceMention]) -> list[PlaceMention]:
    """Return the mentions in text order, without those that a longer or an earlier one overlaps."""
    found: list[PlaceMention] = []
    for mention in sorted(mentions, key=lambda mention: (mention.start, -mention.end)):
        if not found or mention.start >= found[-1].end:
            found.append(mention)
    return found


class PlacesFinder(Finder):
    """Finds PLACE mentions."""

    label = "PLACE"
    lexicons = (
        schemas.PLACE_UNITS,
        schemas.PLACES,
        schemas.PLACE_CUES,
        schemas.COUNTRIES,
        schemas.SURNAMES,
        schemas.NAME_COMPOUNDS,
        schemas.PERSON_CUES,
    )

    def build(self, entries: Mapping[str, list[dict[str, str]]]) -> None:
        self.units = UnitWords(entries["place_units"])
        self.names = Names(entries)

    def find(self, annotation: Annotation) -> list[PlaceMention]:
        runs = find_runs(annotation)
        found = [self.mixed(annotation, *match.span()) for match in self.names.mixed.finditer(annotation.text)]
        rest: list[tuple[Run, int, int]] = []  # stretches of runs that no unit word claims
        for run in runs:
            self.split(annotation, run, found, rest)
        self.numbered(annotation, found)
        self.roads(annotation, runs, found)
        context = Context.of(found, self.names.given(rest))
        for run, first, past in rest:
            for mention in self.names.bare(annotation, run, first, past, context):
                found.append(mention)
                context.taken[mention.end] = mention
        for mention in found:
            if mention.group == "country" and (
                state := _STATE.search(annotation.folded, max(0, mention.start - 80), mention.start)
            ):
                mention.start -= len(state[0])
        found = outermost(found)
        self.link(annotation, found)
        return found

    def split(
        self, annotation: Annotation, run: Run, found: list[PlaceMention], rest: list[tuple[Run, int, int]]
    ) -> None:
        """Cut a run at its unit words: a place for each, and the stretches between for later."""
        size = len(run.norms)
        before = self.units.before(annotation, run.at)
        if before is not None and run.norms[0] in before[1].not_before:  # Căn cứ | Luật Đất đai
            before = None
        if before is None and self.units.none_in(run.norms):
            rest.append((run, 0, size))
            return
        cuts: list[tuple[int, int, int, UnitWord]] = []  # start in text, first word, past the unit word, unit
        if before is not None:
            cuts.append((annotation.tokens.starts[before[0]], 0, 0, before[1]))
        k = 0
        while k < size:
            unit, width = self.units.begins(run.norms, k, size) or (None, 1)
            allowed = unit is not None and (unit.inside == "yes" or (unit.inside == "first" and k == 0 and not before))
            if unit is not None and allowed and k + width < size and run.norms[k + width] not in unit.not_before:
                cuts.append((run.starts[k], k, k + width, unit))
                k += width
            else:
                k += 1
        if not cuts:
            rest.append((run, 0, size))
            return
        if cuts[0][1] > 0:
            rest.append((run, 0, cuts[0][1]))
        for number, (start, _, first, unit) in enumerate(cuts):
            past = cuts[number + 1][1] if number + 1 < len(cuts) else size
            if first >= past:
                continue
            end = self.names.extent(annotation, run, first, past, unit.group)
            one = past - first == 1 and unit.group in _ADMIN
            initials = one and len(run.norms[first]) == 1  # Ảnh: P.V
            unknown = one and start == run.starts[0] and unit.form == "xã" and run.norms[first] not in self.names.units
            opener = past - first == 1 and run.norms[first] in self.names.openers  # ở TP. Ngày 5/6
            if initials or unknown or opener:
                continue
            compass = unit.form in ("phía", "khu vực phía", "miền")
            if end is None or (compass and run.norms[first] not in _COMPASS):
                rest.append((run, first, past))
                continue
            stop = number_after(annotation, run.ends[end - 1], unit.group)
            if one and annotation.text[stop : stop + 1] == "\n":
                stop = self.names.past_line(annotation, run.norms[first], stop, unit.group)
            found.append(self.mention(annotation, start, run.starts[first], stop, unit))
            if end < past:
                rest.append((run, end, past))

    def mention(self, annotation: Annotation, start: int, name_start: int, end: int, unit: UnitWord) -> PlaceMention:
        first = annotation.tokens.at(start)
        confidence = 0.95 if unit.group in _ADMIN or unit.group == "village" else 0.9
        return PlaceMention(
            "PLACE",
            start,
            end,
            "places.unit",
            confidence,
            name=annotation.text[name_start:end],
            level=unit.form,
            group=unit.group,
            plural=is_plural(annotation, first),
        )

    def mixed(self, annotation: Annotation, start: int, end: int) -> PlaceMention:
        """Return the place of a known name with words in lower case (`khu Tam giác vàng`)."""
        before = self.units.before(annotation, annotation.tokens.at(start))
        if before is not None:
            return self.mention(annotation, annotation.tokens.starts[before[0]], start, end, before[1])
        name = annotation.text[start:end]
        group = self.names.group(name)
        return PlaceMention("PLACE", start, end, "places.known", 0.85, name=name, group=group)

    def roads(self, annotation: Annotation, runs: list[Run], found: list[PlaceMention]) -> None:
        """Let a motorway that is named after its two ends reach to the second (`cao tốc Nội Bài - Lào Cai`)."""
        for mention in [place for place in found if place.group == "road"]:
            dash = _DASH.match(annotation.text, mention.end)
            run = next((run for run in runs if dash is not None and run.starts[0] == dash.end()), None)
            if run is None or annotation.text[mention.end - 1].isdigit():
                continue
            known = (end for end in range(len(run.norms), 0, -1) if " ".join(run.norms[:end]) in self.names.groups)
            mention.end = run.ends[next(known, min(len(run.norms), 2)) - 1]
            mention.name += annotation.text[dash.start() if dash else 0 : mention.end]

    def numbered(self, annotation: Annotation, found: list[PlaceMention]) -> None:
        """Add places named by a number: `quận 12`, `tổ 28`, `Quốc lộ 4D`."""
        for start, end in find_numbers(annotation):
            before = self.units.before(annotation, annotation.tokens.at(start))
            if before is None or not before[1].number:
                continue
            unit, at = before[1], annotation.tokens.starts[before[0]]
            if (
                before[0] and unit.form == "bản" and annotation.tokens.norms[before[0] - 1] == "dân"
            ):  # dân bản 2 bên biên giới
                continue
            if unit.group == "street" and unit.form == "đường" and annotation.text[at].islower():
                continue
            if found and unit.group == "road" and annotation.text[end : end + 1] == "-":
                continue
            found.append(self.mention(annotation, at, start, end, unit))

    def link(self, annotation: Annotation, found: list[PlaceMention]) -> None:
        """Set `parent` where a place is followed by the one it lies in (`xã A, huyện B`, `A (B)`)."""
        for mention, after in pairwise(found):
            between = annotation.text[mention.end : after.start]
            if mention.end <= after.start <= mention.end + 10 and _CHAIN.fullmatch(between):
                mention.parent = after
