"""Copies Odoo's records into PostgreSQL as Python programs usually do: XML-RPC pages, then
psycopg2's execute_values with an upsert, a transaction per page. The peer of `./run bench sync`.

Reads what to do as JSON from standard input and writes what it came to as JSON."""

import json
import resource
import sys
import time
import uuid
import xmlrpc.client

import psycopg2
from psycopg2.extras import Json, execute_values


def convert(value, kind):
    if kind == "boolean":
        return value
    if value is False:
        return None
    if kind == "json":
        return Json(value)
    if kind == "many2one" and isinstance(value, list):
        return value[0]
    return value


def main():
    order = json.load(sys.stdin)
    begun = time.monotonic()
    common = xmlrpc.client.ServerProxy(order["url"] + "/xmlrpc/2/common")
    models = xmlrpc.client.ServerProxy(order["url"] + "/xmlrpc/2/object")
    login = (order["database"], order["user"], order["password"])
    uid = common.authenticate(*login, {})

    def call(model, method, arguments, options):
        options["context"] = {"active_test": False, "tz": "UTC", "lang": "en_US"}
        return models.execute_kw(login[0], uid, login[2], model, method, arguments, options)

    connection = psycopg2.connect(order["dsn"])
    cursor = connection.cursor()
    cursor.execute("set time zone 'UTC'")
    run = str(uuid.uuid4())
    records = 0
    for model in order["models"]:
        name = model["model"]
        declared = call(name, "fields_get", [], {"attributes": ["type", "store"]})
        fields = [field for field in model["fields"] if declared.get(field, {}).get("store")]
        kinds = [declared[field]["type"] for field in fields]
        values = [field for field in fields if field != "id"]
        upsert = "insert into odoo.{} ({}, _read_at, _run) values %s on conflict (id) do update set {}".format(
            model["table"],
            ", ".join(fields),
            ", ".join(f"{field} = excluded.{field}" for field in values + ["_read_at", "_run"]),
        )
        template = "({}, now(), '{}')".format(", ".join(["%s"] * len(fields)), run)
        after = 0
        while True:
            page = call(
                name,
                "search_read",
                [[["id", ">", after]]],
                {"fields": fields, "order": "id", "limit": order["page"], "load": ""},
            )
            if not page:
                break
            rows = [
                tuple(convert(record[field], kind) for field, kind in zip(fields, kinds))
                for record in page
            ]
            execute_values(cursor, upsert, rows, template=template, page_size=order["page"])
            connection.commit()
            after = page[-1]["id"]
            records += len(page)
    seconds = time.monotonic() - begun
    spent = resource.getrusage(resource.RUSAGE_SELF)
    json.dump(
        {"records": records, "seconds": seconds, "cpu": spent.ru_utime + spent.ru_stime},
        sys.stdout,
    )


main()
