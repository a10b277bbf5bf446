"""Writes the rows of a select to a spreadsheet as Python programs do that care for memory: a
server-side cursor of psycopg2, then XlsxWriter with constant_memory or openpyxl with write_only. The
peer of `./run bench export`.

Reads what to do as JSON from standard input and writes what it came to as JSON."""

import datetime
import decimal
import json
import os
import resource
import sys
import time

import psycopg2

SHEET = 1_048_574


def xlsxwriter_sheets(path):
    import xlsxwriter

    book = xlsxwriter.Workbook(path, {"constant_memory": True, "default_date_format": "yyyy-mm-dd"})
    money = book.add_format({"num_format": "#,##0.00"})

    def sheet(titles):
        page = book.add_worksheet()
        page.write_row(0, 0, titles)
        number = 0

        def write(row):
            nonlocal number
            number += 1
            for column, value in enumerate(row):
                if isinstance(value, decimal.Decimal):
                    page.write_number(number, column, value, money)
                elif isinstance(value, datetime.date):
                    page.write_datetime(number, column, value)
                elif isinstance(value, int):
                    page.write_number(number, column, value)
                elif value is not None:
                    page.write_string(number, column, value)

        return write

    return sheet, book.close


def openpyxl_sheets(path):
    import openpyxl

    book = openpyxl.Workbook(write_only=True)

    def sheet(titles):
        page = book.create_sheet()
        page.append(titles)
        return page.append

    return sheet, lambda: book.save(path)


def main():
    order = json.load(sys.stdin)
    begun = time.monotonic()
    sheet, close = {"xlsxwriter": xlsxwriter_sheets, "openpyxl": openpyxl_sheets}[order["library"]](
        order["file"]
    )
    connection = psycopg2.connect(order["dsn"])
    cursor = connection.cursor(name="rows")
    cursor.itersize = 2000
    cursor.execute(order["select"])
    rows = 0
    for row in cursor:
        if rows % SHEET == 0:
            write = sheet([column.name for column in cursor.description])
        write(row)
        rows += 1
    close()
    used = resource.getrusage(resource.RUSAGE_SELF)
    # ru_maxrss would begin with what the parent had.
    with open("/proc/self/status") as status:
        peak = next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
    print(
        json.dumps(
            {
                "records": rows,
                "seconds": time.monotonic() - begun,
                "cpu": used.ru_utime + used.ru_stime,
                "memory": peak * 1024,
                "bytes": os.path.getsize(order["file"]),
            }
        )
    )


main()
