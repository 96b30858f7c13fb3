"""Mine what follows the head words of organizations in news: scripts/mine_organizations.py RAW.jsonl.gz… > TSV.

A continuation grows token by token from its head (Sở → Sở Tài nguyên → Sở Tài nguyên và Môi trường). A token
joins when it nearly always follows (stickiness), or when it follows often and does not begin a predicate, as those
after `UBND tỉnh` show (cho biết, đã, vừa …). A word that begins both (thực hiện, thực vật) is told by the word after
it. A continuation ends where what follows it branches.
"""

import gzip
import json
import re
import sys
from collections import Counter, defaultdict

from bpextract.lexicons.matching import PhraseTrie
from bpextract.lexicons.schemas import ORGANIZATION_HEADS, SURNAMES
from bpextract.lexicons.vocabulary import Vocabulary
from bpextract.text.cleaning import clean
from bpextract.text.folding import fold
from bpextract.text.tokenizer import Tokens, tokenize

LONGEST = 12  # tokens of a continuation
LEAST = 6  # times a continuation was seen
STICKY = 0.6  # a token that follows so often belongs to the word before it
OFTEN = 0.02  # a token that begins a further word of a name follows at least so often
ENDS = 0.2  # a continuation ends where this share of its occurrences is followed by a mark, a level or a predicate
CAPITAL = 0.5  # a continuation begins with a word that is so often capitalized after a head
MOSTLY = 0.7  # share of lower case from which on a word is not part of a name in capitals
SHORT = 9  # a continuation of more tokens has run into the sentence
PREDICATE = 0.0015  # share of what follows UBND tỉnh … that a word needs to count as one after a finished name
# Halves of words, or more than the name, as reading the list showed.
_DROPPED = frozenset(
    ["quản trị", "tư", "an", "giao", "nhà", "tin", "tập", "tổng", "hàng", "sơn", "thông", "tình", "gia"]
)
_FAMILY = (["đoàn"], ["trường"])  # of people's names too
_LEVELS = {"tỉnh", "huyện", "xã", "phường", "quận", "tp", "thành", "thị", "tx", "thôn", "q", "p", "h"}
_PART = re.compile(r"[^\W_]+|[-–&]")


def following(tokens: Tokens, at: int) -> list[str]:
    """Return the folded tokens from `at` to the next mark that ends a name."""
    found: list[str] = []
    for index in range(at, min(at + LONGEST, len(tokens))):
        if not _PART.fullmatch(tokens.words[index]) or tokens.starts[index] - tokens.ends[index - 1] > 1:
            break
        found.append(tokens.norms[index])
    return found


def mine(paths: list[str]) -> dict[str, int]:
    """Return the continuations by how often they were seen."""
    heads = PhraseTrie((entry["form"], entry) for entry in Vocabulary().entries(ORGANIZATION_HEADS))
    counts: Counter[tuple[str, ...]] = Counter()
    finished: Counter[str] = Counter()
    pairs: Counter[tuple[str, ...]] = Counter()
    lower: Counter[tuple[str, ...]] = Counter()
    capital: Counter[str] = Counter()
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                tokens = tokenize(clean(json.loads(line)["text"]).text)
                for start, end, _ in heads.scan_text(tokens):
                    if not tokens.words[start][0].isupper() or tokens.norms[start:end] in _FAMILY:
                        continue
                    tail = following(tokens, end)
                    council = tokens.norms[start] in ("ubnd", "hđnd") and tail[:1] in (["tỉnh"], ["huyện"], ["xã"])
                    if council and len(tail) > 1 and tokens.words[end + 1].islower():
                        finished[tail[1]] += 1
                        pairs[tuple(tail[1:3])] += 1
                    if tail and tokens.words[end][0].isupper():
                        capital[tail[0]] += 1
                    for size in range(1, len(tail) + 1):
                        counts[tuple(tail[:size])] += 1
                        lower[tuple(tail[:size])] += tokens.words[end + size - 1].islower()
                    if tail and len(tail) < LONGEST:
                        counts[(*tail, "$")] += 1
    total = sum(finished.values())
    predicates = {word for word, count in finished.items() if count / total > PREDICATE}
    begins = {word for word, count in capital.items() if count / counts[(word,)] >= CAPITAL} - _LEVELS
    begins -= {entry["form"].lower() for entry in Vocabulary().entries(SURNAMES)}
    return continuations(counts, lower, predicates, {pair for pair, count in pairs.items() if count > 2}, begins)


def continuations(
    counts: Counter[tuple[str, ...]],
    lower: Counter[tuple[str, ...]],
    predicates: set[str],
    pairs: set[tuple[str, ...]],
    begins: set[str],
) -> dict[str, int]:
    """Return the accepted continuations; see the module's account."""
    names = {fold(entry["form"]) for entry in Vocabulary().entries(SURNAMES)}  # a person's name begins there
    children: dict[tuple[str, ...], list[tuple[str, int]]] = defaultdict(list)
    for phrase, count in counts.items():
        if count >= LEAST:
            children[phrase[:-1]].append((phrase[-1], count))
    found: dict[str, int] = {}

    def is_predicate(phrase: tuple[str, ...]) -> bool:
        """Whether the last word begins a predicate: it may, and no one word makes another compound with it."""
        if lower[phrase] < MOSTLY * counts[phrase]:
            return False
        after, times = max(children[phrase], key=lambda child: child[1], default=("$", 0))
        if times < STICKY * counts[phrase]:
            return phrase[-1] in predicates
        return (phrase[-1], after) in pairs or (phrase[-1] in predicates and after in ("$", *predicates))

    def grow(phrase: tuple[str, ...], count: int) -> None:
        ending = 0
        for token, times in children[phrase]:
            predicate = token != "$" and is_predicate((*phrase, token))
            if token == "$" or predicate or token in _LEVELS:
                ending += times
            share = times / count
            if token != "$" and token not in names and (share >= STICKY or (share >= OFTEN and not predicate)):
                grow((*phrase, token), times)
        form = " ".join(phrase)
        if (
            form not in _DROPPED
            and len(phrase) <= SHORT
            and ending >= ENDS * count
            and phrase[-1] not in ("và", "về", "-", "–", "&", "của")
        ):
            found[form] = count

    for token, count in children[()]:
        if token in begins and count >= LEAST * 3:
            grow((token,), count)
    return found


if __name__ == "__main__":
    print("# Words that follow the head of an organization's name, mined from 43,000 news articles of 2016-2020")
    print("# by scripts/mine_organizations.py; count: occurrences.")
    print("form\tcount")
    for form, count in sorted(mine(sys.argv[1:]).items()):
        print(f"{form}\t{count}")
