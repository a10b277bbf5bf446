//! Detects that Odoo was restored to an earlier state: known records must not be older now, and the
//! latest of them must not all be gone. This is checked before anything is read, because an earlier
//! state would look like deletions.
//!
//! A restore takes back every record that was written later. So an older record proves nothing if
//! another, written as late or later, is unchanged: then a person corrected a date.

use std::collections::BTreeMap;

use contracts::sync::{Landmark, ModelRequest};
use jiff::{SignedDuration, Timestamp};
use odoo::{Cell, Record};

use crate::{books::Source, cell, ended::Ended, failure::Failure};

/// If at least this many records are all gone, it is no accident.
const ENOUGH: usize = 10;

/// Fails if the landmarks of any model show an earlier state. `tolerance` is for a lagging replica.
pub(crate) async fn check(
    source: &Source,
    models: &[ModelRequest],
    tolerance: SignedDuration,
) -> Result<(), Ended> {
    for request in models.iter().filter(|model| !model.landmarks.is_empty()) {
        let ids: Vec<i64> = request.landmarks.iter().map(|known| known.id).collect();
        let found = match source.written(&request.model, &ids).await {
            Ok(Some(found)) => found,
            Ok(None) => continue,
            // Missing rights do not mean a restore; reading fails with its own error.
            Err(error) if error.lacks_rights() => {
                tracing::warn!(%error, odoo.model = request.model, "the landmarks of a model cannot be read");
                continue;
            }
            Err(error) => return Err(error.into()),
        };
        if let Some(evidence) = evidence(&request.landmarks, &seen(&found), tolerance) {
            return Err(Failure::restored(format!("{}: {evidence}", request.model)).into());
        }
    }
    Ok(())
}

fn seen(found: &[Record]) -> BTreeMap<i64, Option<Timestamp>> {
    let write_date = |record: &Record| match record.cells.last() {
        Some(Cell::Datetime(text)) => cell::instant(text.clone()).parse().ok(),
        _ => None,
    };
    found
        .iter()
        .map(|record| (record.id, write_date(record)))
        .collect()
}

fn evidence(
    known: &[Landmark],
    seen: &BTreeMap<i64, Option<Timestamp>>,
    tolerance: SignedDuration,
) -> Option<String> {
    let seen_at = |landmark: &Landmark| seen.get(&landmark.id).copied().flatten();
    // The latest write that is unchanged.
    let kept = known
        .iter()
        .filter(|landmark| seen_at(landmark) == Some(landmark.write_date))
        .map(|landmark| landmark.write_date)
        .max();
    for landmark in known {
        let Landmark { id, write_date } = landmark;
        if kept < Some(*write_date)
            && let Some(now) = seen_at(landmark)
            && now.duration_until(*write_date) > tolerance
        {
            return Some(format!(
                "record {id} was last written {now}, but its known write_date is {write_date}"
            ));
        }
    }
    let all_gone = seen.is_empty() && known.len() >= ENOUGH;
    all_gone.then(|| {
        format!(
            "the {} latest records that were known are all gone",
            known.len()
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn known(count: i64) -> Vec<Landmark> {
        (1..=count)
            .map(|id| Landmark {
                id,
                write_date: at("2026-11-22T10:00:00Z"),
            })
            .collect()
    }

    #[test]
    fn an_older_record_is_evidence_of_a_restore_and_a_newer_or_missing_is_not() {
        let minute = SignedDuration::from_mins(1);
        let seen = |text| BTreeMap::from([(1, Some(at(text)))]);
        assert_eq!(
            evidence(&known(2), &seen("2026-11-22T10:00:00Z"), minute),
            None
        );
        assert_eq!(
            evidence(&known(2), &seen("2026-11-23T10:00:00Z"), minute),
            None
        );
        assert_eq!(
            evidence(&known(2), &seen("2026-11-22T09:59:30Z"), minute),
            None
        );
        let older = evidence(&known(2), &seen("2026-11-22T09:00:00Z"), minute);
        assert!(older.unwrap().starts_with("record 1"));
    }

    #[test]
    fn an_older_record_is_no_evidence_if_one_as_recent_is_unchanged() {
        let forged = |write_date| {
            let mut all = known(2);
            all[0].write_date = at(write_date);
            all
        };
        let corrected = BTreeMap::from([
            (1, Some(at("2026-11-20T10:00:00Z"))),
            (2, Some(at("2026-11-22T10:00:00Z"))),
        ]);
        let none = SignedDuration::ZERO;
        let earlier = forged("2026-11-21T10:00:00Z");
        assert_eq!(evidence(&earlier, &corrected, none), None);
        let latest = forged("2026-11-23T10:00:00Z");
        assert!(evidence(&latest, &corrected, none).is_some());
        // A record that was written again after a restore is not unchanged.
        let rewritten = BTreeMap::from([
            (1, Some(at("2026-11-20T10:00:00Z"))),
            (2, Some(at("2026-11-24T10:00:00Z"))),
        ]);
        assert!(evidence(&earlier, &rewritten, none).is_some());
    }

    #[test]
    fn only_many_landmarks_that_are_all_deleted_are_evidence_of_a_restore() {
        let nothing = BTreeMap::new();
        let none = SignedDuration::ZERO;
        assert_eq!(evidence(&known(9), &nothing, none), None);
        assert!(evidence(&known(10), &nothing, none).is_some());
    }
}
