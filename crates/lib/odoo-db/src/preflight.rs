//! Whether Odoo's database can be read as it must be, before anything begins: what is missing, what
//! is open that should not be, and what to do about it.

use tokio_postgres::GenericClient;

use crate::{error::Error, script::Setup, secret::is_secret};

/// The first version whose publications can have some columns of a table.
const OLDEST: i32 = 150_000;

/// Something that the administrator of the database should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Nothing can begin before it is mended.
    pub hinders: bool,
    pub what: String,
    pub cure: String,
}

fn hinders(what: impl Into<String>, cure: impl Into<String>) -> Finding {
    Finding {
        hinders: true,
        what: what.into(),
        cure: cure.into(),
    }
}

fn warns(what: impl Into<String>, cure: impl Into<String>) -> Finding {
    Finding {
        hinders: false,
        ..hinders(what, cure)
    }
}

/// Looks as the reader, in Odoo's database.
pub async fn look(client: &impl GenericClient, setup: &Setup<'_>) -> Result<Vec<Finding>, Error> {
    let mut findings = server(client, setup).await?;
    findings.extend(grants(client, setup).await?);
    findings.extend(secrets(client).await?);
    findings.extend(tables(client, setup).await?);
    if let Some(publication) = setup.publication {
        findings.extend(log(client, setup.slot).await?);
        findings.extend(published(client, publication).await?);
    }
    Ok(findings)
}

async fn server(client: &impl GenericClient, setup: &Setup<'_>) -> Result<Vec<Finding>, Error> {
    let sql =
        "select current_setting('server_version_num')::int4, current_setting('server_version'),
                      rolsuper, rolconnlimit
               from pg_roles where rolname = current_user";
    let row = client.query_one(sql, &[]).await?;
    let (number, version): (i32, &str) = (row.get(0), row.get(1));
    let mut findings = Vec::new();
    if number < OLDEST {
        findings.push(hinders(
            format!("PostgreSQL {version} cannot publish ids alone"),
            "Upgrade to PostgreSQL 15 or newer, or use the mode poll.",
        ));
    }
    if row.get(2) {
        findings.push(hinders(
            "the reader is a superuser",
            "Use the role that the script makes: a reader must not be able to write.",
        ));
    }
    let limit: i32 = row.get(3);
    if limit >= 0 && u32::try_from(limit).unwrap_or(0) < setup.connections {
        findings.push(hinders(
            format!(
                "the reader may have {limit} connections and needs {}",
                setup.connections
            ),
            format!("alter role … connection limit {}", setup.connections),
        ));
    }
    Ok(findings)
}

/// Columns that are there and may not be read.
async fn grants(client: &impl GenericClient, setup: &Setup<'_>) -> Result<Vec<Finding>, Error> {
    let sql = "select a.attname::text
        from pg_attribute a
        where a.attrelid = to_regclass(quote_ident($1)) and a.attnum > 0 and not a.attisdropped
          and not has_column_privilege(a.attrelid, a.attnum, 'select')";
    let mut findings = Vec::new();
    for (model, fields) in setup.models {
        let table = model.replace('.', "_");
        let rows = client.query(sql, &[&table]).await?;
        let hidden: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
        let is_wanted = |column: &&String| {
            let of_field =
                |field: &String| **column == *field || **column == format!("{field}_store");
            (*column == "id" || fields.iter().any(of_field)) && !is_secret(model, column)
        };
        let wanted: Vec<_> = hidden.iter().filter(is_wanted).cloned().collect();
        if !wanted.is_empty() {
            let columns = wanted.join(", ");
            findings.push(hinders(
                format!("{columns} of the table {table} may not be read"),
                format!("grant select ({columns}) on {table} to the reader"),
            ));
        }
    }
    Ok(findings)
}

/// Columns that may be read and should not be.
async fn secrets(client: &impl GenericClient) -> Result<Vec<Finding>, Error> {
    let sql = "select c.relname::text, a.attname::text
        from pg_class c join pg_attribute a on a.attrelid = c.oid
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v', 'm')
          and a.attnum > 0 and not a.attisdropped
          and has_column_privilege(c.oid, a.attnum, 'select')
        order by 1, 2";
    let rows = client.query(sql, &[]).await?;
    let open = rows
        .iter()
        .map(|row| (row.get::<_, String>(0), row.get::<_, String>(1)));
    let secret: Vec<_> = open
        .filter(|(table, column)| is_secret(&table.replace('_', "."), column))
        .map(|(table, column)| format!("{table}.{column}"))
        .collect();
    if secret.is_empty() {
        return Ok(Vec::new());
    }
    Ok(vec![warns(
        format!(
            "the reader may read what can be secret: {}",
            secret.join(", ")
        ),
        "Grant single columns, as the script does. Espejo never reads these.",
    )])
}

