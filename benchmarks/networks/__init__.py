"""``python -m benchmarks.networks``: every classification network of torchvision and timm, held against `explain`."""
