"""The model file: see lib/adapters/embedded/static-model.ts, which reads it."""

import json

import numpy as np


def quantise(table: np.ndarray, bits: int = 4) -> tuple[np.ndarray, np.ndarray]:
    """Symmetric levels with one scale a row, chosen among a few for the least squared error."""
    top = 2 ** (bits - 1) - 1
    widest = np.abs(table).max(1)
    error, scale = np.full(len(table), np.inf), np.zeros(len(table), np.float32)
    for factor in np.linspace(0.35, 1, 27) if bits < 8 else (1.0,):
        tried = np.maximum(widest * factor / top, 1e-12)
        levels = np.clip(np.rint(table / tried[:, None]), -top, top)
        squared = ((levels * tried[:, None] - table) ** 2).sum(1)
        better = squared < error
        error[better], scale[better] = squared[better], tried[better]
    levels = np.clip(np.rint(table / scale[:, None]), -top, top).astype(np.int8)
    scale[widest == 0] = 0
    return levels, scale.astype(np.float32)


def write(path, name, entries, pieces, costs, table, hashed, hashed_weight, piece_weight) -> int:
    levels, scale = quantise(table)
    vocabulary = "\n".join(entries).encode()
    header = dict(
        format=1, name=name, dimensions=table.shape[1], hashed=hashed, hashedWeight=hashed_weight,
        pieceWeight=piece_weight, rows=len(entries), pieces=pieces, vocabularyBytes=len(vocabulary),
    )
    head = json.dumps(header, separators=(",", ":")).encode()
    data = b"ICSE" + len(head).to_bytes(4, "little") + head + vocabulary + np.asarray(costs, np.uint8).tobytes()
    data += b"\0" * (-len(data) % 4) + scale.astype("<f4").tobytes()
    data += ((levels[:, 0::2] & 15) | ((levels[:, 1::2] & 15) << 4)).astype(np.uint8).tobytes()
    with open(path, "wb") as file:
        file.write(data)
    return len(data)
