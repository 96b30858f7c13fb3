"""What is known of places' names: how far a name goes after a unit word, and which bare runs are places."""

import re
from collections.abc import Mapping

from bpextract.annotation import Annotation
from bpextract.components.place_context import Context, acronym, at_address, joined_to, listed, opens_sentence
from bpextract.components.place_runs import Run
from bpextract.lexicons.gazetteer import gazetteer, normal
from bpextract.lexicons.matching import any_of
from bpextract.mentions import PlaceMention
from bpextract.text.folding import fold
from bpextract.text.syllables import is_syllable

_RANK = {"country": 0, "province": 1, "region": 2, "city": 3, "feature": 4, "district": 5, "commune": 6}
# After these units a known name of these groups is whole.
_STATES = {group: frozenset({group}) for group in ("country", "province", "city")} | {"region": frozenset({"city"})}
_CONTINENTS = frozenset({"âu", "á", "phi"})
_SHIP = re.compile(r" \d{2,4}\b")
_CHAIN = re.compile(r" ?(?:,|\(|-|–| thuộc) ?")


# Before a name these tell as often of a person.
_COMPANY = frozenset(["với", "của", "là", "cùng", "và", ",", "như"])


class Names:
    """The bare names of the gazetteer and the lexicons, and the cues beside them."""

    def __init__(self, entries: Mapping[str, list[dict[str, str]]]) -> None:
        self.gazetteer = gazetteer()
        self.groups: dict[str, str] = {}
        self.units: dict[str, set[str]] = {}
        for name, units in self.gazetteer.by_name.items():
            levels = {unit.level for unit in units}
            spoken = name.replace("-", " ")
            self.units[spoken] = levels
            if not name[-1].isdigit():
                self.groups[spoken] = min(levels, key=_RANK.__getitem__)
        for entry in entries["countries"]:
            self.groups[fold(entry["form"]).replace("-", " ")] = "country"
        del self.groups["hồ chí minh"]  # without a unit word it is the person
        self.cued: set[str] = set()
        for entry in entries["places"]:
            form = fold(entry["form"]).replace(" - ", " ").replace("-", " ")
            self.groups[form] = entry["group"]
            if entry["group"] == "province":
                self.units.setdefault(form, {"province"})
            if entry["cue"]:
                self.cued.add(form)
        self.longest = 5
        self.firsts = frozenset(name.split(" ", 1)[0] for name in self.groups)
        self.openers = frozenset(entry["form"] for entry in entries["place_cues"] if entry["kind"] == "opener")
        self.cues = {e["form"]: e["kind"] for e in entries["place_cues"] if e["kind"] != "opener"}
        self.titles = frozenset(entry["form"] for entry in entries["person_cues"] if entry["kind"] == "title")
        self.compounds = {fold(entry["form"]) for entry in entries["name_compounds"] if float(entry["weight"]) > 0}
        mixed = [entry["form"] for entry in entries["places"] if any(map(str.islower, entry["form"].split()))]
        dashed = [entry["form"] for entry in entries["places"] if " - " in entry["form"]]
        self.mixed = any_of([*mixed, *dashed])
        self.surnames = frozenset(fold(entry["form"]) for entry in entries["surnames"])

    def group(self, name: str) -> str:
        """Return the group of a known name."""
        return self.groups.get(normal(name).replace("-", " "), "region")

    def extent(self, annotation: Annotation, run: Run, first: int, past: int, group: str) -> int | None:
        """Return past which word of run[first:past] the name after a unit word ends; None when it names no place."""
        levels = {"city": {"district", "province"}}.get(group, {group})
        if past == len(run.norms) and not levels & self.units.get(" ".join(run.norms[first:past]), frozenset()):
            opener = past - first > 1 and run.norms[past - 1] in self.openers
            if opener or self.compound(annotation, run, past - 1):
                past -= 1
                if past == first:
                    return None
        if past - first == 1:
            lone = group == "province" and run.norms[first] in self.surnames and run.norms[first] not in self.units
            return None if lone else past  # UBND tỉnh | Trần
        if group == "region" and run.norms[first] in _CONTINENTS:
            return first + 1  # châu Âu | Jean-Claude Juncker
        if group in _STATES:
            for end in range(past, first, -1):
                name = " ".join(run.norms[first:end])
                if self.groups.get(name) in _STATES[group] and (end == past or past - end > 1 or name not in self.cued):
                    return end  # Cộng hòa Séc | Milos Zeman
        for end in range(past, first, -1):
            known = self.units.get(" ".join(run.norms[first:end]))
            if known and known & levels:
                rest = run.norms[end:past]
                if run.norms[first:end] == ["hcm"]:
                    return end
                if not rest or (len(rest) >= 2 and (group != "commune" or rest[0] in self.surnames)):
                    return end
        # A list of all units settles it: after UBND tỉnh | Trần Châu, UBND xã | Lê Đình Khoa stands a person.
        size = past - first
        person = run.norms[first] in self.surnames and size > (1 if group == "province" else 2)
        person = person and len(run.norms[past - 1]) > 1  # xã Ninh Quới A
        spoken = " ".join(run.norms[first:past]) in self.groups
        return None if person and not spoken and group in ("city", "province", "district", "commune") else past

    def compound(self, annotation: Annotation, run: Run, last: int) -> bool:
        """Whether the last word of a run is the first half of a word that goes on in lower case (đội Cảnh sát)."""
        tokens = annotation.tokens
        after = tokens.at(run.ends[last])
        return (
            after < len(tokens)
            and tokens.starts[after] == run.ends[last] + 1
            and tokens.words[after].islower()
            and f"{run.norms[last]} {tokens.norms[after]}" in self.compounds
        )

    def past_line(self, annotation: Annotation, norm: str, end: int, group: str) -> int:
        """Return the end of a known name that a line end cuts in two (tỉnh Thái | Bình)."""
        tokens = annotation.tokens
        at = tokens.at(end)
        if at >= len(tokens) or tokens.starts[at] != end + 1 or not tokens.words[at].istitle():
            return end
        levels = {"city": {"district", "province"}}.get(group, {group})
        return tokens.ends[at] if levels & self.units.get(f"{norm} {tokens.norms[at]}", frozenset()) else end

    def bare(
        self,
        annotation: Annotation,
        run: Run,
        first: int,
        past: int,
        context: Context,
    ) -> list[PlaceMention]:
        """Return the places that run[first:past] names without a unit word."""
        found: list[PlaceMention] = []
        opener = listed(annotation, run.starts[first], context)
        if opener is not None and opener.group != "country" and self.cue(annotation, run.at) != "person":
            stop = past - 1 if past == len(run.norms) and self.compound(annotation, run, past - 1) else past
            if first < stop and (past - first <= 3 or run.norms[first] not in self.surnames):
                start, end = run.starts[first], run.ends[stop - 1]
                return [
                    PlaceMention(
                        "PLACE",
                        start,
                        end,
                        "places.list",
                        0.9,
                        name=annotation.text[start:end],
                        level=opener.level,
                        group=opener.group,
                        plural=opener.plural,
                    )
                ]
        if first == 0 and 2 <= past <= 4 and at_address(annotation, run.starts[0]):
            start, end = run.starts[0], run.ends[past - 1]
            name = annotation.text[start:end]
            return [PlaceMention("PLACE", start, end, "places.address", 0.92, name=name, group="street")]
        at = first
        while at < past:
            word = run.norms[at].partition("-")[0]
            reach = self.longest if word in self.firsts or word in context.firsts else 0
            for end in range(min(past, at + reach), at, -1):
                name = " ".join(run.norms[at:end]).replace("-", " ")
                group = self.groups.get(name)
                if name in context.known and (group is None or _RANK[group] > 1):
                    group = context.known[name]
                if group is None:
                    continue
                confidence = self.judge(annotation, run, at, end, first, past, name, group, context)
                if confidence:
                    start, stop = run.starts[at], run.ends[end - 1]
                    spelled = annotation.text[start:stop]
                    source = f"places.{group}"
                    found.append(PlaceMention("PLACE", start, stop, source, confidence, name=spelled, group=group))
                    at = end - 1
                    break
            else:
                if "-" in run.norms[at]:
                    found.extend(self.joined_by_dash(annotation, run, at))
            at += 1
        return found

    def joined_by_dash(self, annotation: Annotation, run: Run, at: int) -> list[PlaceMention]:
        """Return the countries and provinces that one word joins (quan hệ Nga-Mỹ)."""
        parts = run.norms[at].split("-")
        if not all(self.groups.get(part) in ("country", "province") for part in parts):
            return []
        found, start = [], run.starts[at]
        for part in parts:
            end = start + len(part)
            name = annotation.text[start:end]
            found.append(PlaceMention("PLACE", start, end, "places.list", 0.9, name=name, group=self.groups[part]))
            start += len(part) + 1
        return found

    def judge(
        self,
        annotation: Annotation,
        run: Run,
        at: int,
        end: int,
        first: int,
        past: int,
        name: str,
        group: str,
        context: Context,
    ) -> float:
        """Return how sure it is that run[at:end] is a place; 0 when it should not be one."""
        tokens, text = annotation.tokens, annotation.text
        token = tokens.at(run.starts[at])
        inner = at > 0
        cue = None if inner else self.cue(annotation, token)
        lead, rest = run.norms[first:at], run.norms[end:past]
        whole = not lead and not rest
        if cue == "person" and (group not in ("country", "region") or name in self.cued):
            return 0.0
        if token and tokens.norms[token - 1] == "tiếng" and not inner:
            return 0.0
        if token and tokens.norms[token - 1] == "tàu" and _SHIP.match(text, run.ends[end - 1]):
            return 0.0  # tàu Bình Dương 658
        if end == len(run.norms) and self.compound(annotation, run, end - 1):
            return 0.0
        plural = listed(annotation, run.starts[at], context)
        if whole and plural is not None and plural.group == group:
            return 0.9
        if lead and ((lead[0] in self.surnames and len(lead) <= 3) or self.cues.get(lead[0]) == "person"):
            return 0.0
        goes_on = rest and not (len(rest) >= 2 and rest[0] in self.surnames) and not acronym(text, run, end)
        titled = not lead and self.titled(annotation, token)
        opens = not inner and opens_sentence(annotation, token)
        # Thị trưởng London | Sadiq Khan, cầu thủ Pháp | Griezmann
        foreigner = (
            bool(rest)
            and (titled or (group == "country" and not lead and not opens))
            and not is_syllable(rest[0])
            and not acronym(text, run, end)
        )
        strong = (group in ("country", "province") and end - at > 1) or end - at > 2 or titled or foreigner
        if goes_on and not strong:
            return 0.0
        joined = joined_to(annotation, run.starts[at], context.taken)
        if name in self.cued:
            single = end - at == 1
            if single and not (cue or joined) and name in context.given:
                return 0.0
            if not whole and not foreigner and not (titled and group == "country"):
                return 0.0
            if cue in ("preposition", "office") or joined:
                return 0.85
            if opens and single and name in ("anh", "đức", "việt", "áo", "ý", "hàn", "phi", "triều"):
                return 0.0
            return 0.7 if opens or name == "anh" else 0.85
        if group in ("country", "province", "region", "city"):
            if end - at == 1 and not whole and not lead and not foreigner:
                return 0.0
            if lead and not acronym(text, run, at - 1) and group == "city":
                return 0.0
            if cue or joined or group in ("country", "province"):
                return 0.85
            return 0.8
        person_after = len(rest) >= 2 and rest[0] in self.surnames and (cue == "office" or not lead)
        if not whole and not (lead and acronym(text, run, at - 1)) and not person_after:
            return 0.0
        if end - at == 1 and not joined:
            return 0.0
        if joined and joined.group not in ("country", "region", "street", "road"):
            return 0.8
        if name in context.known:
            return 0.8 if run.norms[at] not in self.surnames or cue else 0.6
        if group == "feature":
            return 0.8
        before = annotation.tokens.norms[token - 1] if token else "."
        alone = not opens and before not in _COMPANY and run.norms[at] not in self.surnames
        if group == "district" and alone and self.supported(annotation, name):
            return 0.8
        if group == "district":
            return 0.8 if cue in ("office", "preposition") or self.followed(annotation, run.ends[end - 1]) else 0.0
        if group == "commune":
            if cue == "office" and run.norms[at] not in self.surnames:
                return 0.75
            return 0.75 if self.followed(annotation, run.ends[end - 1]) else 0.0
        return 0.0

    def given(self, stretches: list[tuple[Run, int, int]]) -> frozenset[str]:
        """Return the names that a bare mention may share with a country, from what look like full names of people."""
        return frozenset(
            run.norms[past - 1]
            for run, first, past in stretches
            if 3 <= past - first <= 4
            and run.norms[past - 1] in self.cued
            and run.norms[first] in self.surnames
            and " ".join(run.norms[first : past - 1]) not in self.groups  # Thái Bình Dương | Mỹ
        )

    def cue(self, annotation: Annotation, token: int) -> str | None:
        """Return what the words right before a token tell of the name that starts there."""
        norms, text = annotation.tokens.norms, annotation.text
        for size in (3, 2, 1):
            if token >= size:
                kind = self.cues.get(" ".join(norms[token - size : token]))
                if kind:
                    between = text[annotation.tokens.ends[token - 1] : annotation.tokens.starts[token]]
                    return None if "\n" in between else kind
        return None

    def titled(self, annotation: Annotation, token: int) -> bool:
        """Whether a person's title stands right before a token (Tổng thống Mỹ Donald Trump)."""
        norms = annotation.tokens.norms
        return any(token >= size and " ".join(norms[token - size : token]) in self.titles for size in (1, 2, 3))

    def supported(self, annotation: Annotation, name: str) -> bool:
        """Whether the text names the province of a district that bears this name."""
        units = [unit for unit in self.gazetteer.by_name.get(name, ()) if unit.level == "district"]
        return any(fold(self.gazetteer.province(unit).name) in annotation.folded for unit in units)

    def followed(self, annotation: Annotation, end: int) -> bool:
        """Whether a province's or district's name in brackets or after a comma follows (`Bảo Thắng, Lào Cai`)."""
        match = _CHAIN.match(annotation.text, end)
        if not match:
            return False
        after = annotation.folded[match.end() : match.end() + 24]
        words = re.findall(r"[^\W\d_]+", after)[:3]
        return any(
            self.groups.get(" ".join(words[:size])) in ("province", "district")
            or words[:1] in (["huyện"], ["tỉnh"], ["thành"], ["tp"], ["tx"], ["quận"])
            for size in (3, 2)
        )
