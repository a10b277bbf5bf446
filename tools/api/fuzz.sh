#!/usr/bin/env bash
# Calls every operation of a running API with generated requests, valid and invalid ones, and checks
# each answer against docs/openapi.json. Arguments: URL, host of the tenant, seconds, and a key if
# the requests have one. What is installed is in target/api-fuzz.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")"
here=$PWD url=$1 host=$2 seconds=$3 key=${4:-}
work=${CARGO_TARGET_DIR:-$here/../../target}/api-fuzz
mkdir -p "$(dirname "$work")"

# Two tests may install it at the same time.
exec 9>"$work.lock"
flock 9
if ! cmp -s requirements.txt "$work/installed"; then
    python3 -m venv "$work"
    "$work/bin/pip" install --quiet --disable-pip-version-check --requirement requirements.txt
    cp requirements.txt "$work/installed"
fi
flock --unlock 9
headers=(--header "Host: $host")
[ -z "$key" ] || headers+=(--header "Authorization: Bearer $key")
cd "$work"
exec bin/schemathesis --config-file "$here/schemathesis.toml" run "$here/../../docs/openapi.json" \
    --url "$url" "${headers[@]}" --max-time "$seconds" --workers 1 --checks all \
    --phases examples,coverage,fuzzing \
    --continue-on-failure --suppress-health-check all --no-color --seed 20261130
