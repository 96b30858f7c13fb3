"""Words, as underthesea segments them, with their offsets.

underthesea's tokens and the weights of its model are used as they are; looking up the weights is done by `word_model`,
and tokens that are plain words are not sent through underthesea's long pattern.
"""

import re
import struct
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import as_file, files
from itertools import islice

from bpextract.errors import BpextractError
from bpextract.text.word_model import WordModel

Span = tuple[int, int]
_PIECE = re.compile(r"\S+")
_BATCH = 200  # sentences whose weights are added up together
_BEGINS = "B-W"
_TRANSITION = 1  # the kind of feature that is no attribute's


def segment(sentences: Iterable[str]) -> Iterator[list[Span]]:
    """Yield for each clean sentence the offsets of its words, those of `underthesea.word_tokenize`.

    Where a word of underthesea's is not in the sentence (it rewrites some rare letters), its words are what stands
    between blanks.
    """
    left = iter(sentences)
    model = word_model()
    while batch := list(islice(left, _BATCH)):
        if model is None:
            yield from (_aligned(sentence) for sentence in batch)
        else:
            yield from _segment(batch, model)


def _segment(sentences: Sequence[str], model: WordModel) -> Iterator[list[Span]]:
    spans = [_tokens(sentence) for sentence in sentences]
    tokens = [[sentence[a:b] for a, b in found] for sentence, found in zip(sentences, spans, strict=True)]
    for found, begins in zip(spans, model.begins(tokens), strict=True):
        words: list[Span] = []
        for (start, end), begin in zip(found, begins, strict=True):
            if begin or not words:
                words.append((start, end))
            else:
                words[-1] = words[-1][0], end
        yield words


def _aligned(sentence: str) -> list[Span]:
    try:
        return align_words(sentence, underthesea_words(sentence))
    except BpextractError:
        return _pieces(sentence)


def _tokens(sentence: str) -> list[Span]:
    try:
        return token_spans(sentence)
    except BpextractError:
        return _pieces(sentence)


def _pieces(sentence: str) -> list[Span]:
    return [match.span() for match in _PIECE.finditer(sentence)]


def token_spans(sentence: str) -> list[Span]:
    """Return the offsets of underthesea's tokens of a clean sentence.

    Raises:
        BpextractError: underthesea rewrites letters so that offsets are lost.
    """
    from underthesea.pipeline.word_tokenize.regex_tokenize import normalize_characters_in_text, patterns

    text = normalize_characters_in_text(sentence)
    if len(text) != len(sentence):
        return align_words(sentence, [match[0] for match in patterns.finditer(text)])
    spans: list[Span] = []
    for match in _PIECE.finditer(text):
        piece, (start, end) = match[0], match.span()
        if piece.isalpha():
            spans.append((start, end))
        elif _is_word_and_mark(piece):
            spans += ((start, end - 1), (end - 1, end))
        else:
            # No token has white space in it, but some ask what follows: hence the whole text.
            for token in patterns.finditer(text, start):
                if token.start() >= end:
                    break
                spans.append(token.span())
    return spans


def _is_word_and_mark(piece: str) -> bool:
    """Whether a piece is a word and the comma or full stop after it, which cannot be an abbreviation's."""
    word = piece[:-1]
    return word.isalpha() and (piece[-1] == "," or (piece[-1] == "." and word.islower()))


@cache
def word_model() -> WordModel | None:
    """Return underthesea's model; None where its files are not as they are known here (its own code is used then)."""
    import joblib
    import pycrfsuite

    folder = files("underthesea").joinpath("pipeline/word_tokenize/models/ws_crf_vlsp2013_20230727")
    try:
        with as_file(folder.joinpath("models.bin")) as model, as_file(folder.joinpath("dictionary.bin")) as phrases:
            tagger = pycrfsuite.Tagger()
            tagger.open(str(model))
            names = tagger.info()
            weights = _exact_weights(model.read_bytes())
            dictionary = joblib.load(phrases)
        attributes = {int(number): name for name, number in names.attributes.items()}
        begins = {int(number): name == _BEGINS for name, number in names.labels.items()}
        leads: dict[str, float] = {}
        transitions: dict[tuple[bool, bool], float] = {}
        for kind, source, label, weight in weights:
            if kind == _TRANSITION:
                transitions[begins[source], begins[label]] = weight
            else:
                name = attributes[source]
                leads[name] = leads.get(name, 0.0) + (weight if begins[label] else -weight)
        return WordModel(leads, transitions, dictionary)
    except (OSError, KeyError, ValueError):
        return None


def _exact_weights(model: bytes) -> list[tuple[int, int, int, float]]:
    """Return (kind, source, label, weight) of each feature; pycrfsuite gives the weights to six digits only.

    The layout is that of CRFsuite's model files (its header, lib/crf/src/crf1d_model.c): the offset of the features
    stands at byte 28; they begin with a mark, their size and their number.
    """
    (start,) = struct.unpack_from("<I", model, 28)
    mark, _, number = struct.unpack_from("<4sII", model, start)
    if mark != b"FEAT":
        raise ValueError("the segmentation model is no CRFsuite model")
    return list(struct.iter_unpack("<IIId", model[start + 12 : start + 12 + 20 * number]))


def underthesea_words(sentence: str) -> list[str]:
    """Return underthesea's words of a clean sentence, without its rewriting of syllables."""
    from underthesea import word_tokenize  # loads a model: only when words are asked for

    words: list[str] = word_tokenize(sentence, use_token_normalize=False)
    return words


def align_words(sentence: str, words: list[str]) -> list[Span]:
    """Return the offsets of `words` in `sentence`, in order; only white space may stand between them.

    A segmenter joins syllables by one space whatever stood between them, and may drop invisible characters;
    so words are matched character by character, white space and format characters aside.

    Raises:
        BpextractError: a word is not in the sentence where it should be.
    """
    spans: list[Span] = []
    at = 0
    for word in words:
        start = -1
        for char in word:
            if _skipped(char):
                continue
            while at < len(sentence) and sentence[at] != char and _skipped(sentence[at]):
                at += 1
            if at >= len(sentence) or sentence[at] != char:
                raise BpextractError(f"the segmenter's word {word!r} is not at character {at} of {sentence!r}")
            start = at if start < 0 else start
            at += 1
        if start >= 0:
            spans.append((start, at))
    return spans


def _skipped(char: str) -> bool:
    return char.isspace() or unicodedata.category(char) == "Cf"
