#!/usr/bin/env bash
# Checks the chart deploy/helm/espejo: values, templates and what they make, with the schemas of
# Kubernetes; also with Helm itself if it is installed. What is installed is in target/chart-checks.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")"
chart=$PWD/../../deploy/helm/espejo
work=${CARGO_TARGET_DIR:-$PWD/../../target}/chart-checks
mkdir -p "$(dirname "$work")"

if ! cmp -s requirements.txt "$work/installed"; then
    python3 -m venv "$work"
    "$work/bin/pip" install --quiet --disable-pip-version-check --require-hashes \
        --requirement requirements.txt
    cp requirements.txt "$work/installed"
fi
export GOCACHE=$work/go-cache GOTOOLCHAIN=local
"$work/bin/python" check.py "$chart" "$work/bin/go" "$PWD/render.go"

command -v helm >/dev/null || { echo "helm is not installed: its own linter is left out"; exit 0; }
for values in "$chart"/examples/*.yaml; do
    helm lint --strict --values "$values" "$chart"
    helm template espejo "$chart" --values "$values" >/dev/null
done
