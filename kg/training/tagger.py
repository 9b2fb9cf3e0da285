"""The network that is trained: an encoder, labels for words by a chain, and links."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn

from kg.errors import UsageError
from kg.extraction.learned.linking import DISTANCES, Link
from kg.extraction.learned.tagging import LABELS
from kg.extraction.learned.words import Case, Quoting

_WIDTH = 128
_HEAD = 16
"""Numbers of each head of attention in a new encoder."""
_SMALL = 0.005
"""How far from nothing the marks of case and quotation begin: the encoder never saw them."""


class Tagger(nn.Module):
    """Gives for every piece the scores of the labels, and what stands for it in links."""

    def __init__(self, encoder: nn.Module, dropout: float = 0.1) -> None:
        """Take a BERT-like encoder; everything else begins untrained."""
        super().__init__()
        self.encoder = encoder
        hidden = int(encoder.config.hidden_size)
        self.case = nn.Embedding(len(Case), hidden)
        self.quoting = nn.Embedding(len(Quoting), hidden)
        nn.init.normal_(self.case.weight, std=_SMALL)
        nn.init.normal_(self.quoting.weight, std=_SMALL)
        self.dropout = nn.Dropout(dropout)
        self.between = nn.Sequential(nn.Linear(hidden, hidden), nn.GELU())
        self.labels = nn.Linear(hidden, len(LABELS))
        self.steps = nn.Parameter(torch.zeros(len(LABELS), len(LABELS)))
        self.begin = nn.Parameter(torch.zeros(len(LABELS)))
        self.finish = nn.Parameter(torch.zeros(len(LABELS)))
        self.asking = nn.Linear(hidden, len(Link) * _WIDTH)
        self.asked = nn.Linear(hidden, len(Link) * _WIDTH)
        self.distance = nn.Parameter(torch.zeros(len(Link), 2 * len(DISTANCES) + 2))
        self.none = nn.Parameter(torch.zeros(len(Link)))
        self.none_by = nn.Parameter(torch.zeros(len(Link), _WIDTH))

    @property
    def shape(self) -> str:
        """What the network is, in some words."""
        config = self.encoder.config
        size = sum(one.numel() for one in self.parameters()) / 1e6
        return (
            f"{config.model_type} of {config.num_hidden_layers} layers, "
            f"{config.hidden_size} wide, {size:.1f} million weights"
        )

    def encoded(self, pieces: Tensor, case: Tensor, quoting: Tensor, mask: Tensor | None) -> Tensor:
        """Return what the encoder makes of windows: windows by pieces by width.

        `mask` is 1 where a piece is; without it there is one everywhere.
        """
        given = self.encoder.get_input_embeddings()(pieces)
        given = given + self.case(case) + self.quoting(quoting)
        return self.encoder(inputs_embeds=given, attention_mask=mask).last_hidden_state

    def heads(self, encoded: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return label scores and both ends of links, for pieces or for words."""
        labels = self.labels(self.dropout(self.between(encoded)))
        return labels, self.asking(self.dropout(encoded)), self.asked(self.dropout(encoded))

    def chain_loss(self, scores: Tensor, labels: Tensor, mask: Tensor) -> Tensor:
        """Return the negative log-likelihood of each row of labels: windows by words by labels.

        `mask` is true where a word is; the first of every row is one.
        """
        rows = torch.arange(len(scores))
        told = self.begin[labels[:, 0]] + scores[rows, 0, labels[:, 0]]
        ahead = self.begin + scores[:, 0]
        for place in range(1, scores.shape[1]):
            here = mask[:, place]
            every = torch.logsumexp(ahead[:, :, None] + self.steps, 1) + scores[:, place]
            ahead = torch.where(here[:, None], every, ahead)
            step = self.steps[labels[:, place - 1], labels[:, place]]
            step = step + scores[rows, place, labels[:, place]]
            told = told + torch.where(here, step, torch.zeros(()))
        last = mask.sum(1) - 1
        told = told + self.finish[labels[rows, last]]
        return torch.logsumexp(ahead + self.finish, 1) - told

    def link_scores(
        self, link: Link, asking: tuple[Tensor, Tensor], asked: tuple[Tensor, Tensor]
    ) -> Tensor:
        """Return the scores of each choice, none of them first, within one window.

        Both come as what stands for the words and their stretches, `[[first, last], …]`.
        """
        own = self._meant(link, *asking)
        none = self.none[link] + own @ self.none_by[link] / _WIDTH**0.5
        if not len(asked[1]):
            return none[:, None]
        other = self._meant(link, *asked)
        apart = self.distance[link][_classes(asking[1], asked[1])]
        return torch.cat([none[:, None], own @ other.T / _WIDTH**0.5 + apart], 1)

    def _meant(self, link: Link, numbers: Tensor, stretches: Tensor) -> Tensor:
        part = slice(link * _WIDTH, (link + 1) * _WIDTH)
        return (numbers[stretches[:, 0], part] + numbers[stretches[:, 1] - 1, part]) / 2


def _classes(asking: Tensor, asked: Tensor) -> Tensor:
    """Return the class of distance from each to each; see `kg.extraction.learned.linking`."""
    behind = asked[None, :, 0] >= asking[:, None, 1]
    after = asked[None, :, 0] - asking[:, None, 1] + 1
    before = (asking[:, None, 0] + 1 - asked[None, :, 1]).clamp(min=1)
    far = torch.where(behind, after, before).float()
    place = torch.bucketize(far, torch.tensor(DISTANCES, dtype=torch.float))
    return torch.where(behind, place + len(DISTANCES) + 1, place)


def seed(number: int) -> None:
    """Let everything that is drawn from here on be the same each time."""
    torch.manual_seed(number)


def encoder_from(folder: Path) -> nn.Module:
    """Return the pre-trained encoder of a folder in the format of the transformers library."""
    from transformers import AutoModel  # noqa: PLC0415 - slow to import
    from transformers.utils import logging  # noqa: PLC0415 - the same

    logging.disable_progress_bar()
    logging.set_verbosity_error()
    try:
        found: nn.Module = AutoModel.from_pretrained(folder, local_files_only=True)
    except Exception as error:  # whatever the library finds wrong is wrong with the folder
        told = str(error).strip().split("\n")[0] or type(error).__name__
        raise UsageError(f"{folder} holds no encoder that can be read ({told})") from error
    return found


def encoder_new(vocabulary: int, layers: int, width: int) -> nn.Module:
    """Return an untrained encoder, for trials."""
    from transformers import BertConfig, BertModel  # noqa: PLC0415 - slow to import

    if width % _HEAD:
        raise UsageError(f"the width must be a multiple of {_HEAD}, not {width}")
    made: nn.Module = BertModel(
        BertConfig(
            vocab_size=vocabulary,
            hidden_size=width,
            num_hidden_layers=layers,
            num_attention_heads=width // _HEAD,
            intermediate_size=4 * width,
        )
    )
    return made


def check(encoder: nn.Module, vocabulary: int, limit: int) -> None:
    """Refuse an encoder that is not built like BERT, or too small for what it is to read."""
    if not hasattr(getattr(encoder, "encoder", None), "layer"):
        raise UsageError(
            f"the encoder is a {type(encoder).__name__}", todo="name one that is built like BERT"
        )
    known = int(encoder.config.vocab_size)
    if known < vocabulary:
        raise UsageError(f"the encoder knows {known} word pieces, its vocabulary has {vocabulary}")
    most = int(encoder.config.max_position_embeddings)
    if limit > most:
        raise UsageError(f"the encoder reads {most} pieces at once, not {limit}")
