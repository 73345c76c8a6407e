"""Stages of published networks, by their first and last convolution."""

from __future__ import annotations

FIFTIES = ((1, 2), (2, 3), (3, 5), (4, 2))
"""Stages of networks with 50 layers, and the last block of each."""
THIRTIES = ((1, 2), (2, 3), (3, 5), (4, 2))
"""Those of a network with 34 layers."""
DARKNET = ((1, 0), (2, 1), (3, 7), (4, 7), (5, 3))
FIRES = ((2, 3), (4, 5), (6, 7), (8, 9))
"""First and last Fire module of a stage."""
V1, V2 = ((2, 3), (4, 5), (6, 11), (12, 13)), ((2, 3), (4, 6), (7, 10), (11, 13), (14, 16), (17, 17))
"""First and last block of the stages of MobileNetV1 and V2."""
DEEP = "level1.level2.level3."
STAGES = (
    *(("lenet5", "c1", "c5"), ("alexnet", "conv1", "conv5"), ("alexnet-grouped", "conv1", "conv5")),
    *(("nin", "conv1", "cccp2"), ("nin", "conv2", "cccp4"), ("nin", "conv3", "cccp6")),
    *(("vgg16", "conv1_1", "conv1_2"), ("vgg16", "conv2_1", "conv2_2"), ("vgg16", "conv3_1", "conv3_3")),
    *(("vgg16", "conv4_1", "conv4_3"), ("vgg16", "conv5_1", "conv5_3"), ("vgg16", "conv1_1", "conv5_3")),
    *(("googlenet", f"{block}.1x1", f"{block}.poolproj") for block in ("3a", "3b", "4a", "4b", "4c", "4d", "4e")),
    *(("googlenet", f"{block}.1x1", f"{block}.poolproj") for block in ("5a", "5b")),
    *(("resnet18", f"layer{number}.0.conv1", f"layer{number}.1.conv2") for number in range(1, 5)),
    *(("resnet50", f"layer{number}.0.conv1", f"layer{number}.{last}.conv3") for number, last in FIFTIES),
    *(("resnext50-32x4d", f"layer{number}.0.conv1", f"layer{number}.{last}.conv3") for number, last in FIFTIES),
    *(("mobilenet-v1", f"conv{first}.depthwise", f"conv{last}.pointwise") for first, last in V1),
    *(("mobilenet-v2", f"features.{first}.expand", f"features.{last}.project") for first, last in V2),
    *(("unet", "conv1_1", "conv1_2"), ("unet", "level1.conv2_1", "level1.conv2_2"), ("unet", "conv9_1", "conv9_2")),
    *(("unet", "level1.level2.conv3_1", "level1.level2.conv3_2"), ("unet", "level1.conv8_1", "level1.conv8_2")),
    *(("unet", "level1.level2.conv7_1", "level1.level2.conv7_2"), ("unet", f"{DEEP}conv4_1", f"{DEEP}conv4_2")),
    *(("vgg11", "conv1_1", "conv5_2"), ("vgg19", "conv3_1", "conv3_4"), ("vgg19", "conv4_1", "conv4_4")),
    *(("vgg19", "conv1_1", "conv5_4"), ("resnet101", "layer3.0.conv1", "layer3.22.conv3")),
    *(("resnet34", f"layer{number}.0.conv1", f"layer{number}.{last}.conv2") for number, last in THIRTIES),
    *(("darknet53", f"down{number}", f"stage{number}.{last}.conv2") for number, last in DARKNET),
    *(("squeezenet1-1", f"fire{first}.squeeze1x1", f"fire{last}.expand3x3") for first, last in FIRES),
    *(("inception-v3", f"Mixed_5{block}.branch1x1", f"Mixed_5{block}.branch_pool") for block in "bcd"),
    *(("inception-v3", "Mixed_6a.branch3x3", "Mixed_6a.branch3x3dbl_3"), ("fcn8s", "fc6", "score_fr")),
    *(
        ("segnet", f"decoder.conv{number}_1", f"decoder.conv{number}_{last}")
        for number, last in ((4, 3), (3, 3), (2, 2))
    ),
    *(("deeplabv3-head", "0.convs.0", last) for last in ("0.convs.4.1", "0.project", "1")),
    *(("dcgan-generator", first, "conv4") for first in ("conv1", "conv2", "conv3")),
)
"""Network, first and last convolution of a stage. Points hold the stages' numbers: more are added at the end only."""
BRANCHES = {
    **dict.fromkeys(("googlenet", "inception-v3", "squeezenet1-1", "deeplabv3-head"), ", those of all branches"),
    **dict.fromkeys(
        ("resnet18", "resnet34", "resnet50", "resnet101", "resnext50-32x4d"), ", those on shortcuts included"
    ),
}
"""What is said of convolutions that stand beside the main path."""
