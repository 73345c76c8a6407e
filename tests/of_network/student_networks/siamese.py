import torch
import torch.nn as nn


class Siamese(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Sequential(
            nn.Conv2d(1, 16, 10),
            nn.ReLU(inplace=True),
            nn.MaxPool2d(2),
            nn.Conv2d(16, 32, 7),
            nn.ReLU(inplace=True),
            nn.MaxPool2d(2),
        )
        self.liner = nn.Sequential(nn.Linear(32 * 21 * 21, 128), nn.Sigmoid())
        self.out = nn.Linear(128, 1)

    def forward_one(self, x):
        x = self.conv(x)
        x = x.view(x.size()[0], -1)
        return self.liner(x)

    def forward(self, x1, x2):
        dis = torch.abs(self.forward_one(x1) - self.forward_one(x2))
        return self.out(dis)
