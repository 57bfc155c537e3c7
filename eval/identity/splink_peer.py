"""Splink as its documentation advises, over the same people, halves and blocks as our own matching.
https://moj-analytical-services.github.io/splink/. One JSON a line in, one out: `{columns, blocks, keepsApart, train, test}`,
where a record has `unique_id`, `source_dataset` and its columns; answers `[[a, b, probability]]` of the test's pairs."""

import json
import logging
import sys
import warnings

import pyarrow
import splink.comparison_library as comparisons
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

logging.getLogger("splink").setLevel(logging.ERROR)
warnings.filterwarnings("ignore")
# Winkler's cuts, as our own matching has them.
LEVELS = [0.92, 0.8]


def settings(task, trained=None):
    def column(name):
        return comparisons.JaroWinklerAtThresholds(name, LEVELS).configure(term_frequency_adjustments=True)

    return trained or SettingsCreator(
        link_type="link_only" if task["keepsApart"] else "dedupe_only",
        comparisons=[column(name) for name in task["columns"]],
        blocking_rules_to_generate_predictions=[block_on(name) for name in task["blocks"]],
    )


def linker(task, records, trained=None):
    api = DuckDBAPI()
    by_source = {}
    for record in records:
        by_source.setdefault(record["source_dataset"] if task["keepsApart"] else "records", []).append(record)
    names = [key for key in records[0] if key != "source_dataset"]
    tables = []
    for source, rows in by_source.items():
        columns = {name: pyarrow.array([row[name] for row in rows], pyarrow.string()) for name in names}
        tables.append(api.register(pyarrow.table(columns), dataset_display_name=source))
    return Linker(tables if len(tables) > 1 else tables[0], settings(task, trained), log_level=logging.ERROR)


def answer(task):
    learning = linker(task, task["train"])
    training = learning.training
    training.estimate_probability_two_random_records_match([block_on(*task["columns"][:2])], recall=0.7)
    training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for name in task["blocks"]:
        training.estimate_parameters_using_expectation_maximisation(block_on(name), record_sample_proportion=1.0)
    trained = learning.misc.save_model_to_json()
    pairs = linker(task, task["test"], trained).inference.predict()
    return [
        [row["unique_id_l"], row["unique_id_r"], row["match_probability"]] for row in pairs.as_record_list()
    ]


for line in sys.stdin:
    try:
        print(json.dumps({"value": answer(json.loads(line))}), flush=True)
    except Exception as error:  # One answer for each request, whatever happens.
        print(json.dumps({"error": repr(error)}), flush=True)
