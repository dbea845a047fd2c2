#!/usr/bin/python3
"""Makes pred_probs.npy and indices.txt of the sample; how and with what result is in README.md.

    make_probabilities.py [--from FOLDER] [--out FOLDER]

Needs python3-numpy and python3-sklearn. Not part of the build: what it writes is committed.

    10,000 test images --5 folds-->  each fold predicted by a model that was trained on the other four folds
                                     and on 20,000 of the training images, never on an image of the fold itself
    pixels -> gradient histograms + coarse pixels -> PCA -> Gaussian kernel (Nystroem) -> multinomial logistic regression
"""
import argparse
import gzip
import os
import pathlib
import random
import time

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # sums in one order, so that a second run agrees

import numpy as np
import sklearn
from sklearn.decomposition import PCA
from sklearn.kernel_approximation import Nystroem
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold
from sklearn.pipeline import make_pipeline

SEED = 20260101
FOLDS = 5
TRAINING_IMAGES = 20_000
SAMPLE_PER_CLASS = 200


def read_idx(path):
    """The array of an idx file of unsigned bytes: 2 zero bytes, type, number of dimensions, sizes (big-endian)."""
    data = gzip.decompress(path.read_bytes())
    sizes = np.frombuffer(data, ">u4", count=data[3], offset=4)
    return np.frombuffer(data, np.uint8, offset=4 + 4 * data[3]).reshape(sizes)


def gradient_histograms(images, cell, bins=9):
    """Histograms of oriented gradients (Dalal and Triggs, 2005): one per cell x cell pixels, neighbours shared
    linearly between two bins, each normalised by the energy of the 3 x 3 cells around it."""
    dy = np.zeros_like(images)
    dx = np.zeros_like(images)
    dy[:, 1:-1] = images[:, 2:] - images[:, :-2]
    dx[:, :, 1:-1] = images[:, :, 2:] - images[:, :, :-2]
    strength = np.hypot(dx, dy)
    angle = np.mod(np.arctan2(dy, dx), np.pi) * (bins / np.pi)
    lower = np.floor(angle).astype(np.int32) % bins
    share = angle - np.floor(angle)
    count, height, width = images.shape
    cells = np.zeros((count, height // cell, width // cell, bins), np.float32)
    for b in range(bins):
        weight = strength * (np.where(lower == b, 1 - share, 0) + np.where((lower + 1) % bins == b, share, 0))
        cells[..., b] = weight.reshape(count, height // cell, cell, width // cell, cell).sum(axis=(2, 4))
    energy = np.pad((cells**2).sum(axis=3), ((0, 0), (1, 1), (1, 1)), mode="edge")
    rows, columns = cells.shape[1:3]
    around = sum(energy[:, i : i + rows, j : j + columns] for i in range(3) for j in range(3))
    return (cells / np.sqrt(around + 1e-3)[..., None]).reshape(count, -1)


def features(images):
    images = images.astype(np.float32) / 255
    coarse = images.reshape(len(images), 14, 2, 14, 2).mean(axis=(2, 4)).reshape(len(images), -1)
    return np.hstack([gradient_histograms(images, 4), gradient_histograms(images, 7), 0.35 * coarse])


def model():
    return make_pipeline(
        PCA(160, random_state=SEED),
        Nystroem(kernel="rbf", gamma=0.02, n_components=1000, random_state=SEED),
        LogisticRegression(C=100, max_iter=300),
    )


def out_of_sample(train_x, train_y, test_x, test_y):
    probabilities = np.empty((len(test_y), 10))
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=SEED).split(test_x, test_y)
    for number, (others, fold) in enumerate(folds, start=1):
        begin = time.monotonic()
        fitted = model().fit(np.vstack([train_x, test_x[others]]), np.concatenate([train_y, test_y[others]]))
        probabilities[fold] = fitted.predict_proba(test_x[fold])
        right = (probabilities[fold].argmax(1) == test_y[fold]).mean()
        print(f"fold {number} of {FOLDS}: accuracy {right:.4f}, {time.monotonic() - begin:.0f} s", flush=True)
    return probabilities


def sample_indices(labels):
    """200 of each class, drawn with Python's own generator, in ascending order."""
    generator = random.Random(SEED)
    chosen = []
    for label in range(10):
        chosen += generator.sample([int(i) for i in np.flatnonzero(labels == label)], SAMPLE_PER_CLASS)
    return sorted(chosen)


def report(name, probabilities, labels):
    predicted = probabilities.argmax(1)
    given = probabilities[np.arange(len(labels)), labels]
    confidence = probabilities.max(1)
    edges = np.linspace(0, 1, 16)[1:-1]
    bin_of = np.digitize(confidence, edges)
    gap = sum((bin_of == b).mean() * abs(confidence[bin_of == b].mean() - (predicted == labels)[bin_of == b].mean())
              for b in np.unique(bin_of))
    print(f"{name}: accuracy {(predicted == labels).mean():.4f}, log loss {-np.log(given).mean():.4f}, "
          f"mean confidence {confidence.mean():.4f}, expected calibration error {gap:.4f} (15 bins)")


def main():
    here = pathlib.Path(__file__).parent
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--from", dest="folder", type=pathlib.Path,
                        default=pathlib.Path("/usr/share/datasets/fashion-mnist"))
    parser.add_argument("--out", type=pathlib.Path, default=here)
    arguments = parser.parse_args()
    print(f"numpy {np.__version__}, scikit-learn {sklearn.__version__}, seed {SEED}")

    train_y = read_idx(arguments.folder / "train-labels-idx1-ubyte.gz")
    part = np.sort(np.random.RandomState(SEED).permutation(len(train_y))[:TRAINING_IMAGES])
    train_x = features(read_idx(arguments.folder / "train-images-idx3-ubyte.gz")[part])
    test_x = features(read_idx(arguments.folder / "t10k-images-idx3-ubyte.gz"))
    test_y = read_idx(arguments.folder / "t10k-labels-idx1-ubyte.gz")

    probabilities = out_of_sample(train_x, train_y[part], test_x, test_y)
    indices = sample_indices(test_y)
    report("all 10,000", probabilities, test_y)
    report("the sample", probabilities[indices], test_y[indices])
    np.save(arguments.out / "pred_probs.npy", probabilities[indices].astype(np.float32))
    (arguments.out / "indices.txt").write_text("".join(f"{index}\n" for index in indices))


if __name__ == "__main__":
    main()
