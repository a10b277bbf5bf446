#!/bin/sh
# Makes the users of the services and the virtual host `espejo`, and sets the rights of each user, as
# permissions.json beside this file has them. It may run again at any time: it sets the passwords that
# it finds in the environment, and the rights of this release.
#
# It deletes the user `guest`, whose password is known.
#
# It needs rabbitmqctl with access to the node.
set -eu

: "${ESPEJO_CORE_BROKER_PASSWORD:?set it to the password of espejo_core}"
: "${ESPEJO_SYNC_BROKER_PASSWORD:?set it to the password of espejo_sync}"
: "${ESPEJO_EXPORT_BROKER_PASSWORD:?set it to the password of espejo_export}"
: "${ESPEJO_SCHEDULER_BROKER_PASSWORD:?set it to the password of espejo_scheduler}"

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

user espejo_core "$ESPEJO_CORE_BROKER_PASSWORD"
user espejo_sync "$ESPEJO_SYNC_BROKER_PASSWORD"
user espejo_export "$ESPEJO_EXPORT_BROKER_PASSWORD"
user espejo_scheduler "$ESPEJO_SCHEDULER_BROKER_PASSWORD"
if exists guest; then
    rabbitmqctl -q delete_user guest
fi
rabbitmqctl -q import_definitions "$folder/permissions.json" >/dev/null
echo "the users of the services and their rights are set"
