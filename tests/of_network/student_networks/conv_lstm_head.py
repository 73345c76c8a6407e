import torch.nn as nn


class CRNN(nn.Module):
    """Reads text lines: convolutions, then an LSTM along the width."""

    def __init__(self, num_classes=37):
        super().__init__()
        self.cnn = nn.Sequential(
            nn.Conv2d(1, 32, 3, padding=1, padding_mode="replicate"),
            nn.ELU(),
            nn.MaxPool2d(2, 2),
            nn.Conv2d(32, 64, 3, padding=1),
            nn.ELU(),
            nn.MaxPool2d((2, 1), (2, 1)),
            nn.Conv2d(64, 64, (8, 3), padding=(0, 1)),
        )
        self.rnn = nn.LSTM(64, 48, bidirectional=True, batch_first=True)
        self.attn = nn.MultiheadAttention(96, 4, batch_first=True)
        self.fc = nn.Linear(96, num_classes)

    def forward(self, x):
        f = self.cnn(x)
        f = f.squeeze(2).permute(0, 2, 1)
        f, _ = self.rnn(f)
        a, _ = self.attn(f, f, f)
        return self.fc(a[:, -1])
