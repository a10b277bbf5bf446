#!/bin/sh
# Makes the secrets of docker-compose.yml as files of a folder: deploy/secrets.sh FOLDER [--demo]
# A file that is there stays as it is. With --demo it also writes the password of the simulated Odoo.
#
# Back the folder up, and keep the copy apart from the backups of the databases.
set -eu

folder=${1:?the folder of the secrets is missing}
mkdir -p "$folder/odoo"
# Only the owner enters the folder. The files can be read by all, because each container that has one
# runs as a user of its own.
chmod 700 "$folder"
chmod 755 "$folder/odoo"
umask 022

random() {
    head -c 32 /dev/urandom | od -An -v -tx1 | tr -d ' \n'
}

# The name of the file and its text. It is complete when it has its name.
secret() {
    [ ! -e "$folder/$1" ] || return 0
    printf '%s\n' "$2" >"$folder/$1.new"
    mv "$folder/$1.new" "$folder/$1"
    echo "made $folder/$1"
}

secret postgres-password "$(random)"
secret migration-database-url \
    "postgres://espejo:$(cat "$folder/postgres-password")@postgres:5432/postgres?sslmode=disable"
for service in core export scheduler; do
    secret "$service-database-secret" "$(random)"
done
for service in core sync export scheduler; do
    secret "$service-broker-password" "$(random)"
    secret "$service-broker-url" \
        "amqp://espejo_$service:$(cat "$folder/$service-broker-password")@rabbitmq:5672/espejo"
done
secret secrets-key "$(head -c 32 /dev/urandom | base64)"
secret grafana-password "$(random)"
if [ "${2:-}" = --demo ]; then
    secret odoo/andina espejo
    secret odoo/pampa espejo
fi
