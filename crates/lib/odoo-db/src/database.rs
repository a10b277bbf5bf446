//! Odoo's database as [`odoo::Session`] shows Odoo: the same questions and the same answers.

use futures::TryStreamExt;
use jiff::Timestamp;
use odoo::{
    Aggregates, CompanyTotals, Context, Count, CountBy, Dialect, Domain, Page, Record, Totals,
    Version,
};
use secrecy::SecretString;
use tls::Trust;
use tokio_postgres::{CopyOutStream, Row};

use crate::{
    catalogue::{Catalogue, Watch},
    connection,
    dirty::Piece,
    domain,
    error::Error,
    log::{Server, make_slot},
    pgoutput::Lsn,
    projection::{Projection, Reading},
    shape::{self, Company, Shape},
    slot::Slot,
    snapshot::{Seen, Shown, Snapshot},
};

/// Sessions with one Odoo's database. Each answer is what one snapshot of the database shows.
#[derive(Debug)]
pub struct Database {
    pool: deadpool_postgres::Pool,
    version: Version,
    dialect: &'static Dialect,
    companies: Vec<Company>,
}

/// A time of Odoo, cut to the second.
const SECOND: &str = "YYYY-MM-DD HH24:MI:SS";

/// Every column that may be read, and whether rows of its table are hidden.
const GRANTS: &str = "
    select coalesce(md5(string_agg(
               format('%s.%s %s', c.relname, a.attname, row_security_active(c.oid)), ' '
               order by c.relname, a.attname)), '')
    from unnest($1::text[]) as wanted(name)
    join pg_class c on c.oid = to_regclass(quote_ident(wanted.name))
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where has_column_privilege(c.oid, a.attnum, 'select')";

impl Database {
    /// Connects, and finds out which Odoo it is.
    pub async fn open(url: &SecretString, trust: &Trust, sessions: usize) -> Result<Self, Error> {
        let pool = connection::pool(url, trust, sessions)?;
        let client = pool.get().await?;
        let version = shape::version(&**client).await?;
        let dialect = Dialect::for_version(&version);
        let companies = shape::companies(&**client, dialect.major).await?;
        drop(client);
        Ok(Self {
            pool,
            version,
            dialect,
            companies,
        })
    }

    pub fn version(&self) -> &Version {
        &self.version
    }

