"""The sentence model's vectors of many texts, kept on disk in parts, so that a run that was stopped goes on where it was."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np

PART = 10_000


def digest(texts: list[str]) -> str:
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()


def encoded(texts: list[str], teacher, folder: Path) -> np.ndarray:
    """float16; a part is named after its own texts, so that other texts never find it."""
    folder.mkdir(exist_ok=True, parents=True)
    return np.concatenate([_part(texts[at : at + PART], teacher, folder) for at in range(0, len(texts), PART)])


def _part(texts: list[str], teacher, folder: Path) -> np.ndarray:
    path = folder / f"{digest(texts)[:16]}.npy"
    if not path.exists():
        unfinished = path.with_suffix(".part.npy")
        np.save(unfinished, teacher.encode(texts).astype(np.float16))
        unfinished.rename(path)
        print(f"{len(texts)} texts encoded: {texts[0][:40]!r}", flush=True)
    return np.load(path)
