//! Which of two readings of a row is newer. Numbers of snapshots decide if both readings have one, and
//! otherwise the time of reading.

/// SQL condition: a reading is at least as new as the mirrored row `kept`. The arguments are SQL: the number of
/// its snapshot, which may be null, and when it was read.
pub(crate) fn is_as_new(as_of: &str, read_at: &str) -> String {
    format!(
        "(case when kept._as_of is null or {as_of} is null then kept._read_at <= {read_at}
               else kept._as_of <= {as_of} end)"
    )
}

/// SQL: a snapshot from before the run `$1` has read anything, by all its attempts that count.
pub(crate) const AS_OF_START: &str = "
    (select min(a.as_of) from ops.sync_part p
     join ops.sync_attempt a on a.run_id = p.run_id and a.attempt = p.attempt
     where p.run_id = $1)";

/// SQL condition: the row `kept` is not newer than the snapshot `reach.as_of`.
pub(crate) const NOT_SINCE: &str =
    "(kept._as_of is null or reach.as_of is null or kept._as_of <= reach.as_of)";