/// Row security would hide rows, and they would seem deleted.
async fn tables(client: &impl GenericClient, setup: &Setup<'_>) -> Result<Vec<Finding>, Error> {
    let sql = "select c.relname::text from pg_class c
        where c.oid = any(select to_regclass(quote_ident(name)) from unnest($1::text[]) as name)
          and c.relrowsecurity
        order by 1";
    let names: Vec<_> = setup
        .models
        .iter()
        .map(|(model, _)| model.replace('.', "_"))
        .collect();
    let rows = client.query(sql, &[&names]).await?;
    let hidden = rows.iter().map(|row| {
        let table: &str = row.get(0);
        hinders(
            format!("row security of the table {table} may hide rows, and they would seem deleted"),
            format!("create a policy on {table} that shows every row to the reader, or: alter table {table} disable row level security"),
        )
    });
    Ok(hidden.collect())
}

async fn log(client: &impl GenericClient, slot: &str) -> Result<Vec<Finding>, Error> {
    let sql = "select current_setting('wal_level'), current_setting('max_replication_slots')::int8,
            (select count(*) from pg_replication_slots where slot_name <> $1),
            current_setting('max_wal_senders')::int8,
            (select count(*) from pg_stat_activity where backend_type = 'walsender'),
            (select rolreplication from pg_roles where rolname = current_user)
                or exists (select from pg_roles where rolname = 'rds_replication'
                                                  and pg_has_role(current_user, oid, 'member')),
            pg_is_in_recovery(), current_setting('max_slot_wal_keep_size')";
    let row = client.query_one(sql, &[&slot]).await?;
    let mut findings = Vec::new();
    let level: &str = row.get(0);
    if level != "logical" {
        findings.push(hinders(
            format!("wal_level is {level}"),
            "Set wal_level = logical and restart PostgreSQL, or use the mode poll.",
        ));
    }
    for (of, most, used) in [
        (
            "max_replication_slots",
            row.get::<_, i64>(1),
            row.get::<_, i64>(2),
        ),
        ("max_wal_senders", row.get(3), row.get(4)),
    ] {
        if used >= most {
            findings.push(hinders(
                format!("all {most} of {of} are in use"),
                format!("Set {of} to {} and restart PostgreSQL.", most + 2),
            ));
        }
    }
    if !row.get::<_, bool>(5) {
        findings.push(hinders(
            "the reader may not read the log",
            "alter role … replication; on Amazon RDS: grant rds_replication to …",
        ));
    }
    if row.get(6) {
        findings.push(hinders(
            "this server is a standby",
            "Connect to the primary, or use the mode poll.",
        ));
    }
    let keeps: &str = row.get(7);
    if keeps == "-1" {
        findings.push(warns(
            "max_slot_wal_keep_size is not set: the log of a slot that nobody reads fills the disk",
            "Set it to what the disk can spare. Espejo drops its slot at its own limit.",
        ));
    }
    Ok(findings)
}

async fn published(client: &impl GenericClient, publication: &str) -> Result<Vec<Finding>, Error> {
    let sql = "select p.puballtables, p.pubinsert and p.pubupdate and p.pubdelete and p.pubtruncate,
            (select string_agg(format('%s (%s)', tablename, array_to_string(attnames, ', ')), '; ' order by tablename)
             from pg_publication_tables t
             where t.pubname = p.pubname
               and attnames <> array['id'::name] and cardinality(attnames) <> 2),
            (select count(*) from pg_publication_tables t where t.pubname = p.pubname)
        from pg_publication p where p.pubname = $1";
    let Some(row) = client.query_opt(sql, &[&publication]).await? else {
        return Ok(vec![hinders(
            format!("there is no publication {publication}"),
            "Run the script of `direct script`.",
        )]);
    };
    let mut findings = Vec::new();
    let (of_all, changes): (bool, bool) = (row.get(0), row.get(1));
    let wide: Option<&str> = row.get(2);
    if of_all || wide.is_some() {
        findings.push(hinders(
            format!(
                "the publication {publication} has more than ids: {}",
                wide.unwrap_or("every table")
            ),
            "Drop it and run the script: the log must have no values, and a published column \
             cannot be changed by an upgrade of Odoo.",
        ));
    }
    if !changes {
        findings.push(hinders(
            format!("the publication {publication} leaves changes out"),
            format!(
                "alter publication {publication} set (publish = 'insert, update, delete, truncate')"
            ),
        ));
    }
    if row.get::<_, i64>(3) == 0 {
        findings.push(hinders(
            format!("the publication {publication} has no table"),
            "Drop it and run the script.",
        ));
    }
    Ok(findings)
}
