"""Patterns of what stands between a title and the person who holds it, in folded text."""

import re

from bpextract.components.roles.patterns import qualities
from bpextract.lexicons.alternation import Kinds, any_of
from bpextract.mentions import PersonMention

_NUMBER = r"(?:\d{1,2}|[ivx]{1,5})"
_BIRTHDAY = r"sinh ngày \d{1,2}(?:[-/.]| tháng )\d{1,2}(?:[-/.]| năm )\d{4}"
# After an abbreviation (TS. Nguyễn Văn A).
POINT = re.compile(r"\.\s?")
# `Ông A được Thủ tướng B bổ nhiệm làm …`: A holds the post.
PASSIVE = re.compile(r"[^.;\n]{0,60} được [^.,;\n]{0,60}")


class HolderPatterns:
    """What the lexicon role_words says of holders.

    Attributes:
        somebodys: whose somebody is (Luật sư | của cô, ông | Jamie Gorelick).
        whose: what stands between a title and whose its holder is: giáo viên | cháu | Thủy.
        whence: where somebody is from, as `where` (Nhà toán học | người Mỹ | Robert Langlands).
        aside: what stands between a name and what it is said to be (Ông A|, sinh năm 1960, quê Lào Cai, là |…).
        link: what stands between titles of one person.
        succeeded: the same, where the first was held once: Chủ tịch UBND tỉnh|, nay là |Bí thư Tỉnh ủy.
        before_name: what stands between a title and the name after it.
        named: what names the holder of a post in a body (giám đốc Sở này | là ông | Lê An), or, as `other`, of one more
            (một cựu giám đốc | khác là bà | Lê Lan).
        being: what opens a sentence before what somebody is (Là | bác sĩ giỏi, Lê An …), and being_whom, between that
            and the name.
        set_off: a comma and an honorific after a title (Chủ tịch UBND huyện, ông A), where no name before takes it.
        capacity: what opens a sentence before a post (Với tư cách là | Thủ hiến, Sau khi đắc cử | Tổng thống).
        in_capacity: what stands between such a post and the name.
        towards: what stands between a post and who gets it or leaves it: … | nhiệm kỳ 2016 - 2021, đối với ông.
        given: what puts a person into a post, or takes him out of it, right before the title (see `takes`), or does so
            with one named behind it (phê chuẩn | Phó Chủ tịch … đối với ông A).
        pronouns: those that may stand for a name, with the gender that they tell; pronoun: a clause that opens with one
            before what its subject is or was: Năm 2010, | ông làm |; earlier: how a sentence opens that tells of what
            was before: Trước đó, | ông là giám đốc; present: what tells that it is not so any more: …, hiện | ông là.
        as_post: what a title stands after that somebody has, whatever it is: trên cương vị | HLV.
        hand_over: what stands between a name and a post that is somebody else's: … ký quyết định bổ nhiệm |.
        of_others: how a clause opens before a post that is spoken of for another's sake: Vợ của | Giám đốc Sở là bà A.
        together: what tells after a name that the post before it is another's: Tổng thống Mỹ, A | gặp.
        harm: how a sentence opens that names a victim first: Tông chết | A, tài xế bỏ trốn.
        fronted: how a sentence opens that names first who tells of somebody, and predicate, what that one does: Theo
            luật sư | A, thiếu tá công an | có thể ….
        says: what somebody says or does right after the name.
        goes_on: how a sentence goes on after a name that commas set off.
        lists_on: how a list of people goes on after a comma.
        kin_of: `Ông A|, con trai của ông |B, được bổ nhiệm làm …`: A holds the post.
        past: what tells after a name that a post was held once: từng giữ chức |; past_span: how a sentence opens before
            the name of who did so: Từ năm 2017 đến năm 2022, ông |.
        earlier_span: how a sentence opens before a name that tells of what was before: Trước khi nghỉ hưu, ông |; was:
            what stands after it before what somebody was then; said: what ends the clause behind that (but ông A là
            Chủ tịch xã | đã đến).
        once: what tells right before a post that it was held once: khi còn làm |.
        leaves: what takes a person out of a post.
        dismissed: what does so right before the title (sa thải | HLV A); `undone`, where it has not come to it (muốn).
        order: what stands before the post of whoever gave an order: thừa lệnh | Thủ tướng, Bộ trưởng A ký.
        spoken_to: what stands before the title of somebody else to whom he speaks: trả lời | phóng viên Reuters, HLV A.
        ceremony: what is held to hand over the post after it, by somebody else.
        subunit: a unit after which stands the body it belongs to.
        aides: who works for somebody (trợ lý), whose name may follow.
        captains: what a player may be besides, right after what he plays: trung vệ | đội trưởng | Lê An.
        officials: titles that share no body with a post named after them.
    """

    def __init__(self, words: Kinds) -> None:
        """Compile the patterns."""
        self.of_others = re.compile(
            rf"\W*(?:một )?{words.any_of('of_others')}(?![^\W_])"
            rf"|\W*(?:[^,;:(\n]* )?{words.any_of('kin')}(?: {words.any_of('kin_more')})*(?: của)?(?: một)? $"
        )
        self.together = re.compile(rf" (?:đã )?{words.any_of('together')}(?![^\W_])")
        self.harm = re.compile(
            rf"[^.,;\n]{{0,12}}(?<![^\W_]){words.any_of('harm')}(?: chết| được| trúng)?(?: {words.any_of('address')})? "
        )
        self.hand_over = re.compile(
            rf"(?:(?! (?:được|bị) )[^.;\n])*?(?<![^\W_]){words.any_of('hand_over')} [^.;\n]{{0,80}}"
        )
        self.fronted = re.compile(rf"{words.any_of('fronted')} (?:[^,;:\n]{{0,40}} )?")
        self.predicate = re.compile(rf" {words.any_of('predicate')}(?![^\W_])")
        self.says = re.compile(rf" {words.any_of('closes')}(?![^\W_])")
        self.goes_on = re.compile(rf", {words.any_of('predicate', 'closes')}(?![^\W_])")
        self.lists_on = re.compile(rf", {words.any_of('address', 'also', 'together')}(?![^\W_])")
        self.officials, self.captains, self.aides = (words.of(kind) for kind in ("official", "captain", "aide"))
        self.subunit = re.compile(rf"{words.any_of('subunit')}(?![^\W_])")
        address, hold, also = (words.any_of(kind) for kind in ("address", "hold", "also"))
        sex, set_off, towards = (words.any_of(kind) for kind in ("sex", "set_off", "towards"))
        whom = words.any_of("address", "party")
        term = _term(words.any_of("term"))
        self.whose = re.compile(rf" (?:của )?{words.any_of('address')} ")
        age = rf"(?:{words.any_of('born')}\.? ?:?\s?\d{{4}}|{_BIRTHDAY}|\d{{1,3}} tuổi|\d{{4}})"
        self.somebodys = re.compile(rf" (?:riêng )?của {words.any_of('somebody')}, {set_off}\s")
        self.whence = re.compile(
            rf" {words.any_of('whence')} (?P<where>[^.,;:()\n]{{2,20}})(?: gốc [^.,;:()\n]{{2,20}})? "
        )
        own = rf"(?! {words.any_of('not_aside')} )[^\n.;]"
        self.aside = re.compile(
            rf"(?:[\s,(]+(?:{words.any_of('aside')}|\d)(?:{own}){{0,75}}[\s;,]\s?là "
            rf"|, (?:{own}){{0,75}}, {words.any_of('present')} là )(?:một |người |{sex} )?"
        )
        now = rf"{words.any_of('succeeds')} (?:là|{hold})"
        self.succeeded = re.compile(rf"{term}(?:,| \()? ?{now} ")
        self.link = re.compile(
            rf"(?: {words.any_of('common_body')}(?= ))?"
            rf"{term}\s?(?:\((?:nguyên là|{now})|,? (?:{words.any_of('give_up')} )?{hold}|(?:,? )?{now}|,|;|-|–"
            rf"|(?:, )?{also})\s?"
            rf"(?:là |(?:{also}|{sex}) )?"
        )
        quality = qualities(words)
        self.named = re.compile(
            rf"(?: {words.any_of('at_present')})? là (?P<address>{set_off} )?"
            rf"|(?P<other> {words.any_of('another')}) là {set_off} "
        )
        self.being = re.compile(rf"[\"“]?{words.any_of('being')} (?:(?:một|người|{sex}) )?")
        self.being_whom = re.compile(
            rf"(?:(?! {words.any_of('not_being')}(?![^\W_]))[^.;:\n\"”]){{0,60}}, (?:{whom} )?"
        )
        self.before_name = re.compile(
            rf"\s*(?::\s*)?(?:{address}\s)?[\"“]?|{quality} (?:{address} )?"
            rf"|[\"”] (?:{address} )?|\s?[-–]\s(?:{address}\s)?|{term} (?:{address} )?|\) (?:{address} )?"
        )
        self.set_off = re.compile(rf"{term}, {set_off}\s")
        self.capacity = re.compile(
            rf"(?:{words.any_of('before_capacity')} {words.any_of('capacity')}(?: là| của| người)?"
            rf"|{words.any_of('time')} [^,.;\n]{{0,40}}(?:là|{hold}|{words.any_of('take')})) [^.;\n]{{0,160}}$"
        )
        self.in_capacity = re.compile(rf"{term}(?: {words.any_of('since')} [^.,;\n]{{3,24}})?, (?:{whom} )?")
        does = r"(?:là|làm(?: nghề)?|hành nghề|(?P<becomes>trở thành))"
        home = rf"(?:(?:{words.any_of('before_home')} )?{words.any_of('home')}(?= )[^();.:\n]{{1,90}}?)"
        self._first_of = re.compile(r" (?:[^\W_]+ ){0,2}(?:nhất|đầu tiên|duy nhất)(?![^\W_])")
        self._after_name = re.compile(
            rf"(?:\s?[\"”])?\)?(?:\s?\([^()\n]{{1,90}}\)| \d{{1,3}} tuổi(?=,))?\s*"
            rf"(?:-{{1,2}}|[,–(:]|[,]?\s?(?:{words.any_of('already')}\s){{0,2}}{does})\s*"
            rf"(?:{age}[,;)\-–]?\s*(?:[-–,]\s*)?)?(?:{home}\)?[,;] )?"
            rf"(?:(?:{words.any_of('now')}|nghề nghiệp:)\s)?"
            rf"(?:(?:(?:{words.any_of('already')} )?(?:là|{hold})|một)\s){{0,2}}"
            rf"(?:{words.any_of('sex', 'before_title')} |(?P<class>{words.any_of('classifier')} ))?"
        )
        self.towards = re.compile(
            rf"(?: khóa \w{{1,5}})?(?: ?,? nhiệm kỳ \d{{4}} ?[-–] ?\d{{4}})?,? {towards}(?: {whom})? "
        )
        post = (
            rf"gi[ữứ] {words.any_of('held')}"
            rf"|(?<!số ){words.any_of('post')}(?: hiện tại| mới| công tác)?(?: là)?(?: làm)?"
            r"(?: [^.,;\n]{0,25}(?:như|gồm))?:?"
            rf"|nhận {words.any_of('received')}(?: là| làm| giữ chức)?"
            rf"|{words.any_of('choose')}[^.;\n]{{0,80}} {words.any_of('into')}"
            rf"|{words.any_of('take')}"
        )
        self._post = re.compile(rf"(?:(?<![^\W_])(?P<wish>{words.any_of('wish')}) )?(?:{post})\s$")
        self.pronouns = dict.fromkeys(words.of("he"), "male") | dict.fromkeys(words.of("she"), "female")
        through = rf"(?:{words.any_of('through')} (?:[^.,;:\n]{{0,40}} )?)?"
        already = rf"(?:{words.any_of('already', 'now')}|(?P<went>{words.any_of('went')}))"
        self.earlier = re.compile(rf"{words.any_of('earlier')}[ ,]")
        self.present = re.compile(rf"[,;] (?:và |nhưng |còn )?{words.any_of('present')} ")
        lead = rf"(?:^|[^\w\s]\s?|\n|(?<![^\W_]){words.any_of('lead')} )"  # but vợ | anh là giáo viên
        self.pronoun = re.compile(
            rf"{lead}(?P<pronoun>{any_of(self.pronouns)}) (?:{already} )*"
            rf"(?:(?:là|{hold}) (?:một |người )?|{through}(?:{post}) )$"
        )
        self.as_post = re.compile(rf"(?<![^\W_]){words.any_of('seat')} $")
        self.given = re.compile(rf"(?:{post}|{words.any_of('confirm')})\s$")
        self.kin_of = re.compile(
            rf", (?:là )?{words.any_of('kin')}(?: {words.any_of('kin_more')})*(?: của)?(?: {address})? "
        )
        self.order = re.compile(rf"(?:(?<![^\W_]){words.any_of('order')}) $")
        self.spoken_to = re.compile(rf"(?:(?<![^\W_]){words.any_of('spoken_to')}) $")
        self.ceremony = re.compile(rf"(?<![^\W_]){words.any_of('ceremony')} [^.,;\n]{{0,60}}$")
        self.dismissed = re.compile(rf"(?<![^\W_])(?P<undone>{words.any_of('undone')} )?{words.any_of('dismiss')} $")
        self.past = re.compile(rf"(?<![^\W_]){words.any_of('past')} [^,.;:\n]{{0,40}}(?:: )?$")
        until = r"(?:từ|giai đoạn|trong|thời gian) [^.;\n]{0,30}\d{4} ?(?:đến|tới|-|–) [^.;,\n]{0,20}\d{4}"
        self.once = re.compile(rf"(?<![^\W_]){words.any_of('once')} {words.any_of('in_office')} $")
        self.past_span = re.compile(rf"{until}[^.;,\n]{{0,12}},(?: {address})? $")
        self.earlier_span = re.compile(rf"{words.any_of('earlier')} ?[^.;\n]{{0,80}}, (?:{address} )?$")
        self.was = re.compile(r" (?:là|làm) (?:một )?$")
        self.said = re.compile(r"\s*(?:[.,;:)\n]|và |kiêm |$)")
        self.leaves = re.compile(rf"{words.any_of('leave')}(?:(?! {words.any_of('enter')} )[^.;\n]){{0,50}}$")

    def follows(self, folded: str, opens: int, person: PersonMention, start: int, past: int) -> bool:
        """Return whether a title between two characters is that of the person named before it.

        A comma, a dash, a bracket or `là` stands between, maybe an age or a year of birth before. What somebody becomes
        (trở thành), and what is told as `là cô | kế toán`, is so of whom the sentence opens with alone; one who becomes
        the first to do something has done it as what he was (trở thành | cầu thủ | trẻ nhất).

        Args:
            opens: where the sentence begins.
        """
        found = self._after_name.fullmatch(folded, person.end, start)
        if found is None or not (found["becomes"] or found["class"]):
            return found is not None
        leads = folded[opens : person.start].strip() in ("", person.honorific)  # bố của | Lan trở thành
        return leads and not (found["becomes"] and self._first_of.match(folded, past))

    def takes(self, folded: str, start: int, end: int) -> bool:
        """Return whether what stands right before a title puts a person into the post, or takes him out of it.

        Not where it is only wished for: muốn trở thành | giám đốc.
        """
        found = self._post.search(folded, start, end)
        return found is not None and not found["wish"]


def _term(words: str) -> str:
    """Return a pattern of how long a post was held: khóa XIII, XIV; nhiệm kỳ 2021 - 2026; (từ năm 2006 đến 2011)."""
    years = r"\d{4}(?: ?(?:[-–]|đến) ?(?:năm )?\d{4})?"
    return (
        rf"(?:,? (?:các |trong )?khóa {_NUMBER}(?:(?:, ?| và |-){_NUMBER})*(?![^\W_]))?"
        rf"(?:,? {words} (?:{years}|{_NUMBER}(?![^\W_])))?(?: \([^()\n]{{1,90}}\))?"
    )
