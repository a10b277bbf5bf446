//! Items of statement runs: starts their exports and mails, and records the outcomes.
//!
//! An item's state is derived from its export and its mails each time, so lost, repeated or late
//! messages cannot make it wrong. Its export is created under the lock of the run, in the
//! transaction that ends `waiting`, so an item has only one.

pub mod ends;

use jiff::civil::Date;
use reports::{Reader, Scope};
use sql::queries::core_api::statements::{
    read::{self, StatementRun},
    write::{self as statements, WaitingItem},
};
use states::{MailOccasion, StatementItemState, StatementRunState};
use store::Transaction;
use tenants::Tenant;
use uuid::Uuid;

pub(super) use crate::statements::write::items::ends::{begin_again, withdraw};
use crate::{
    exports::{self, format::FileOptions},
    mails::{
        self,
        write::{NewMails, due},
    },
    statements::{customer, write::lock},
    writing::{Actor, WriteError},
};

/// Maximum of active items of a run, so that other exports and mails do not wait long. An item
/// whose mail server has answered, even to defer the mail, does not count.
const UNDER_WAY: i64 = 5;

/// Updates the items of a run from their exports and mails, and starts as many as may be active.
/// True if there is more to do now.
pub async fn advance(
    tx: &Transaction<'_>,
    tenant: &Tenant,
    run: Uuid,
    today: Date,
) -> Result<bool, WriteError> {
    let state = lock(tx, run).await?;
    ends::settle(tx, run).await?;
    let mut settled = false;
    if state == StatementRunState::Running {
        ends::skip_excluded(tx, run, today).await?;
        let turn = next(tx, run).await?;
        if !turn.is_empty() {
            let run = read::get().bind(tx, &run).opt().await?;
            let run = run.ok_or(WriteError::NotFound)?;
            for item in &turn {
                settled |= !begin(tx, tenant, &run, item, today).await?;
            }
        }
    }
    ends::end_run(tx, run).await?;
    Ok(settled)
}

/// The next items.
async fn next(tx: &Transaction<'_>, run: Uuid) -> Result<Vec<WaitingItem>, WriteError> {
    let under_way = statements::under_way().bind(tx, &run).one().await?;
    let places = UNDER_WAY - under_way;
    Ok(statements::waiting().bind(tx, &run, &places).all().await?)
}

/// False if there was nothing to start, and the item is settled.
async fn begin(
    tx: &Transaction<'_>,
    tenant: &Tenant,
    run: &StatementRun,
    item: &WaitingItem,
    today: Date,
) -> Result<bool, WriteError> {
    if item.recipients.is_empty() {
        ends::end(tx, run.id, item.position, StatementItemState::Sent, None).await?;
        return Ok(false);
    }
    let requested_by = format!("statement-run:{}", run.id);
    let actor = Actor {
        tenant,
        requested_by: &requested_by,
        scope: Scope::new(Some(run.company_ids.clone())),
        traceparent: run.traceparent.clone(),
    };
    let export = match export(tx, &actor, run, item, today).await {
        Ok(Some(export)) => export,
        Ok(None) => {
            let (state, detail) = (StatementItemState::Skipped, Some(due::NOTHING));
            ends::end(tx, run.id, item.position, state, detail).await?;
            return Ok(false);
        }
        // For example, Odoo has lost the customer: the other items continue.
        Err(WriteError::Invalid(problem)) => {
            ends::end(
                tx,
                run.id,
                item.position,
                StatementItemState::Failed,
                Some(&problem),
            )
            .await?;
            return Ok(false);
        }
        Err(error) => return Err(error),
    };
    statements::begin_item()
        .bind(tx, &export, &run.id, &item.position)
        .await?;
    let mails = NewMails {
        export,
        schedule: run.schedule_id,
        occasion: MailOccasion::Statement,
        recipients: &item.recipients,
        locale: &item.locale,
        subject: run.subject.as_deref(),
        note: run.note.as_deref(),
        skip_if_empty: false,
    };
    mails::write::add(tx, &actor, &mails).await?;
    Ok(true)
}

/// None if the customer has paid since the run was requested.
async fn export(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    run: &StatementRun,
    item: &WaitingItem,
    today: Date,
) -> Result<Option<Uuid>, WriteError> {
    let reader = Reader::new(today, actor.scope.clone());
    let of_customer = customer::statement(tx, &run.parameters, item.partner_id, &reader).await?;
    let Some(statement) = of_customer else {
        return Ok(None);
    };
    let csv = FileOptions::stored(run.options.clone())?.csv;
    let new = statement.export((run.format, csv), &item.locale);
    // A run has its own limit, so it does not use up the exports of other users.
    exports::write::open(tx, actor, new).await.map(Some)
}
