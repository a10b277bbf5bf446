//! Money is decimal everywhere. In crates that handle money, every use of floats needs a reason.

use crate::{
    code,
    tree::{self, Text},
    verdict,
};

/// The crates that handle money.
const CRATES: &[&str] = &[
    "contracts",
    "core-api",
    "export-worker",
    "odoo",
    "reports",
    "store",
    "sync-worker",
];

/// Files with floats, and what the floats hold.
const FLOATS: &[(&str, &str)] = &[
    (
        "crates/bin/core-api/src/http/accept.rs",
        "the weights of the media types in Accept",
    ),
    (
        "crates/bin/core-api/src/http/asset.rs",
        "the weights of the codings in Accept-Encoding",
    ),
    (
        "crates/bin/core-api/src/http/language.rs",
        "the weights of the languages in Accept-Language",
    ),
    (
        "crates/bin/core-api/src/http/objects.rs",
        "names of methods of a deserializer",
    ),
    (
        "crates/bin/core-api/src/http/observe.rs",
        "seconds of a request in a metric",
    ),
    (
        "crates/bin/core-api/src/http/metrics.rs",
        "seconds of a request in a metric",
    ),
    (
        "crates/bin/core-api/src/upkeep/gauges.rs",
        "seconds of lag in a metric",
    ),
    (
        "crates/lib/store/src/databases/metrics.rs",
        "seconds of a wait for a connection in a metric",
    ),
    (
        "crates/lib/store/src/transaction/metrics.rs",
        "seconds of a transaction in a metric",
    ),
    (
        "crates/bin/export-worker/src/metrics.rs",
        "seconds of an export in a metric",
    ),
    (
        "crates/bin/export-worker/src/formats/paper.rs",
        "heights on a page",
    ),
    (
        "crates/bin/export-worker/src/formats/paper/canvas.rs",
        "positions on a page",
    ),
    (
        "crates/bin/export-worker/src/formats/paper/draw.rs",
        "positions on a page",
    ),
    (
        "crates/bin/export-worker/src/formats/paper/draw/summary.rs",
        "positions on a page",
    ),
    (
        "crates/bin/export-worker/src/formats/paper/flow.rs",
        "heights on a page",
    ),
    (
        "crates/bin/export-worker/src/formats/paper/font.rs",
        "units of a font",
    ),
    (
        "crates/bin/export-worker/src/formats/paper/frame.rs",
        "positions on a page",
    ),
    (
        "crates/bin/export-worker/src/formats/paper/grid.rs",
        "column widths",
    ),
    (
        "crates/bin/export-worker/src/formats/paper/item.rs",
        "heights on a page",
    ),
    (
        "crates/bin/export-worker/src/formats/paper/lines.rs",
        "heights on a page",
    ),
    (
        "crates/bin/export-worker/src/formats/paper/page.rs",
        "sizes of paper",
    ),
    (
        "crates/bin/export-worker/src/formats/paper/pay.rs",
        "positions on a page",
    ),
    (
        "crates/bin/export-worker/src/formats/paper/tests.rs",
        "positions on a page",
    ),
    (
        "crates/bin/export-worker/src/formats/paper/text.rs",
        "widths of characters",
    ),
    (
        "crates/bin/export-worker/src/formats/workbook/book.rs",
        "row heights",
    ),
    (
        "crates/bin/export-worker/src/formats/workbook/numbers.rs",
        "cells of a workbook, whose format has no decimals",
    ),
    (
        "crates/bin/export-worker/src/formats/workbook/sheet.rs",
        "column widths and row heights",
    ),
    (
        "crates/bin/export-worker/src/formats/workbook/tests.rs",
        "the serial dates of a workbook",
    ),
    (
        "crates/lib/odoo/src/protocol/xml_rpc/encode.rs",
        "checks whether a number in a request is an integer",
    ),
    (
        "crates/bin/sync-worker/src/standing.rs",
        "whether and when calls ended, or NaN",
    ),
    (
        "crates/bin/sync-worker/src/metrics.rs",
        "seconds of a call in a metric",
    ),
];

#[test]
fn money_code_uses_no_floats() {
    let mut found = Vec::new();
    let mut excused = Vec::new();
    let files = tree::rust_files().into_iter().filter(|file| {
        file.in_src() && file.crate_name().is_some_and(|name| CRATES.contains(&name))
    });
    for file in files {
        let lines = lines_with_floats(&file);
        if lines.is_empty() {
            continue;
        }
        if FLOATS.iter().any(|(path, _)| *path == file.path) {
            excused.push(file.path);
        } else {
            found.extend(lines);
        }
    }
    let listed = FLOATS.iter().map(|(path, _)| *path);
    found.extend(verdict::stale(listed, |path| {
        excused.iter().any(|excused| excused == path)
    }));
    verdict::none(
        &found,
        "Use rust_decimal::Decimal or the digits as text. If it is not money (seconds in a \
         metric), add the file and what it counts to the list in \
         crates/dev/system-tests/tests/tidy/money.rs.",
    );
}

fn lines_with_floats(file: &Text) -> Vec<String> {
    file.code()
        .lines()
        .filter(|(_, line)| {
            code::words(line).any(|(_, word)| word.contains("f64") || word.contains("f32"))
        })
        .map(|(number, line)| format!("{}:{number} {}", file.path, line.trim()))
        .collect()
}
