"""Whom pronouns stand for, as far as it tells the gender of people: weights that scripts/learn_antecedents.py learns.

A pronoun stands for one of those named before it or for none of them, with probabilities that are the softmax of the
sums of the weights. What it says of the gender of one of them is that probability, less what the others explain.
"""

import math
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from bpextract.names.pronouns import Pronoun

FILE = "antecedents.tsv"
UNLIKE = 0.02  # how likely a pronoun is of another gender than whom it stands for
_EITHER = 0.5  # the same of nobody that is named; and how likely a man is whom nothing is known of
CLEAR = 2.5  # log odds: one pronoun alone must be so clear
_SUREST = 50.0  # log odds beyond which nothing is surer
ROUNDS = 2  # from which on little changes
AGREED = 0.5  # the share of all evidence that must be left when what contradicts it is taken away

Weights = Mapping[str, float]


@cache
def packaged_weights() -> Weights:
    """Return the weights in the package."""
    lines = files(__package__).joinpath(FILE).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")][1:]
    return {feature: float(weight) for feature, weight in rows}


def genders_of(pronouns: Sequence[Pronoun], told: Mapping[str, str], weights: Weights) -> dict[str, str]:
    """Return the gender of each of those whose gender is not told, where pronouns make it clear.

    Args:
        told: the genders that are known, by the full name.
    """
    evidence = log_odds(pronouns, told, weights)
    return {name: "male" if sum(odds) > 0 else "female" for name, odds in evidence.items() if is_clear(odds)}


def is_clear(odds: Sequence[float]) -> bool:
    """Return whether log odds for male, one for each pronoun, tell a gender."""
    strongest, total = max(map(abs, odds)), abs(sum(odds))
    return strongest >= CLEAR and total >= max(CLEAR, AGREED * sum(map(abs, odds)))


def log_odds(
    pronouns: Sequence[Pronoun], told: Mapping[str, str], weights: Weights, rounds: int = ROUNDS
) -> dict[str, list[float]]:
    """Return for each of those who are not told how much more likely a man than a woman each pronoun makes them.

    What one of them explains, none of the others needs to: all are reckoned several times, each time with what has been
    found of the others.
    """
    open_ = [pronoun for pronoun in pronouns if not told.keys() >= pronoun.named.keys()]
    shares = [_shares(pronoun, weights) for pronoun in open_]
    male = {name: float(gender == "male") for name, gender in told.items()}
    found: dict[str, list[float]] = {}
    for _ in range(rounds):
        found = {}
        for pronoun, (nobody, *mine) in zip(open_, shares, strict=True):
            fits = [_fit(male.get(name, _EITHER), pronoun.gender) for name in pronoun.named]
            explained = nobody * _EITHER + sum(share * fit for share, fit in zip(mine, fits, strict=True))
            for name, share, fit in zip(pronoun.named, mine, fits, strict=True):
                if name not in told:
                    others = explained - share * fit
                    odds = math.log((others + share) / (others + share * UNLIKE))
                    found.setdefault(name, []).append(odds if pronoun.gender == "male" else -odds)
        male.update({name: 1 / (1 + math.exp(-max(-_SUREST, min(_SUREST, sum(odds))))) for name, odds in found.items()})
    return found


def _shares(pronoun: Pronoun, weights: Weights) -> list[float]:
    """Return how likely a pronoun stands for nobody that is named, and for each that is."""
    scores = [sum(weights.get(feature, 0.0) for feature in each) for each in (pronoun.nobody, *pronoun.named.values())]
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    return [power / sum(powers) for power in powers]


def _fit(male: float, gender: str) -> float:
    """Return how likely a pronoun of the gender is of somebody who is so likely a man."""
    alike = male if gender == "male" else 1 - male
    return UNLIKE + (1 - UNLIKE) * alike
