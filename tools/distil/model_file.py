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


def packed(levels: np.ndarray, bits: int) -> np.ndarray:
    """Two's complement, lowest bits first, eight values in `bits` bytes."""
    ones = (levels[..., None] >> np.arange(bits)) & 1
    return np.packbits(ones.reshape(len(levels), -1).astype(np.uint8), axis=1, bitorder="little")


def unpacked(rows: np.ndarray, bits: int) -> np.ndarray:
    ones = np.unpackbits(rows, axis=1, bitorder="little").reshape(len(rows), -1, bits).astype(np.int8)
    weights = np.array([1 << bit for bit in range(bits - 1)] + [-(1 << (bits - 1))], np.int8)
    return ones @ weights


def write(path, name, entries, pieces, costs, table, hashed, hashed_weight, piece_weight, bits) -> int:
    levels, scale = quantise(table, bits)
    vocabulary = "\n".join(entries).encode()
    header = dict(
        format=2, name=name, dimensions=table.shape[1], bits=bits, hashed=hashed, hashedWeight=hashed_weight,
        pieceWeight=piece_weight, rows=len(entries), pieces=pieces, vocabularyBytes=len(vocabulary),
    )
    head = json.dumps(header, separators=(",", ":")).encode()
    data = b"ICSE" + len(head).to_bytes(4, "little") + head + vocabulary + np.asarray(costs, np.uint8).tobytes()
    data += b"\0" * (-len(data) % 4) + scale.astype("<f4").tobytes() + packed(levels, bits).tobytes()
    with open(path, "wb") as file:
        file.write(data)
    return len(data)
