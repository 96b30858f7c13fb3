"""The network of `bpextract.decision.network` in PyTorch, to be trained; `export` gives the arrays that it reads."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from bpextract.decision.evidence import Evidence
from bpextract.decision.network import LABELS, LONGEST, N_AFFIXES, OFTEN, WIDE
from bpextract.decision.words import AFFIX, AFFIXES, ID, SHAPE, SHAPES


@dataclass
class Batch:
    """Several documents one after the other; the evidence of each begins and ends with empty rows."""

    attributes: Tensor
    flags: Tensor
    real: Tensor
    groups: Tensor
    n_groups: int
    sentences: np.ndarray
    offsets: list[int]

    @classmethod
    def of(cls, documents: list[tuple[Evidence, np.ndarray]]) -> "Batch":
        """Join documents, each with the attributes of its words (see `bpextract.decision.words`)."""
        groups, sentences = [], []
        offsets: list[int] = []
        size = n_groups = n_sentences = 0
        for evidence, _ in documents:
            offsets.append(size)
            alone = evidence.groups < 0
            mine = evidence.groups.copy()
            mine[alone] = mine.max(initial=-1) + 1 + np.arange(int(alone.sum()))
            groups.append(mine + n_groups)
            sentences.append(evidence.sentences + n_sentences)
            size, n_groups = size + len(evidence), n_groups + int(mine.max()) + 1
            n_sentences += int(evidence.sentences[-1]) + 1
        return cls(
            torch.tensor(np.concatenate([attributes for _, attributes in documents])),
            torch.tensor(np.concatenate([evidence.flags for evidence, _ in documents])),
            torch.tensor(np.concatenate([evidence.tokens >= 0 for evidence, _ in documents]))[:, None].float(),
            torch.tensor(np.concatenate(groups)),
            n_groups,
            np.concatenate(sentences),
            offsets,
        )


class Network(nn.Module):
    """See `bpextract.decision.network`; dropout, and words and known strings left out at random, are for training."""

    def __init__(self, vectors: np.ndarray, flags: int, known: int, width: int, dropout: float) -> None:
        super().__init__()
        table = np.vstack([np.zeros((1, vectors.shape[1]), np.float32), 0.5 * vectors / vectors.std()])
        self.word = nn.Embedding.from_pretrained(torch.tensor(table, dtype=torch.float32), freeze=False)
        self.shape = nn.Embedding(SHAPES, 8)
        self.affix = nn.Embedding(AFFIXES, 16)
        self.length = nn.Embedding(LONGEST + 2, width)
        for embedding in (self.affix, self.length):
            nn.init.normal_(embedding.weight, 0, 0.1)
        token = vectors.shape[1] + 8 + 16 + flags
        self.first = nn.Linear(3 * token, width)
        self.second, self.third, self.fourth = (nn.Linear(3 * width, width) for _ in range(3))
        self.memory = nn.Linear(2 * width, width)
        self.start, self.end = nn.Linear(width, len(LABELS)), nn.Linear(width, len(LABELS))
        self.span = nn.Linear(5 * width + known, width)
        self.label = nn.Linear(width, len(LABELS))
        self.again = nn.Linear(width + 3 * len(LABELS) + 2, 48)
        self.again_out = nn.Linear(48, len(LABELS))
        self.width, self.known, self.rate = width, known, dropout
        self.word_rate, self.known_rate = 0.08, 0.1

    @classmethod
    def of(cls, weights: Mapping[str, np.ndarray]) -> "Network":
        """Return the network of weights that `export` gave, to teach others."""
        vectors, width = weights["word"][1:], len(weights["memory.bias"])
        known = len(weights["span.weight"]) - 5 * width
        token = sum(weights[name].shape[1] for name in ("word", "shape", "affix"))
        network = cls(vectors, len(weights["first.weight"]) // 3 - token, known, width, 0.0)
        for name, module in network.named_children():
            if isinstance(module, nn.Embedding):
                module.load_state_dict({"weight": torch.tensor(weights[name])})
            elif isinstance(module, nn.Linear):
                parts = {"weight": weights[f"{name}.weight"].T, "bias": weights[f"{name}.bias"]}
                module.load_state_dict({part: torch.tensor(array) for part, array in parts.items()})
        return network.eval()

    def _drop(self, values: Tensor, share: float = 1.0) -> Tensor:
        return functional.dropout(values, self.rate * share, self.training)

    @staticmethod
    def _convolve(layer: nn.Linear, values: Tensor, reach: int = 1) -> Tensor:
        edge = values.new_zeros(reach, values.shape[1])
        before, after = torch.cat([edge, values[:-reach]]), torch.cat([values[reach:], edge])
        return torch.relu(layer(torch.cat([before, values, after], 1)))

    def encode(self, batch: Batch) -> Tensor:
        ids, flags, real = batch.attributes[:, ID], batch.flags, batch.real
        if self.training:
            ids = torch.where(torch.rand(len(ids)) < self.word_rate, 0, ids)
            keep = torch.rand(len(flags), 1) > self.known_rate
            flags = torch.cat([flags[:, : -2 * self.known], flags[:, -2 * self.known :] * keep], 1)
        affixes = self.affix(batch.attributes[:, AFFIX : AFFIX + N_AFFIXES]).sum(1)
        values = torch.cat([self.word(ids), self.shape(batch.attributes[:, SHAPE]), affixes, flags], 1) * real
        state = self._drop(self._convolve(self.first, self._drop(values, 0.5))) * real
        state = self._drop(state + self._convolve(self.second, state)) * real
        index = batch.groups[:, None].expand(-1, self.width)
        strongest = state.new_zeros(batch.n_groups, self.width).scatter_reduce(
            0, index, state, "amax", include_self=False
        )
        state = self._drop(state + torch.relu(self.memory(torch.cat([state, strongest[batch.groups]], 1)))) * real
        state = self._drop(state + self._convolve(self.third, state)) * real
        return self._drop(state + self._convolve(self.fourth, state, WIDE)) * real

    def spans(
        self, state: Tensor, starts: Tensor, ends: Tensor, known: Tensor, strings: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Return the scores of spans before and after they saw those of the same string elsewhere."""
        sums = torch.cat([state.new_zeros(1, self.width), state.cumsum(0)])
        length = ends - starts
        mean = (sums[ends] - sums[starts]) / length[:, None]
        if self.training:
            known = known * (torch.rand(len(known), 1) > self.known_rate)
        values = torch.cat([state[starts], state[ends - 1], mean, state[starts - 1], state[ends], known], 1)
        hidden = self._drop(torch.relu(self.span(values) + self.length(length.clamp(max=LONGEST + 1))))
        scores = self.label(hidden)
        return scores, self._again(hidden, scores, strings)

    def _again(self, hidden: Tensor, scores: Tensor, strings: Tensor) -> Tensor:
        groups, size = int(strings.max()) + 1, len(LABELS)
        counts = scores.new_zeros(groups).index_add(0, strings, scores.new_ones(len(scores)))[strings][:, None] - 1
        total = scores.new_zeros(groups, size).index_add(0, strings, scores)[strings]
        best = scores.new_full((groups, size), -torch.inf).scatter_reduce(
            0, strings[:, None].expand(-1, size), scores, "amax"
        )[strings]
        elsewhere = (total - scores) / counts.clamp(min=1)
        often = torch.log1p(counts.clamp(max=OFTEN))
        values = torch.cat([hidden, scores, elsewhere, best, (counts > 0).float(), often], 1)
        return scores + self.again_out(torch.relu(self.again(values)))

    def export(self) -> dict[str, np.ndarray]:
        """Return the weights as `bpextract.decision.network.Network` takes them."""
        arrays: dict[str, np.ndarray] = {}
        for name, module in self.named_children():
            if isinstance(module, nn.Embedding):
                arrays[name] = module.weight.detach().numpy()
            elif isinstance(module, nn.Linear):
                arrays[f"{name}.weight"] = module.weight.detach().numpy().T
                arrays[f"{name}.bias"] = module.bias.detach().numpy()
        return arrays
