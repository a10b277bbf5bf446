#!/bin/sh
# Makes the users of the services and the virtual host `espejo`, and sets the rights of each user, as
# permissions.json beside this file has them. It may run again at any time: it sets the passwords that
# it finds, and the rights of this release. A password is in the variable, such as
# ESPEJO_CORE_BROKER_PASSWORD, or in the file that ESPEJO_CORE_BROKER_PASSWORD_FILE names.
#
# It deletes the user `guest`, whose password is known.
#
# It needs rabbitmqctl with access to the node.
set -eu

password() {
    eval "value=\${$1:-} file=\${$1_FILE:-}"
    [ -n "$value" ] || [ -z "$file" ] || value=$(cat -- "$file")
    [ -n "$value" ] || { echo "$1 is missing (nor is $1_FILE set)" >&2; exit 1; }
    printf '%s\n' "$value"
}

core=$(password ESPEJO_CORE_BROKER_PASSWORD)
sync=$(password ESPEJO_SYNC_BROKER_PASSWORD)
export=$(password ESPEJO_EXPORT_BROKER_PASSWORD)
scheduler=$(password ESPEJO_SCHEDULER_BROKER_PASSWORD)

folder=$(dirname -- "$0")
users=$(rabbitmqctl -q list_users)

exists() {
    printf '%s\n' "$users" | grep -q "^$1[[:space:]]"
}

# The password goes through standard input: others can read the arguments of a process.
user() {
    if exists "$1"; then
        printf '%s\n' "$2" | rabbitmqctl -q change_password "$1" >/dev/null
    else
        printf '%s\n' "$2" | rabbitmqctl -q add_user "$1" >/dev/null
    fi
}

user espejo_core "$core"
user espejo_sync "$sync"
user espejo_export "$export"
user espejo_scheduler "$scheduler"
if exists guest; then
    rabbitmqctl -q delete_user guest
fi
rabbitmqctl -q import_definitions "$folder/permissions.json" >/dev/null
echo "the users of the services and their rights are set"
