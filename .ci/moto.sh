#!/usr/bin/env bash
# Deploys the stateful template into moto's CloudFormation and uses what was made; needs Python 3, and no AWS account.
set -euo pipefail
cd "$(dirname "$0")/.."
venv=${INCREATOR_MOTO_VENV:-$(mktemp -d)}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
"$venv/bin/pip" install --quiet --disable-pip-version-check 'moto[cloudformation,s3,sqs,kms]==5.2.5'

INCREATOR_STAGE=prod npx cdk synth --quiet --no-notices --output "$work"
AWS_ACCESS_KEY_ID=moto AWS_SECRET_ACCESS_KEY=moto \
  "$venv/bin/python" .ci/moto_deploy.py "$work/InCreator-prod-Data.template.json"
