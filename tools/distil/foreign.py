"""Rows for what the sentence model cannot read."""

from __future__ import annotations

import numpy as np

from text_pipeline import TextReader


def add_glossed(entries, costs, table, counts, found, silent_words):
    """Rows for what the teacher cannot read, put where their English gloss is; silent rows for foreign function words."""
    reader = TextReader(entries, 0, costs)
    common = set(sorted(counts, key=lambda w: -counts[w])[:3000])
    entries, rows = list(entries), [row for row in table]
    place = {e: i for i, e in enumerate(entries)}
    lengths = np.linalg.norm(table, axis=1)
    for entry, gloss in found.items():
        if (entry in counts and entry.isascii() and entry in place) or (len(entry) < 2 and entry.isascii()):
            continue  # English has this word
        direction, used = np.zeros(table.shape[1], np.float32), []
        for text, weight in gloss:
            at = reader.read(text)[0]
            vector = table[at].sum(0) if at else direction * 0
            if np.linalg.norm(vector) > 0:
                direction += weight * vector / np.linalg.norm(vector)
                used += at
        if not used:
            continue
        row = direction / max(np.linalg.norm(direction), 1e-9) * float(np.median(lengths[used]))
        if entry in place:
            rows[place[entry]] = row
        else:
            place[entry] = len(entries)
            entries.append(entry)
            rows.append(row)
    for word in sorted(silent_words - common):
        if word in place:
            rows[place[word]] = np.zeros(table.shape[1], np.float32)
        else:
            place[word] = len(entries)
            entries.append(word)
            rows.append(np.zeros(table.shape[1], np.float32))
    return entries, np.concatenate([costs, np.zeros(len(entries) - len(costs), np.uint8)]), np.array(rows, np.float32)


