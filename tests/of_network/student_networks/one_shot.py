"""Faces, two at a time: one convolutional part for both, which pads by reflecting before it convolves."""

import torch.nn as nn


class SiameseNetwork(nn.Module):
    def __init__(self):
        super(SiameseNetwork, self).__init__()
        self.cnn1 = nn.Sequential(
            nn.ReflectionPad2d(1),
            nn.Conv2d(1, 4, kernel_size=3),
            nn.ReLU(inplace=True),
            nn.BatchNorm2d(4),
            nn.Dropout2d(p=0.2),
            nn.ReflectionPad2d(1),
            nn.Conv2d(4, 8, kernel_size=3, stride=2),
            nn.ReLU(inplace=True),
            nn.BatchNorm2d(8),
            nn.Dropout2d(p=0.2),
        )
        self.fc1 = nn.Sequential(nn.Linear(8 * 50 * 50, 50), nn.BatchNorm1d(50), nn.ReLU(inplace=True), nn.Linear(50, 5))

    def forward_once(self, x):
        output = self.cnn1(x)
        output = output.view(output.size()[0], -1)
        return self.fc1(output)

    def forward(self, x1, x2):
        return self.forward_once(x1), self.forward_once(x2)
