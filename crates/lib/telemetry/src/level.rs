//! Levels of lines that libraries log about their peers. Their own level is too high: anybody who
//! sends garbage to a port, and every migration, would fill the log.

use tracing::Level;

/// Targets, the most important level that their lines may have, and why.
const QUIET: [(&str, Level); 3] = [
    // Notices of PostgreSQL, such as "relation already exists, skipping".
    ("tokio_postgres", Level::DEBUG),
    // A client that sends no HTTP, or goes away in the middle of an answer.
    ("actix_http::h1", Level::DEBUG),
    ("actix_http::h2", Level::DEBUG),
];

/// The level of a line, given the level that its library chose.
pub(crate) fn of(target: &str, chosen: Level) -> Level {
    let quiet = QUIET.iter().find(|(prefix, _)| {
        let rest = target.strip_prefix(prefix);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
    });
    // The more verbose a level is, the greater it is.
    quiet.map_or(chosen, |(_, highest)| chosen.max(*highest))
}
