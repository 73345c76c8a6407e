"""Sound events: convolutions that pool the frequencies alone, a GRU over time, and attention over its outputs."""

import torch
import torch.nn as nn


class ConvGRU(nn.Module):
    def __init__(self, n_mels=64, n_classes=10):
        super().__init__()
        self.convs = nn.ModuleList()
        cin = 1
        for cout in (16, 32, 64):
            self.convs.append(
                nn.Sequential(
                    nn.Conv2d(cin, cout, (3, 3), padding=(1, 1)), nn.BatchNorm2d(cout), nn.GELU(), nn.AvgPool2d((2, 1))
                )
            )
            cin = cout
        self.gru = nn.GRU(64 * (n_mels // 8), 32, batch_first=True, bidirectional=True)
        self.att = nn.Linear(64, 1)
        self.out = nn.Linear(64, n_classes)

    def forward(self, x):
        for c in self.convs:
            x = c(x)
        b, c, f, t = x.shape
        x = x.permute(0, 3, 1, 2).reshape(b, t, c * f)
        h, _ = self.gru(x)
        w = torch.softmax(self.att(h), dim=1)
        z = (w * h).sum(dim=1)
        return self.out(z)
