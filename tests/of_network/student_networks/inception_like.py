import torch
from torch import nn
from torch.nn import functional as F


class Inception(nn.Module):
    def __init__(self, c, c1, c2, c3, c4):
        super().__init__()
        self.p1_1 = nn.Conv2d(c, c1, kernel_size=1)
        self.p2_1 = nn.Conv2d(c, c2[0], kernel_size=1)
        self.p2_2 = nn.Conv2d(c2[0], c2[1], kernel_size=3, padding=1)
        self.p3_1 = nn.Conv2d(c, c3[0], kernel_size=1)
        self.p3_2 = nn.Conv2d(c3[0], c3[1], kernel_size=5, padding=2)
        self.p4_2 = nn.Conv2d(c, c4, kernel_size=1)

    def forward(self, x):
        p1 = F.relu(self.p1_1(x))
        p2 = F.relu(self.p2_2(F.relu(self.p2_1(x))))
        p3 = F.relu(self.p3_2(F.relu(self.p3_1(x))))
        p4 = F.relu(self.p4_2(F.max_pool2d(x, kernel_size=3, stride=1, padding=1)))
        return torch.cat((p1, p2, p3, p4), dim=1)


class MiniGoogLeNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Conv2d(3, 32, 7, stride=2, padding=3)
        self.inc1 = Inception(32, 16, (16, 24), (4, 8), 8)
        self.inc2 = Inception(56, 24, (24, 32), (4, 16), 16)
        self.fc = nn.LazyLinear(10)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.stem(x)), 3, stride=2, padding=1)
        x = F.avg_pool2d(self.inc1(x), 2)
        x = F.adaptive_avg_pool2d(self.inc2(x), 1)
        return self.fc(x.flatten(start_dim=1))
