#!/usr/bin/env bash
# Calls every operation of a running API with generated requests, valid and invalid ones, and checks
# each answer against docs/openapi.json. Arguments: URL, host of the tenant, seconds, and a key if
# the requests have one. Without arguments, only what it needs is installed, in target/api-fuzz.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")"
here=$PWD
work=${CARGO_TARGET_DIR:-$here/../../target}/api-fuzz
mkdir -p "$(dirname "$work")"

# Two tests may install it at the same time.
exec 9>"$work.lock"
flock 9
if ! cmp -s requirements.txt "$work/installed"; then
    python3 -m venv "$work"
    "$work/bin/pip" install --quiet --disable-pip-version-check --require-hashes \
        --requirement requirements.txt
    cp requirements.txt "$work/installed"
fi
flock --unlock 9
[ $# -gt 0 ] || exit 0
url=$1 host=$2 seconds=$3 key=${4:-}
headers=(--header "Host: $host")
[ -z "$key" ] || headers+=(--header "Authorization: Bearer $key")
cd "$work"
# Without the stateful phase, which takes ids from answers: after some seconds it revokes the very
# key that it calls with, and from then on every answer is 401.
exec bin/schemathesis --config-file "$here/schemathesis.toml" run "$here/../../docs/openapi.json" \
    --url "$url" "${headers[@]}" --max-time "$seconds" --workers 1 --checks all \
    --phases examples,coverage,fuzzing \
    --continue-on-failure --suppress-health-check all --no-color --seed 20261130
