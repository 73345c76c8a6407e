"""One object in a picture, its class and its box: two heads; prints were left in."""

from collections import OrderedDict

from torch import nn


class Detector(nn.Module):
    def __init__(self, n_classes=3):
        super().__init__()
        self.backbone = nn.Sequential(
            OrderedDict(
                [
                    ("conv1", nn.Conv2d(3, 16, 3, stride=2, padding=1)),
                    ("relu1", nn.LeakyReLU(0.1)),
                    ("conv2", nn.Conv2d(16, 32, 3, stride=2, padding=1)),
                    ("relu2", nn.LeakyReLU(0.1)),
                    ("conv3", nn.Conv2d(32, 64, 3, stride=2, padding=1)),
                    ("relu3", nn.LeakyReLU(0.1)),
                    ("pool", nn.AdaptiveAvgPool2d((4, 4))),
                ]
            )
        )
        self.cls = nn.Sequential(nn.Flatten(), nn.LazyLinear(128), nn.ReLU(), nn.Linear(128, n_classes))
        self.box = nn.Sequential(nn.Flatten(), nn.Linear(64 * 4 * 4, 128), nn.ReLU(), nn.Linear(128, 4), nn.Sigmoid())

    def forward(self, x):
        feats = self.backbone(x)
        print("features", feats.shape)
        return {"labels": self.cls(feats), "boxes": self.box(feats)}
