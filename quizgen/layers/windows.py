"""Windows of layers that published networks have: kernel, stride, padding and dilation, or output padding.

Counted in 65 classification networks of torchvision 0.28, layer by layer; beside them stand, each with its network,
those that courses teach.
"""

from __future__ import annotations

from quizgen.layers.bases import Layer, Size
from quizgen.layers.windowed import AvgPool2d, Conv2d, ConvTranspose2d, MaxPool2d

Window = tuple[int, int, int, int]

CONVOLUTIONS: frozenset[Window] = frozenset(
    (
        *((1, 1, 0, 1), (1, 2, 0, 1)),
        *((3, 1, 1, 1), (3, 2, 1, 1), (3, 1, 0, 1), (3, 2, 0, 1)),
        *((5, 1, 2, 1), (5, 2, 2, 1), (5, 1, 0, 1)),
        *((7, 1, 3, 1), (7, 2, 3, 1), (7, 2, 0, 1)),
        *((2, 2, 0, 1), (4, 4, 0, 1), (14, 14, 0, 1), (16, 16, 0, 1), (32, 32, 0, 1)),
        *((11, 4, 2, 1), (11, 4, 0, 1)),  # AlexNet as torchvision has it, and as the paper prints it
        *((8, 8, 0, 1), (8, 4, 0, 1), (4, 2, 0, 1)),  # ViT's small patches; the two first layers of the DQN
        *((4, 2, 1, 1), (4, 1, 1, 1), (4, 1, 0, 1)),  # the discriminators of pix2pix and, with the last, of DCGAN
        *((7, 4, 2, 1), (7, 4, 3, 1), (5, 2, 0, 1), (7, 1, 0, 1)),  # CvT, PVT v2, ZFNet, the head of an FCN
        *((9, 1, 4, 1), (9, 1, 0, 1)),  # SRCNN
        *((3, 1, rate, rate) for rate in (2, 4, 8, 16)),  # Yu and Koltun's context network as network.py trains it
        *((3, 1, 0, rate) for rate in (2, 4, 8, 16)),  # the same as its models are released, padded once before
        *((3, 1, rate, rate) for rate in (3, 6, 12, 18, 24, 36)),  # DenseASPP (3 to 24), DeepLab (6 to 36)
        *((3, 1, rate, rate) for rate in (5, 9, 17)),  # hybrid dilated convolution, beside 1 and 2: TuSimple-DUC
        *((3, 1, 0, 3**power) for power in range(1, 5)),  # VideoPose3D along time
        *((5, 1, 4, 2), (7, 1, 9, 3)),  # DARTS, beside 3x3 with rate 2; the large kernel of VAN
        *((size, 1, 0, 2**power) for size in (2, 3) for power in range(10)),  # WaveNet; wavenet_vocoder (r9y9)
        *((size, 1, 0, 2**power) for size in (7, 8) for power in range(8)),  # TCN for sequential MNIST, copying
        *((4, 1, 0, 2**power) for power in range(5)),  # TCN for LAMBADA
        *((5, 1, 0, 2**power) for power in range(4)),  # TCN for polyphonic music
    )
)
OBLONG: frozenset[tuple[Size, Size, Size, Size]] = frozenset(
    (
        *(((1, 7), 1, (0, 3), 1), ((7, 1), 1, (3, 0), 1), ((1, 3), 1, (0, 1), 1), ((3, 1), 1, (1, 0), 1)),
        *(((1, 5), 1, (0, 2), 1), ((5, 1), 1, (2, 0), 1)),  # ENet: factorised 5x5 kernels
        *(((3, 1), 1, (rate, 0), (rate, 1)) for rate in (2, 4, 8, 16)),  # ERFNet: factorised dilated ones
        *(((1, 3), 1, (0, rate), (1, rate)) for rate in (2, 4, 8, 16)),
        *(((1, 11), 1, (0, 5), 1), ((11, 1), 1, (5, 0), 1)),  # SegNeXt, as the next two
        *(((1, 21), 1, (0, 10), 1), ((21, 1), 1, (10, 0), 1)),
        ((1, 25), 1, 0, 1),  # along time in the Shallow ConvNet for EEG
        *(((41, 11), 2, (20, 5), 1), ((21, 11), (2, 1), (10, 5), 1)),  # Deep Speech 2 as deepspeech.pytorch has it
        *(((41, 11), 2, (0, 10), 1), ((21, 11), (2, 1), 0, 1)),  # the same in its first versions
        (2, (2, 1), (0, 1), 1),  # the ResNet of text recognition, which halves the height alone
        *((3, stride, 1, 1) for stride in ((3, 1), (3, 2), (1, 2))),  # Wav2Lip's sounds; the last RangeNet++
        ((5, 1), (3, 1), (2, 0), 1),  # HiFi-GAN's discriminators of periods
        ((3, 9), (1, 2), (1, 4), 1),  # UnivNet's discriminators of spectrograms
        *((3, (2, 1), 1, 1), (5, (2, 1), 2, 1)),  # PaddleOCR's MobileNetV3, which does too; the first also in SVTR
    )
)
"""Layers whose axes differ: Inception's factorised kernels and others'."""
POOLS: frozenset[tuple[int, int, int]] = frozenset(
    (
        *((2, 2, 0), (3, 2, 0), (3, 2, 1), (3, 1, 1)),
        *((5, 1, 2), (9, 1, 4), (13, 1, 6)),  # spatial pyramid pooling of YOLO
    )
)
AVERAGES: frozenset[tuple[int, int, int]] = frozenset(
    (
        *((2, 2, 0), (3, 2, 1), (3, 1, 1)),
        *((7, 1, 0), (7, 7, 0), (8, 8, 0), (5, 3, 0)),  # heads of GoogLeNet, ResNet, DenseNet; GoogLeNet's side heads
    )
)
TRANSPOSED: frozenset[Window] = frozenset(
    (
        *((2, 2, 0, 0), (4, 2, 1, 0), (3, 2, 1, 1)),  # U-Net, DCGAN, encoders and decoders with 3x3 kernels
        *((4, 1, 0, 0), (5, 2, 2, 1)),  # the first layer of DCGAN in PyTorch; its layers as its authors' code has them
        *((4, 2, 0, 0), (16, 8, 0, 0), (32, 16, 0, 0), (64, 32, 0, 0)),  # FCN in Caffe, which crops afterwards
        *((16, 8, 4, 0), (32, 16, 8, 0), (64, 32, 16, 0)),  # FCN as PyTorch's versions pad it (Dive into Deep Learning)
        *((6, 2, 2, 0), (8, 4, 2, 0), (12, 8, 2, 0)),  # DBPN's up-projections by 2, 4 and 8
        (4, 4, 0, 0),  # DPT, Depth Anything
        *((3, 1, 1, 0), (7, 1, 0, 0)),  # DeconvNet
        *((3, 2, 0, 0), (5, 2, 0, 0), (6, 2, 0, 0)),  # StyleGAN2; the decoder of World Models
        *((9, 2, 4, 1), (9, 3, 4, 2), (9, 4, 4, 3)),  # FSRCNN
    )
)
"""Kernel, stride, padding and output padding."""


def is_real(layer: Layer) -> bool | None:
    """Whether a published network has a layer with this window; None for a layer that has none."""
    match layer:
        case Conv2d():
            return _convolution(layer)
        case MaxPool2d():
            return (layer.kernel_size, layer.stride, layer.padding) in POOLS and layer.dilation == 1
        case AvgPool2d():
            return (layer.kernel_size, layer.stride, layer.padding) in AVERAGES
        case ConvTranspose2d():
            window = tuple(map(_one, (layer.kernel_size, layer.stride, layer.padding, layer.output_padding)))
            return window in TRANSPOSED and _one(layer.dilation) == 1
        case _:
            return None


def _convolution(layer: Conv2d) -> bool:
    window = (_one(layer.kernel_size), _one(layer.stride), _one(layer.padding), _one(layer.dilation))
    return window in CONVOLUTIONS or window in OBLONG


def _one(size: Size) -> Size:
    """A size of two equal axes as one number."""
    return size[0] if isinstance(size, tuple) and size[0] == size[1] else size
