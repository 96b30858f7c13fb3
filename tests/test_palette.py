"""The colours of labels: legible, and told apart by every kind of colour vision."""

from itertools import combinations

import numpy as np
import pytest

from bpextract.labels import LABELS

COLORS = {label.name: label.color for label in LABELS}

# How dichromats see linear RGB: Machado, Oliveira, Fernandes (2009), severity 1.
VISION = {
    "normal": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
}
XYZ = np.array([[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.072175], [0.0193339, 0.119192, 0.9503041]])
WHITE = XYZ.sum(axis=1)


def linear(color):
    parts = np.array([int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def lab(rgb):
    scaled = XYZ @ np.clip(rgb, 0, 1) / WHITE
    x, y, z = np.where(scaled > 216 / 24389, np.cbrt(scaled), (24389 / 27 * scaled + 16) / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("color", COLORS.values())
def test_black_text_on_every_colour_has_the_contrast_of_wcag_aaa(color):
    assert (XYZ[1] @ linear(color) + 0.05) / 0.05 >= 7


@pytest.mark.parametrize("vision", VISION)
def test_any_two_colours_are_told_apart(vision):
    seen = {label: lab(np.array(VISION[vision]) @ linear(color)) for label, color in COLORS.items()}
    for a, b in combinations(seen, 2):
        assert np.linalg.norm(seen[a] - seen[b]) >= 25, (a, b)  # CIE76; 2.3 is just noticeable
