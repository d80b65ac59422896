"""The encoder with its heads: sentence ends, parts of speech, features, arcs and relations of words."""
import torch
import torch.nn.functional as F
from torch import nn

from e5 import Encoder, drop

ARC, LABEL = 256, 256
HEAD_DROP = 0.25


class Network(nn.Module):
    """Every word is the mean of its pieces, once for trees and once for tags: two mixes of the layers, normalised, with a
    vector of the treebank's habits added. The heads are those of the analyser's other network (Dozat and Manning, 2017),
    so that both are decoded by the same code."""

    def __init__(self, packed, kept, layers, rate, styles, tags, bundles, labels):
        super().__init__()
        width = packed.width
        self.encoder = Encoder(packed, kept, layers, rate)
        self.mix = nn.Parameter(torch.zeros(2, layers + 1))
        with torch.no_grad():
            self.mix[:, layers // 2:] += 0.5
        self.norms = nn.ModuleList([nn.LayerNorm(width), nn.LayerNorm(width)])
        self.styles = nn.ModuleList([nn.Embedding(styles, width), nn.Embedding(styles, width)])
        for style in self.styles:
            nn.init.zeros_(style.weight)
        self.dependent, self.head = nn.Linear(width, ARC), nn.Linear(width, ARC)
        self.arcs = nn.Linear(ARC, ARC)
        self.root = nn.Parameter(torch.zeros(ARC))
        self.label_dependent, self.label_head = nn.Linear(width, LABEL), nn.Linear(width, LABEL, bias=False)
        self.root_label = nn.Parameter(torch.zeros(LABEL))
        self.labels = nn.Linear(LABEL, labels)
        self.tags, self.bundles = nn.Linear(width, tags), nn.Linear(width, bundles)
        self.ends = nn.Linear(width, 1)
        nn.init.normal_(self.arcs.weight, 0, 0.02)

    def words(self, pieces, there, pool, style):
        """The rows of words for trees and for tags. `pool` takes the mean of each word's pieces."""
        layers = torch.stack(self.encoder(pieces, there))
        weights = torch.softmax(self.mix, 1)
        rows = []
        for which in (0, 1):
            mixed = torch.einsum("l,lbsh->bsh", weights[which], layers)
            mixed = torch.bmm(pool, self.norms[which](mixed)) + self.styles[which](style)[:, None]
            rows.append(drop(mixed, HEAD_DROP, self.training))
        return rows

    def forward(self, pieces, there, pool, style):
        """Scores: arcs (windows × dependents × heads, the root last), tags, bundles, ends; and the rows labels need."""
        trees, tags = self.words(pieces, there, pool, style)
        active = lambda rows: drop(F.relu(rows), HEAD_DROP, self.training)
        sought = self.arcs(active(self.dependent(trees)))
        heads = active(self.head(trees))
        arcs = torch.cat([sought @ heads.transpose(1, 2), (sought @ self.root)[..., None]], 2)
        return arcs, self.tags(tags), self.bundles(tags), self.ends(tags)[..., 0], trees

    def relations(self, trees, windows, dependents, heads):
        """Scores of the relations of arcs; a head of `trees.shape[1]` is the root."""
        dependent = self.label_dependent(trees[windows, dependents])
        above = torch.cat([self.label_head(trees), self.root_label.expand(trees.shape[0], 1, -1)], 1)
        both = F.relu(dependent + above[windows, heads])
        return self.labels(drop(both, HEAD_DROP, self.training))
