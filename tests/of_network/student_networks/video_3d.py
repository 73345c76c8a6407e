"""Video clips: a small C3D, as people shrink it for their own data."""

import torch
import torch.nn as nn


class SmallC3D(nn.Module):
    def __init__(self, num_classes=11, dropout=0.5):
        super(SmallC3D, self).__init__()
        self.conv1 = nn.Conv3d(3, 16, kernel_size=(3, 3, 3), padding=(1, 1, 1))
        self.pool1 = nn.MaxPool3d(kernel_size=(1, 2, 2), stride=(1, 2, 2))
        self.conv2 = nn.Conv3d(16, 32, kernel_size=(3, 3, 3), padding=(1, 1, 1))
        self.bn2 = nn.BatchNorm3d(32)
        self.pool2 = nn.MaxPool3d(kernel_size=(2, 2, 2), stride=(2, 2, 2))
        self.conv3 = nn.Conv3d(32, 64, kernel_size=(1, 3, 3), padding=(0, 1, 1), bias=False)
        self.pool3 = nn.MaxPool3d(kernel_size=(2, 2, 2), stride=(2, 2, 2), padding=(0, 1, 1))
        self.fc4 = nn.Linear(64 * 2 * 5 * 5, 32)
        self.fc5 = nn.Linear(32, num_classes)
        self.dropout = nn.Dropout(p=dropout)
        self.relu = nn.ReLU()

    def forward(self, x):
        x = self.pool1(self.relu(self.conv1(x)))
        x = self.pool2(self.relu(self.bn2(self.conv2(x))))
        x = self.pool3(self.relu(self.conv3(x)))
        x = x.view(-1, 3200)
        x = self.dropout(self.relu(self.fc4(x)))
        return self.fc5(x)


if __name__ == "__main__":
    net = SmallC3D(num_classes=101)
    print(net(torch.rand(1, 3, 8, 32, 32)).size())
