//! The number of posted items and their debits, by journal, up to a day.

use futures::stream::BoxStream;
use jiff::civil::Date;
use reports::{
    Answer, ColumnOf, Error, Expected, FileNames, LEDGER, Money, Paging, Prepared, Reader, Report,
    Title, Url, columns, companies, in_memory,
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use store::GenericClient;
use utoipa::{IntoParams, ToSchema};

#[derive(Debug, Clone, Serialize, Deserialize, ToSchema, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct JournalTotalsParameters {
    /// Optional if there is only one company.
    pub(crate) company_id: Option<i64>,
    /// Items up to this day; default today.
    pub(crate) as_of: Option<Date>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct JournalTotal {
    pub(crate) journal_code: Option<String>,
    pub(crate) items: i64,
    #[schema(value_type = Money)]
    pub(crate) debit: Decimal,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct JournalTotalsAnswer {
    pub(crate) data: Vec<JournalTotal>,
}

pub(crate) struct JournalTotalsQuery {
    prepared: Prepared<JournalTotalsParameters>,
    as_of: Date,
}

impl Report for JournalTotalsQuery {
    const KEY: &'static str = "journal-totals";
    const TITLE: Title<'static> = Title::new("Totals of journals", "Totales por diario");
    const FILE_NAMES: FileNames = FileNames::new("totals-of-journals", "totales-por-diario");
    const MODELS: &'static [&'static str] = &LEDGER;
    const URLS: &'static [Url] = &[Url {
        path: "/v1/ledger/journal-totals",
        tag: "ledger",
        operation: "list_journal_totals",
        summary: "Posted items and debits by journal",
        sets: None,
    }];
    const ANSWERS: &'static str = "Every journal";
    type Parameters = JournalTotalsParameters;
    type Row = JournalTotal;
    type Answer = JournalTotalsAnswer;

    async fn prepare(
        client: &impl GenericClient,
        asked: &JournalTotalsParameters,
        reader: &Reader,
    ) -> Result<Self, Error> {
        let company = companies::choose(client, reader, asked.company_id).await?;
        let as_of = asked.as_of.unwrap_or(reader.today);
        let parameters = JournalTotalsParameters {
            company_id: Some(company.id),
            as_of: Some(as_of),
        };
        Ok(Self {
            prepared: Prepared::new(Self::KEY, company, parameters, Paging::none())?,
            as_of,
        })
    }

    fn prepared(&self) -> &Prepared<JournalTotalsParameters> {
        &self.prepared
    }

    async fn answer(
        &self,
        client: &impl GenericClient,
    ) -> Result<Answer<JournalTotalsAnswer>, Error> {
        let data = read(client, self).await?;
        Ok(Answer::whole(JournalTotalsAnswer { data }))
    }

    fn columns(&self) -> Vec<ColumnOf<'_, JournalTotal>> {
        columns![JournalTotal;
            journal_code: Text(10), "Journal", "Diario";
            items: Integer(10), "Items", "Apuntes", total;
            debit: Money(16), "Debit", "Debe", total;
        ]
        .to_vec()
    }

    async fn rows<'c>(
        &self,
        client: &'c impl GenericClient,
    ) -> Result<BoxStream<'c, Result<JournalTotal, Error>>, Error> {
        Ok(in_memory(read(client, self).await?))
    }

    async fn expected(&self, client: &impl GenericClient) -> Result<Expected, Error> {
        let rows = read(client, self).await?;
        Ok(Expected::from_rows(&rows, |row| self.control(row)))
    }

    fn control(&self, row: &JournalTotal) -> Decimal {
        row.debit
    }
}

async fn read(
    client: &impl GenericClient,
    query: &JournalTotalsQuery,
) -> Result<Vec<JournalTotal>, Error> {
    let statement = client.prepare_cached(TOTALS).await?;
    let company = query.company().id;
    let rows = client.query(&statement, &[&company, &query.as_of]).await?;
    let total = |row: &tokio_postgres::Row| {
        Ok(JournalTotal {
            journal_code: row.try_get("journal_code")?,
            items: row.try_get("items")?,
            debit: row.try_get("debit")?,
        })
    };
    rows.iter().map(total).collect()
}

const TOTALS: &str = "
    select journal.code as journal_code, count(*) as items, sum(line.debit) as debit
    from odoo.account_move_line line
    left join odoo.account_journal journal on journal.id = line.journal_id
    where line.company_id = $1 and line.date <= $2 and line.parent_state = 'posted'
      and line._deleted_at is null
    group by journal.code
    order by journal.code";
