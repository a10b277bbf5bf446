//! The house rules, read from the files of this checkout. A failure lists every place and says
//! what to do about it. They start no server and build no service.

#![expect(
    clippy::unwrap_used,
    reason = "a rule that cannot read its files fails"
)]

mod code;
mod documents;
mod edges;
mod environment;
mod events;
mod forbidden;
mod manifests;
mod modules;
mod money;
mod names;
mod product_only;
mod sizes;
mod tree;
mod verdict;
