"""Deploys every synthesised stack into moto and uses what it made, without an AWS account.

Usage: python .ci/moto_deploy <folder of the synthesis> <what .ci/moto-expected.ts printed>
Prints what moto could not hold, each check, and `moto: N passed, N failed`. Ends with 1 when a check fails.
"""

import json
import sys
import warnings
from pathlib import Path

# What makes the types that moto's CloudFormation lacks, and the checks: importing them registers them.
import check_api  # noqa: F401
import check_data  # noqa: F401
import check_functions  # noqa: F401
import check_rights  # noqa: F401
import check_watch  # noqa: F401
import taught_compute  # noqa: F401
import taught_data  # noqa: F401
import taught_edge  # noqa: F401
from moto import mock_aws
from stacks import deploy_all, report
from world import World, run_checks


@mock_aws(config={"lambda": {"use_docker": False}})
def main(folder: str, expected: str) -> int:
    world_expected = json.loads(Path(expected).read_text())
    deployed = deploy_all(Path(folder), world_expected["stage"]["name"])
    report(deployed)
    return 1 if run_checks(World(deployed, world_expected)) else 0


if __name__ == "__main__":
    # What it can not hold is told by the report.
    warnings.filterwarnings("ignore", message="Tried to parse")
    sys.exit(main(*sys.argv[1:]))