    /// How this version differs.
    pub fn dialect(&self) -> &'static Dialect {
        self.dialect
    }

    /// All companies, ascending.
    pub fn companies(&self) -> Vec<i64> {
        self.companies.iter().map(|company| company.id).collect()
    }

    /// The clock of the server in whole seconds.
    pub async fn clock(&self) -> Result<Timestamp, Error> {
        let sql = "select extract(epoch from now())::int8";
        let row = self.pool.get().await?.query_one(sql, &[]).await?;
        Ok(Timestamp::from_second(row.get(0)).unwrap_or_default())
    }

    /// Which history the database has, in a snapshot. A standby does not tell its own.
    pub async fn history(&self) -> Result<Seen<Server>, Error> {
        let sql = "
            select system_identifier::text,
                   case when not pg_is_in_recovery() then
                       ('x' || substring(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::int8
                   end
            from pg_control_system()";
        let mut client = self.pool.get().await?;
        let snapshot = Snapshot::take(&mut client).await?;
        let row = snapshot.transaction.query_one(sql, &[]).await?;
        let timeline = row.get::<_, Option<i64>>(1);
        let server = Server {
            system: row.get(0),
            timeline: timeline
                .and_then(|it| it.try_into().ok())
                .unwrap_or_default(),
        };
        snapshot.give(server).await
    }

    /// The slot of this name, if there is one.
    pub async fn slot(&self, name: &str) -> Result<Option<Slot>, Error> {
        let client = self.pool.get().await?;
        Slot::find(&**client, name).await
    }

    pub async fn make_slot(&self, name: &str) -> Result<(), Error> {
        let client = self.pool.get().await?;
        make_slot(&**client, name).await
    }

    pub async fn remove_slot(&self, name: &str) -> Result<(), Error> {
        let client = self.pool.get().await?;
        Slot::remove(&**client, name).await
    }

    /// The end of the log, and the time of the server then.
    pub async fn position(&self) -> Result<(Lsn, Timestamp), Error> {
        let sql = "
            select (pg_current_wal_lsn() - '0/0')::int8,
                   (extract(epoch from clock_timestamp()) * 1000000)::int8";
        let row = self.pool.get().await?.query_one(sql, &[]).await?;
        let end = u64::try_from(row.get::<_, i64>(0)).unwrap_or_default();
        let at = Timestamp::from_microsecond(row.get(1)).unwrap_or_default();
        Ok((Lsn(end), at))
    }

    pub async fn catalogue(&self, watch: &Watch) -> Result<Catalogue, Error> {
        let client = self.pool.get().await?;
        Catalogue::read(&**client, &watch.tables, Some(&watch.publication)).await
    }

    /// Pieces of several models in one snapshot that sees what the log has shown, and the catalogue
    /// then.
    pub async fn pieces(
        &self,
        pieces: &[(&Projection, &Piece)],
        shown: Shown<'_>,
        watch: &Watch,
    ) -> Result<Seen<(Vec<Vec<Record>>, Catalogue)>, Error> {
        let mut client = self.pool.get().await?;
        let snapshot = Snapshot::take_once_seen(&mut client, shown).await?;
        let mut found = Vec::with_capacity(pieces.len());
        for (projection, piece) in pieces {
            let statement = match piece {
                Piece::Ids(ids) => projection.ids(ids),
                Piece::Range { after_id, up_to_id } => projection.range(*after_id, *up_to_id),
                Piece::Whole => projection.range(0, i64::MAX),
            };
            let lines = snapshot.transaction.copy_out(&statement).await?;
            found.push(records(projection, lines).await?);
        }
        let (tables, publication) = (&watch.tables, Some(watch.publication.as_str()));
        let catalogue = Catalogue::read(&snapshot.transaction, tables, publication).await?;
        snapshot.give((found, catalogue)).await
    }

    /// A digest of what may be read of these models. It changes if that changes.
    pub async fn grants(&self, models: &[&str]) -> Result<String, Error> {
        let tables: Vec<_> = models.iter().map(|model| model.replace('.', "_")).collect();
        let row = self.pool.get().await?.query_one(GRANTS, &[&tables]).await?;
        Ok(row.get(0))
    }

    /// The shape of a model. `None` if this Odoo has no such model.
    pub async fn shape(&self, model: &str) -> Result<Option<Shape>, Error> {
        let client = self.pool.get().await?;
        let shape = shape::read(&**client, self.dialect.major, model).await?;
        if let Some(shape) = &shape {
            let sql = "select row_security_active(to_regclass(quote_ident($1)))";
            let row = client.query_one(sql, &[&shape.table]).await?;
            if row.get(0) {
                return Err(Error::RowSecurity(shape.table.clone()));
            }
        }
        Ok(shape)
    }

    /// Of the fields that the mirror asks for, those that this database has, and how they are read.
    pub fn projection(&self, shape: &Shape, asked: &[String], context: &Context) -> Projection {
        let reading = Reading::new(self.dialect, context, &self.companies);
        Projection::new(shape, asked, &reading)
    }

    /// The first records of the domain, by id.
    pub async fn page(
        &self,
        projection: &Projection,
        domain: &Domain,
        limit: u32,
    ) -> Result<Seen<Page>, Error> {
        let statement = projection.page(domain, limit)?;
        let mut client = self.pool.get().await?;
        let snapshot = Snapshot::take(&mut client).await?;
        let lines = snapshot.transaction.copy_out(&statement).await?;
        let records = records(projection, lines).await?;
        let page = Page {
            last_id: records.last().map(|record| record.id),
            is_full: u32::try_from(records.len()).is_ok_and(|read| read >= limit),
            records,
        };
        snapshot.give(page).await
    }

    /// The ids of the domain, ascending.
    pub async fn ids(
        &self,
        projection: &Projection,
        domain: &Domain,
        limit: u32,
    ) -> Result<Seen<Vec<i64>>, Error> {
        let which = domain::condition(&projection.shape, domain)?;
        let from = projection.from(&which);
        let sql = format!("select t.id::int8 {from} order by t.id limit {limit}");
        let mut client = self.pool.get().await?;
        let snapshot = Snapshot::take(&mut client).await?;
        let rows = snapshot.transaction.query(&sql, &[]).await?;
        snapshot
            .give(rows.iter().map(|row| row.get(0)).collect())
            .await
    }

    pub async fn max_id(&self, projection: &Projection) -> Result<Option<i64>, Error> {
        let from = projection.from("true");
        let sql = format!("select t.id::int8 {from} order by t.id desc limit 1");
        let rows = self.rows(&sql).await?;
        Ok(rows.first().map(|row| row.get(0)))
    }

    /// Counts the records of a domain. Companies without records are left out.
    pub async fn count(
        &self,
        projection: &Projection,
        domain: &Domain,
        by: CountBy,
    ) -> Result<Vec<Count>, Error> {
        let aggregates = Aggregates {
            sums: &[],
            last_write: by.write_date,
            dated: by.write_date,
        };
        let groups = self
            .groups(projection, domain, aggregates, by.company)
            .await?;
        let count = |(company_id, totals): (Option<i64>, Totals)| Count {
            company_id,
            count: totals.count,
            id_sum: Some(totals.id_sum),
            undated: totals.count - totals.dated.unwrap_or(totals.count),
            max_write_date: totals.max_write_date,
        };
        Ok(groups.into_iter().map(count).collect())
    }

    /// The totals of a domain.
    pub async fn totals(
        &self,
        projection: &Projection,
        domain: &Domain,
        aggregates: Aggregates<'_>,
    ) -> Result<Totals, Error> {
        let mut groups = self.groups(projection, domain, aggregates, false).await?;
        let totals = groups.pop().map(|(_, totals)| totals);
        Ok(totals.unwrap_or_default())
    }

    /// The totals of each company that has records.
    pub async fn company_totals(
        &self,
        projection: &Projection,
        domain: &Domain,
        aggregates: Aggregates<'_>,
    ) -> Result<Vec<CompanyTotals>, Error> {
        let groups = self.groups(projection, domain, aggregates, true).await?;
        let of_company = |(company_id, totals)| CompanyTotals {
            company_id,
            totals,
            has_id_sum: true,
        };
        Ok(groups.into_iter().map(of_company).collect())
    }

    /// The totals by company, or of all records together.
    async fn groups(
        &self,
        projection: &Projection,
        domain: &Domain,
        aggregates: Aggregates<'_>,
        by_company: bool,
    ) -> Result<Vec<(Option<i64>, Totals)>, Error> {
        let shape = &projection.shape;
        let which = domain::condition(shape, domain)?;
        let mut columns = vec![
            "count(*)".to_owned(),
            "coalesce(sum(t.id), 0)::int8".to_owned(),
        ];
        let group = if by_company {
            columns.push(format!("{}::int8", domain::column(shape, "company_id")?));
            "group by t.company_id order by t.company_id nulls first"
        } else {
            columns.push("null::int8".to_owned());
            ""
        };
        if aggregates.last_write || aggregates.dated {
            let written = domain::column(shape, "write_date")?;
            columns.push(format!("to_char(max({written}), '{SECOND}')"));
            columns.push(format!("count({written})"));
        } else {
            columns.push("null::text".to_owned());
            columns.push("null::int8".to_owned());
        }
        for sum in aggregates.sums {
            let column = domain::column(shape, sum)?;
            columns.push(format!("coalesce(sum({column}::numeric), 0)::text"));
        }
        let (columns, from) = (columns.join(", "), projection.from(&which));
        let rows = self
            .rows(&format!("select {columns} {from} {group}"))
            .await?;
        Ok(rows.iter().map(|row| group_of(row, aggregates)).collect())
    }

    async fn rows(&self, sql: &str) -> Result<Vec<Row>, Error> {
        Ok(self.pool.get().await?.query(sql, &[]).await?)
    }
}

async fn records(projection: &Projection, lines: CopyOutStream) -> Result<Vec<Record>, Error> {
    let mut lines = Box::pin(lines);
    let mut records = Vec::new();
    // The server sends each row by itself.
    while let Some(line) = lines.try_next().await? {
        records.push(projection.record_of(&line)?);
    }
    Ok(records)
}

fn group_of(row: &Row, aggregates: Aggregates<'_>) -> (Option<i64>, Totals) {
    let whole = |at: usize| u64::try_from(row.get::<_, i64>(at)).unwrap_or_default();
    let totals = Totals {
        count: whole(0),
        id_sum: row.get(1),
        max_write_date: row.get(3),
        dated: aggregates.dated.then(|| whole(4)),
        sums: (5..row.len()).map(|at| row.get(at)).collect(),
    };
    (row.get(2), totals)
}
