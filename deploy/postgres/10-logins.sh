#!/bin/sh
# Run once by the postgres image in an empty data directory: the logins that the migrations
# would otherwise make without a password.
set -eu
psql -v ON_ERROR_STOP=1 -v password="$ESPEJO_LOGIN_PASSWORD" -U "$POSTGRES_USER" <<'SQL'
create role espejo_core login password :'password';
create role espejo_select login password :'password';
SQL
