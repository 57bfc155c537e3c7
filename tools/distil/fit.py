"""Fits the rows of the table so that the sum over a text points where the sentence model points."""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp


@dataclass(frozen=True)
class Settings:
    epochs: int = 2
    batch: int = 1024
    rate: float = 0.004
    pull: float = 0.1  # towards the start, in units of a batch's mean loss
    temperature: float = 0.1  # of the neighbour distributions
    seed: int = 0


def gradient(summed: np.ndarray, target: np.ndarray, temperature: float) -> tuple[np.ndarray, float, float]:
    """Of 1 - cosine to the teacher, plus the divergence of the in-batch neighbour distributions; and both losses."""
    size = len(summed)
    length = np.maximum(np.linalg.norm(summed, axis=1, keepdims=True), 1e-6)
    unit = summed / length
    towards = -target / size
    far = 1 - float((unit * target).sum(1).mean())
    wanted, given = (target @ target.T) / temperature, (unit @ unit.T) / temperature
    for similar in (wanted, given):
        np.fill_diagonal(similar, -1e4)
        similar -= similar.max(1, keepdims=True)
    wanted_log = wanted - np.log(np.exp(wanted).sum(1, keepdims=True))
    given_log = given - np.log(np.exp(given).sum(1, keepdims=True))
    wanted = np.exp(wanted_log)
    apart = (np.exp(given_log) - wanted) / (size * temperature)
    np.fill_diagonal(apart, 0)
    towards = towards + (apart + apart.T) @ unit
    divergence = float((wanted * np.maximum(wanted_log - given_log, -50)).sum(1).mean())
    return (towards - unit * (towards * unit).sum(1, keepdims=True)) / length, far, divergence


def train(counts: sp.csr_matrix, target: np.ndarray, table: np.ndarray, settings: Settings, evaluate=None, every=400) -> np.ndarray:
    """Adam over the rows that a batch touches."""
    chance = np.random.default_rng(settings.seed)
    start = table.astype(np.float32)
    table = start.copy()
    mean, square = np.zeros_like(table), np.zeros_like(table)
    per_epoch, batch = counts.shape[0] // settings.batch, settings.batch
    steps, step, began, smooth = settings.epochs * per_epoch, 0, time.time(), None
    for _ in range(settings.epochs):
        order = chance.permutation(counts.shape[0])
        for at in range(per_epoch):
            texts = np.sort(order[at * batch : (at + 1) * batch])
            part, wanted = counts[texts], target[texts]
            used, places = np.unique(part.indices, return_inverse=True)
            local = sp.csr_matrix((part.data, places.astype(np.int32), part.indptr), shape=(len(texts), len(used)))
            rows = table[used]
            slope, *losses = gradient(local @ rows, wanted, settings.temperature)
            slope = local.T @ slope + settings.pull * (rows - start[used]) / batch
            step += 1
            mean[used] = 0.9 * mean[used] + 0.1 * slope
            square[used] = 0.98 * square[used] + 0.02 * slope * slope
            rate = settings.rate * min(1, step / 50) * max(0.05, 1 - step / steps)
            table[used] = rows - rate * (mean[used] / (1 - 0.9**step)) / (np.sqrt(square[used] / (1 - 0.98**step)) + 1e-8)
            smooth = np.array(losses) if smooth is None else 0.98 * smooth + 0.02 * np.array(losses)
            if step % every == 0 or step == steps:
                print(f"step {step}/{steps} cosine {smooth[0]:.4f} divergence {smooth[1]:.4f} {time.time() - began:.0f} s", flush=True)
                if evaluate:
                    evaluate(table)
    return table
