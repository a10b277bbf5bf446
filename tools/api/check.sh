#!/usr/bin/env bash
# Checks docs/openapi.json: no warning of the linter, and a client in TypeScript that uses every
# operation compiles. What is installed and generated is in target/api-checks.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")"
document=$PWD/../../docs/openapi.json
work=${CARGO_TARGET_DIR:-$PWD/../../target}/api-checks
mkdir -p "$work/generated"
cp package.json package-lock.json redocly.yaml tsconfig.json usage.ts make-client.mjs "$work"
cd "$work"

if ! cmp -s package-lock.json node_modules/installed; then
    npm ci --no-audit --no-fund --silent
    cp package-lock.json node_modules/installed
fi
export REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true
npx --no-install redocly lint --config redocly.yaml "$document"
npx --no-install openapi-typescript "$document" --default-non-nullable false \
    --output generated/schema.d.ts
node make-client.mjs "$document" generated/client.ts
npx --no-install tsc --project .
