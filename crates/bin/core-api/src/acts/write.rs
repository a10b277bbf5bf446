//! Adds acts to the record.

use serde_json::Value;
use sql::{
    client::Params,
    queries::core_api::acts::write::{self as statements, InsertParams},
};
use store::Transaction;
use tokio_postgres::types::Json;

use crate::{
    acts::{Act, Origin, Principal},
    writing::WriteError,
};

/// Longer texts of a request are cut.
const MAX_USER_AGENT: usize = 300;

/// Call it last: until the transaction ends, no other act of the tenant can be recorded.
pub async fn record(
    tx: &Transaction<'_>,
    principal: &Principal,
    origin: &Origin,
    act: &Act,
) -> Result<(), WriteError> {
    let user_agent = origin.user_agent.as_deref();
    let user_agent: Option<String> =
        user_agent.map(|text| text.chars().take(MAX_USER_AGENT).collect());
    let trace_id = telemetry::current_trace_id();
    let params = InsertParams {
        actor: principal.to_string(),
        actor_name: (!principal.name.is_empty()).then_some(principal.name.as_str()),
        action: act.action,
        object: act.object.as_deref(),
        before: act.before.as_ref().map(Json::<&Value>),
        after: act.after.as_ref().map(Json::<&Value>),
        reason: act.reason.as_deref(),
        address: origin.address,
        user_agent: user_agent.as_deref(),
        trace_id: trace_id.as_deref(),
    };
    statements::insert().params(tx, &params).await?;
    Ok(())
}
