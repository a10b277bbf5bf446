//! The latest note about a partner or document, as rows of reports show it.
//!
//! Each row looks it up by an index. Notes about partners of other companies than those of the report
//! are left out: whoever may see the report might not be allowed to see them.

use jiff::Timestamp;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use states::{NoteObject, Party};
use tokio_postgres::Row;
use tokio_postgres::types::Json;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::column::{Cell, ColumnOf};
use crate::columns;
use crate::error::Error;
use crate::figures::Money;
use crate::statement::OneOf;

/// The newest note about a partner or document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct LatestNote {
    pub id: Uuid,
    #[schema(example = "/v1/notes/0197a1b2-0000-7000-8000-000000000001")]
    pub url: String,
    /// The URL of the partner or document that it is about.
    #[schema(example = "/v1/partners/7")]
    pub object: String,
    #[schema(example = "Llamó Ana: paga la mitad el viernes.")]
    pub text: String,
    /// The day for which a payment was promised.
    pub promise_date: Option<Date>,
    #[schema(value_type = Option<Money>)]
    pub promise_amount: Option<Decimal>,
    #[schema(example = "PEN")]
    pub promise_currency: Option<String>,
    pub created_by: Party,
    pub created_at: Timestamp,
}

/// What [`COLUMN`] has.
#[derive(Deserialize)]
struct Stored {
    id: Uuid,
    object_kind: NoteObject,
    object_id: i64,
    text: String,
    promise_date: Option<Date>,
    promise_amount: Option<Decimal>,
    promise_currency: Option<String>,
    created_by: String,
    created_by_name: Option<String>,
    created_at: Timestamp,
}

/// A column with the note that [`of_partner`] or [`of_document`] has joined.
pub(crate) const COLUMN: &str = "case when note.id is not null then jsonb_build_object(
               'id', note.id, 'object_kind', note.object_kind, 'object_id', note.object_id,
               'text', note.text, 'promise_date', note.promise_date,
               'promise_amount', note.promise_amount::text,
               'promise_currency', note.promise_currency,
               'created_by', note.created_by,
               'created_by_name', ops.actor_name(note.created_by),
               'created_at', note.created_at) end as note";

/// Joins the latest note about a partner. `partner` is an expression for its id.
pub(crate) fn of_partner(partner: &str, companies: OneOf) -> String {
    format!(
        "
    left join odoo.res_partner noted on noted.id = {partner}{}
    left join ops.note note on note.id = of_partner.id",
        latest("partner", "noted", companies)
    )
}

/// Joins the latest note about the row of `move`, otherwise about the row of `partner`.
pub(crate) fn of_document(companies: OneOf) -> String {
    format!(
        "{}{}
    left join ops.note note on note.id = coalesce(of_document.id, of_partner.id)",
        latest("document", "move", companies),
        latest("partner", "partner", companies),
    )
}

/// Joins the id of the latest note about a row of `table`.
fn latest(kind: &str, table: &str, companies: OneOf) -> String {
    format!(
        "
    left join lateral (
        select it.id from ops.note it
        where it.object_kind = '{kind}' and it.object_id = {table}.id
          and ({table}.company_id is null or {table}.company_id {companies})
        order by it.created_at desc, it.id desc limit 1
    ) of_{kind} on true"
    )
}

pub(crate) fn read(row: &Row) -> Result<Option<LatestNote>, Error> {
    let note: Option<Json<Stored>> = row.try_get("note")?;
    Ok(note.map(|Json(note)| note.into()))
}

impl From<Stored> for LatestNote {
    fn from(note: Stored) -> Self {
        Self {
            id: note.id,
            url: format!("/v1/notes/{}", note.id),
            object: note.object_kind.url(note.object_id),
            text: note.text,
            promise_date: note.promise_date,
            promise_amount: note.promise_amount,
            promise_currency: note.promise_currency,
            created_by: Party::new(&note.created_by, note.created_by_name),
            created_at: note.created_at,
        }
    }
}

/// A row with a note.
pub(crate) trait Noted {
    fn latest_note(&self) -> Option<&LatestNote>;
}

/// The columns of the note. Paper leaves them out, because it is passed on to others.
pub(crate) const fn columns<R: Noted>() -> [ColumnOf<'static, R>; 7] {
    columns![R;
        latest_note: Text(40), "Latest note", "Última nota", internal
            => |row| row.latest_note().map_or(Cell::Empty, |note| (&note.text).into());
        note_author: Text(20), "Note by", "Nota de", internal
            => |row| (row.latest_note().and_then(|note| note.created_by.name.as_ref()))
                .map_or(Cell::Empty, Cell::from);
        note_created_at: Instant(18), "Note of", "Nota del", internal
            => |row| row.latest_note().map_or(Cell::Empty, |note| Cell::Instant(note.created_at));
        promise_date: Date(12), "Promised for", "Prometido para", internal
            => |row| row.latest_note().map_or(Cell::Empty, |note| (&note.promise_date).into());
        promise_amount: Money(16), "Promised amount", "Importe prometido",
            money_in("promise_currency"), internal
            => |row| row.latest_note().map_or(Cell::Empty, |note| (&note.promise_amount).into());
        promise_currency: Text(8), "Promised in", "Prometido en", internal
            => |row| row.latest_note().map_or(Cell::Empty, |note| (&note.promise_currency).into());
        note_url: Text(48), "Note in the API", "Nota en la API", internal
            => |row| row.latest_note().map_or(Cell::Empty, |note| (&note.url).into());
    ]
}
