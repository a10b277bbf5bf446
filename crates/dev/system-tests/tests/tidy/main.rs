//! The house rules, checked against the files of this checkout. A failure lists every place and
//! says how to correct it. The tests start no server and build no service.

#![expect(
    clippy::unwrap_used,
    reason = "a rule that cannot read its files fails"
)]

mod alerts;
mod code;
mod dashboards;
mod deployment;
mod documents;
mod edges;
mod environment;
mod events;
mod forbidden;
mod manifests;
mod metrics;
mod migrations;
mod modules;
mod money;
mod names;
mod product_only;
mod routes;
mod sizes;
mod statements;
mod tree;
mod verdict;
