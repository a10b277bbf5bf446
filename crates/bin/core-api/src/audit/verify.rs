//! Computes every hash of the record again. The functions of the database are not used: who can
//! change rows can change them too.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};
use sql::queries::core_api::audit::read::{self, Chain};
use store::Pool;

use crate::hexadecimal::hexadecimal;

const AT_ONCE: i64 = 1000;

/// The last row of an unbroken record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    pub number: i64,
    /// In hexadecimal.
    pub sha256: String,
}

#[derive(Debug, PartialEq, Eq)]
pub enum Verdict {
    /// None if nothing is recorded yet.
    Whole(Option<Head>),
    /// The first row that is not as it was written, and what is wrong.
    Broken { number: i64, problem: &'static str },
}

/// Checks the record. With a head that was noted earlier, also finds that its end was cut off or
/// written again.
pub async fn verify(pool: &Pool, expected: Option<&Head>) -> Result<Verdict, store::Error> {
    let client = pool.get().await?;
    let (mut number, mut previous) = (0, Vec::new());
    loop {
        let rows = read::chain()
            .bind(&*client, &number, &AT_ONCE)
            .all()
            .await?;
        if rows.is_empty() {
            break;
        }
        for row in rows {
            if let Some(problem) = problem(&row, number, &previous, expected) {
                return Ok(Verdict::Broken {
                    number: number + 1,
                    problem,
                });
            }
            number = row.number;
            previous = row.sha256;
        }
    }
    if expected.is_some_and(|head| head.number > number) {
        return Ok(Verdict::Broken {
            number: number + 1,
            problem: "it is missing",
        });
    }
    let head = (number > 0).then(|| Head {
        number,
        sha256: hexadecimal(&previous),
    });
    Ok(Verdict::Whole(head))
}

fn problem(
    row: &Chain,
    number: i64,
    previous: &[u8],
    expected: Option<&Head>,
) -> Option<&'static str> {
    if row.number != number + 1 {
        return Some("it is missing");
    }
    if row.previous_sha256 != previous {
        return Some("it does not follow the row before it");
    }
    if row.sha256 != hash(row) {
        return Some("its values do not have its hash");
    }
    let at_head = expected.filter(|head| head.number == row.number);
    at_head
        .is_some_and(|head| head.sha256 != hexadecimal(&row.sha256))
        .then_some("its hash is not the one that was noted")
}

/// As `ops.audit_sha256` computes it.
fn hash(row: &Chain) -> Vec<u8> {
    let mut text = String::new();
    for value in [
        Some(row.number.to_string().as_str()),
        Some(row.at.to_string().as_str()),
        Some(&row.actor),
        row.actor_name.as_deref(),
        Some(&row.action),
        row.object.as_deref(),
        row.before.as_deref(),
        row.after.as_deref(),
        row.reason.as_deref(),
        row.address.as_deref(),
        row.user_agent.as_deref(),
        row.trace_id.as_deref(),
    ] {
        match value {
            Some(value) => {
                let _ = write!(text, "{}:{value};", value.chars().count());
            }
            None => text.push_str("-;"),
        }
    }
    Sha256::new()
        .chain_update(&row.previous_sha256)
        .chain_update(text)
        .finalize()
        .to_vec()
}
