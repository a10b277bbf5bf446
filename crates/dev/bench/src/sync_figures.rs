//! The results of the rounds of a sync, as rows of the table.

use std::time::Duration;

use crate::{
    figures::{Row, Table, median, rate, seconds, share},
    meter::Spent,
};

/// The processes between Odoo and the table.
pub(crate) const PIPE: [&str; 4] = ["sync-worker", "core-api", "broker", "PostgreSQL"];

/// The time that a fast real Odoo needs per record, for pages of move lines.
pub(crate) const SLOW_MICROSECONDS: u64 = 100;

/// The same measurement when Odoo is the bottleneck.
pub(crate) struct Slow {
    pub(crate) fetch: Spent,
    pub(crate) snapshot: Spent,
}

/// The results of every round, by kind of work.
#[derive(Default)]
pub(crate) struct Rounds {
    pub(crate) fetch: Vec<Spent>,
    pub(crate) snapshot: Vec<Spent>,
    pub(crate) copy: Vec<Spent>,
    pub(crate) copy_at_once: Vec<Spent>,
    pub(crate) upsert: Vec<Spent>,
}

pub(crate) fn compare(table: &mut Table, records: u64, rounds: &Rounds, slow: &Slow) {
    let (ours, peer) = (slow.snapshot.wall, slow.fetch.wall);
    table.row(
        Row::new(
            format!(
                "first load from an Odoo that gives {} records a second at most, against the \
                 same pages fetched and thrown away, wall",
                1_000_000 / SLOW_MICROSECONDS
            ),
            rate(records, ours),
            rate(records, peer),
        )
        .at_least(share(peer, ours), 0.9),
    );
    let ours = median_wall(&rounds.snapshot);
    let peer = median_wall(&rounds.fetch);
    table.row(
        Row::new(
            "the same from an Odoo that answers at once",
            rate(records, ours),
            rate(records, peer),
        )
        .ratio(share(peer, ours)),
    );
    let mut against = |work: &str, peer: &[Spent], target: f64| {
        let peer = median_wall(peer);
        let ratio = share(peer, ours);
        table.row(Row::new(work, rate(records, ours), rate(records, peer)).at_least(ratio, target));
    };
    against(
        "first load against `COPY` of the same rows, commit per 1,000, wall",
        &rounds.copy,
        0.35,
    );
    against(
        "first load against `COPY` of the same rows, one transaction, wall",
        &rounds.copy_at_once,
        0.35,
    );
    let ours = median_cpu(&rounds.snapshot, &PIPE);
    let peer = median_cpu(&rounds.upsert, &["bench", "PostgreSQL"]);
    table.row(
        Row::new(
            "CPU of worker, broker, core-api and PostgreSQL against the bare staged upsert",
            seconds(ours),
            seconds(peer),
        )
        .at_most(share(ours, peer), 2.0),
    );
    let alone = median_cpu(&rounds.snapshot, &["PostgreSQL"]);
    let copy = median_cpu(&rounds.copy, &["PostgreSQL"]);
    table.row(
        Row::new(
            "PostgreSQL's part of it against that of `COPY`, CPU",
            seconds(alone),
            seconds(copy),
        )
        .ratio(share(alone, copy)),
    );
}

pub(crate) fn resent(table: &mut Table, records: u64, again: &Spent, rounds: &Rounds) {
    table.row(
        Row::new(
            "a second snapshot, nothing changed, against `COPY`, CPU of core-api and PostgreSQL",
            seconds(again.sum(&["core-api", "PostgreSQL"])),
            seconds(median_cpu(&rounds.copy, &["bench", "PostgreSQL"])),
        )
        .ratio(share(
            again.sum(&["core-api", "PostgreSQL"]),
            median_cpu(&rounds.copy, &["bench", "PostgreSQL"]),
        )),
    );
    table.row(Row::new(
        "the same, wall",
        rate(records, again.wall),
        rate(records, median_wall(&rounds.copy)),
    ));
}

pub(crate) fn notes(table: &mut Table, rounds: &Rounds) {
    let line = |what: &str, spent: &[Spent], names: &[&str]| {
        let parts: Vec<_> = names
            .iter()
            .map(|name| format!("{name} {}", seconds(median_cpu(spent, &[name]))))
            .collect();
        let walls: Vec<_> = spent.iter().map(|spent| seconds(spent.wall)).collect();
        format!(
            "{what}: wall {}; CPU {}.",
            walls.join(", "),
            parts.join(", ")
        )
    };
    let services = [
        "sync-worker",
        "core-api",
        "broker",
        "PostgreSQL",
        "PostgreSQL's writers",
        "odoo-sim",
        "bench",
    ];
    let bare = ["bench", "PostgreSQL", "PostgreSQL's writers"];
    table.note(line("First load", &rounds.snapshot, &services));
    table.note(line(
        "Fetched and thrown away",
        &rounds.fetch,
        &["bench", "odoo-sim"],
    ));
    table.note(line("`COPY`, commit per 1,000", &rounds.copy, &bare));
    table.note(line("`COPY`, one transaction", &rounds.copy_at_once, &bare));
    table.note(line(
        "Staged upsert, commit per 1,000",
        &rounds.upsert,
        &bare,
    ));
    table.note(
        "Broker and PostgreSQL's writers are those of the whole server: other work there counts.",
    );
}

pub(crate) fn median_wall(spent: &[Spent]) -> Duration {
    median(&spent.iter().map(|spent| spent.wall).collect::<Vec<_>>())
}

pub(crate) fn median_cpu(spent: &[Spent], names: &[&str]) -> Duration {
    median(
        &spent
            .iter()
            .map(|spent| spent.sum(names))
            .collect::<Vec<_>>(),
    )
}
