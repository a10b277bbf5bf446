//! temp
pub async fn link(
    _tx: &store::Transaction<'_>,
    _id: uuid::Uuid,
    _by: &str,
    _lasts: std::time::Duration,
) -> Result<(String, jiff::Timestamp), super::WriteError> {
    unimplemented!()
}
