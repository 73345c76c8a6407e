"""Networks as students write them, each followed once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from quizgen import of_network
from quizgen.cli import own_modules
from quizgen.oracle.watching import Wanted

FOLDER = Path(__file__).parents[1] / "student_networks"
NETWORKS = {
    "mnist_example.py:Net": ((1, 28, 28),),
    "cifar_tutorial.py:CifarNet": ((3, 32, 32),),
    "small_unet.py:UNet": ((3, 64, 64),),
    "resnet_scratch.py:resnet8": ((3, 32, 32),),
    "autoencoder.py:Autoencoder": ((1, 28, 28),),
    "audio.py:M5": ((1, 8000),),
    "vgg_like.py:VGG": ((3, 32, 32),),
    "depthwise.py:TinyMobileNet": ((3, 64, 64),),
    "inception_like.py:MiniGoogLeNet": ((3, 64, 64),),
    "conv_lstm_head.py:CRNN": ((1, 32, 100),),
    "siamese.py:Siamese": ((1, 105, 105), (1, 105, 105)),
    "video_3d.py:SmallC3D": ((3, 8, 32, 32),),
    "causal_tcn.py:TCN": ((6, 128),),
    "sound_events.py:ConvGRU": ((1, 64, 100),),
    "one_shot.py:SiameseNetwork": ((1, 100, 100), (1, 100, 100)),
    "detector.py:Detector": ((3, 64, 64),),
}


@dataclass(frozen=True)
class Student:
    """A network of a student: where it stands, what it is given, and what is known of it."""

    net: str
    shapes: tuple[tuple[int, ...], ...]
    kept: of_network.Followed

    @property
    def path(self) -> str:
        return str(FOLDER / self.net)

    @property
    def inputs(self) -> list[str]:
        sizes = ["x".join(map(str, shape)) for shape in self.shapes]
        return sizes if len(sizes) == 1 else [f"x{place}={size}" for place, size in enumerate(sizes, 1)]

    @property
    def options(self) -> list[str]:
        return ["--network", self.path, "--run", *(word for size in self.inputs for word in ("--input", size))]

    def subject(self) -> of_network.AskedNetwork:
        return of_network.subject(self.kept)


@cache
def followed(net: str) -> Student:
    shapes = NETWORKS[net]
    names = [""] if len(shapes) == 1 else [f"x{place}" for place, _ in enumerate(shapes, 1)]
    wanted = tuple(Wanted(shape, name) for shape, name in zip(shapes, names, strict=True))
    return Student(net, shapes, own_modules.followed(str(FOLDER / net), wanted))
