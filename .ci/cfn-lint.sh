#!/usr/bin/env bash
# Lints every template that CDK makes, for each stage and with each option; needs Python 3, and no AWS account.
set -euo pipefail
cd "$(dirname "$0")/.."
venv=${INCREATOR_CFN_LINT_VENV:-$(mktemp -d)}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

[ -x "$venv/bin/cfn-lint" ] || python3 -m venv "$venv"
"$venv/bin/pip" install --quiet --disable-pip-version-check cfn-lint==1.58.0

image=scraper@sha256:$(printf '0%.0s' {1..64})
INCREATOR_STAGE=dev npx cdk synth --quiet --no-notices --output "$work/dev"
INCREATOR_STAGE=prod INCREATOR_ACCOUNT=111122223333 INCREATOR_CORS_ORIGINS=https://app.increator.example \
  INCREATOR_SCRAPER_IMAGE=$image npx cdk synth --quiet --no-notices --output "$work/prod"
INCREATOR_STAGE=prod INCREATOR_REGIONS=us-east-1,eu-central-1 npx cdk synth --quiet --no-notices --output "$work/two"
mkdir "$work/frankfurt" && mv "$work/two"/*eu-central-1*.template.json "$work/frankfurt"

# W3005: CDK makes each function wait for its role's policies, and so for the role that it refers to anyway.
for region in us-east-1:dev us-east-1:prod us-east-1:two eu-central-1:frankfurt; do
  "$venv/bin/cfn-lint" --regions "${region%%:*}" --ignore-checks W3005 -- "$work/${region##*:}"/*.template.json
done
echo "cfn-lint: $(ls "$work"/*/*.template.json | wc -l) templates are clean"
