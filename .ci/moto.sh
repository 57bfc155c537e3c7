#!/usr/bin/env bash
# Deploys every template into moto; needs Python 3, and no AWS account.
set -euo pipefail
cd "$(dirname "$0")/.."
venv=${INCREATOR_MOTO_VENV:-$(mktemp -d)}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
"$venv/bin/pip" install --quiet --disable-pip-version-check 'moto[all]==5.2.5'

# Each option on, so that every kind of resource is there; the account is moto's own.
export INCREATOR_STAGE=prod INCREATOR_ACCOUNT=123456789012
export INCREATOR_CORS_ORIGINS=https://app.increator.example INCREATOR_USAGE_TENANTS=acme:team,beta:free
INCREATOR_SCRAPER_IMAGE=scraper@sha256:$(printf '0%.0s' {1..64})
export INCREATOR_SCRAPER_IMAGE
npx cdk synth --quiet --no-notices --output "$work"
AWS_ACCESS_KEY_ID=moto AWS_SECRET_ACCESS_KEY=moto PYTHONDONTWRITEBYTECODE=1 \
  "$venv/bin/python" .ci/moto_deploy.py "$work" "$INCREATOR_STAGE"
