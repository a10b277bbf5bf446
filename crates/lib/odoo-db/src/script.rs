//! What the administrator of Odoo's database runs once: a role that may read some columns, and a
//! publication of ids. And what takes both away again. Nothing is written into Odoo's tables.

use crate::{secret::is_secret, sql};

/// What the scripts are for.
#[derive(Debug, Clone)]
pub struct Setup<'a> {
    /// Of Odoo.
    pub database: &'a str,
    /// The role that reads. It is made.
    pub role: &'a str,
    /// The role of Odoo. It may end sessions of the reader, so that they never hinder Odoo.
    pub owner: &'a str,
    /// How many connections the reader may have.
    pub connections: u32,
    /// `None` if the log is not read.
    pub publication: Option<&'a str>,
    pub slot: &'a str,
    /// Each mirrored model with its fields.
    pub models: &'a [(String, Vec<String>)],
}

/// Columns that say which records belong to a company, whatever is mirrored.
const ALWAYS: &[&str] = &["id", "company_id", "move_id", "partner_share", "active"];

/// What describes Odoo itself.
const REGISTRY: &[(&str, &str)] = &[
    ("ir_module_module", "name, latest_version"),
    (
        "ir_model_fields",
        "id, name, model, ttype, store, company_dependent, relation, relation_table, column1, column2",
    ),
    (
        "ir_default",
        "id, field_id, user_id, company_id, condition, json_value",
    ),
    ("res_company", "id, parent_path"),
];

/// Grants the columns that this database has. The `%` signs belong to SQL's function `format`.
const GRANT: &str = r"
do $script$
declare
    of record;
begin
    for of in
        select c.oid::regclass as name, string_agg(quote_ident(a.attname), ', ' order by a.attnum) as columns
        from pg_temp.espejo_wanted w
        join pg_class c on c.oid = to_regclass(quote_ident(w.table_name))
        join pg_attribute a on a.attrelid = c.oid and a.attname = w.column_name
                           and a.attnum > 0 and not a.attisdropped
        group by c.oid
    loop
        execute format('grant select (%s) on %s to %I', of.columns, of.name, <role>);
    end loop;
end
$script$;
";

/// Adds the tables that this database has to the publication.
const PUBLISH: &str = r"
do $script$
declare
    of record;
begin
    if not exists (select from pg_publication where pubname = <publication>) then
        execute format('create publication %I', <publication>);
    end if;
    for of in
        select c.oid::regclass as name, string_agg(quote_ident(a.attname), ', ' order by a.attnum) as columns,
               c.relreplident = 'd'
               and not exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary) as keyless
        from pg_temp.espejo_published w
        join pg_class c on c.oid = to_regclass(quote_ident(w.table_name))
        join pg_attribute a on a.attrelid = c.oid and a.attname = w.column_name
                           and a.attnum > 0 and not a.attisdropped
        where not exists (
            select from pg_publication_rel r join pg_publication p on p.oid = r.prpubid
            where p.pubname = <publication> and r.prrelid = c.oid)
        group by c.oid
    loop
        if of.keyless then
            raise exception 'the table % has no primary key, so Odoo could not delete from it once it is published', of.name
                using hint = format('make its unique index the identity: alter table %s replica identity using index …', of.name);
        end if;
        execute format('alter publication %I add table %s (%s)', <publication>, of.name, of.columns);
    end loop;
end
$script$;
";

impl Setup<'_> {
    /// For `psql`, as a superuser, in Odoo's database. It asks for the password of a new reader. Run
    /// again, it adds what is missing.
    pub fn script(&self) -> String {
        let (role, role_text) = (sql::name(self.role), sql::text(self.role));
        let (database, owner) = (sql::name(self.database), sql::name(self.owner));
        let replication = if self.publication.is_some() {
            " replication"
        } else {
            ""
        };
        let wanted = self.wanted();
        let published = self.published();
        let connections = self.connections;
        let mut script = format!(
            "-- Lets Espejo read Odoo's database {database}. Run it as a superuser:\n\
             --   psql --single-transaction --set ON_ERROR_STOP=1 --dbname {database} --file this-file\n\
             -- It makes a role with rights on single columns, and writes nothing into Odoo's tables.\n\
             select count(*) = 0 as is_new from pg_roles where rolname = {role_text} \\gset\n\
             \\if :is_new\n\
             \\prompt 'Password of the new role: ' password\n\
             -- The password is for no log.\n\
             set local log_statement = 'none';\n\
             set local log_min_duration_statement = -1;\n\
             set local log_min_error_statement = 'panic';\n\
             create role {role} login noinherit{replication} connection limit {connections} password :'password';\n\
             \\endif\n\
             alter role {role} connection limit {connections};\n\
             alter role {role} set default_transaction_read_only = on;\n\
             alter role {role} set statement_timeout = '30s';\n\
             alter role {role} set lock_timeout = '2s';\n\
             alter role {role} set idle_in_transaction_session_timeout = '10s';\n\
             -- Odoo may end sessions of the reader, for example to drop or copy the database.\n\
             select current_setting('server_version_num')::int >= 160000 as can_only_inherit \\gset\n\
             \\if :can_only_inherit\n\
             grant {role} to {owner} with inherit true, set false;\n\
             \\else\n\
             grant {role} to {owner};\n\
             \\endif\n\
             grant connect on database {database} to {role};\n\
             grant usage on schema public to {role};\n\
             create temporary table espejo_wanted on commit drop as\n\
             {wanted};\n"
        );
        script.push_str(&GRANT.replace("<role>", &role_text));
        if let Some(publication) = self.publication {
            script.push_str(
                "\n-- The log names the rows that have changed, and has no other value.\n\
                 create temporary table espejo_published on commit drop as\n",
            );
            script.push_str(&published);
            script.push_str(";\n");
            script.push_str(&PUBLISH.replace("<publication>", &sql::text(publication)));
        }
        script
    }

    /// Takes away all that the script has made, and the slot with the log that is kept for it.
    pub fn removal(&self) -> String {
        let (role, database) = (sql::name(self.role), sql::name(self.database));
        let log = self.publication.map(|publication| {
            let (publication, slot) = (sql::name(publication), sql::text(self.slot));
            format!(
                "select pg_terminate_backend(active_pid, 5000) from pg_replication_slots\n\
                 where slot_name = {slot} and active_pid is not null;\n\
                 select pg_drop_replication_slot(slot_name) from pg_replication_slots\n\
                 where slot_name = {slot};\n\
                 drop publication if exists {publication};\n"
            )
        });
        let log = log.unwrap_or_default();
        format!(
            "-- Takes the rights of Espejo away from the database {database}. Run it as a superuser:\n\
             --   psql --set ON_ERROR_STOP=1 --dbname {database} --file this-file\n\
             {log}drop owned by {role};\n\
             drop role {role};\n"
        )
    }

    /// Rows of the names of tables and columns that the reader needs, as far as they are there.
    fn wanted(&self) -> String {
        let mut pairs = Vec::new();
        for (model, fields) in self.models {
            let columns = ALWAYS.iter().copied().map(str::to_owned);
            let of_fields = fields
                .iter()
                .flat_map(|field| [field.clone(), format!("{field}_store")]);
            for column in columns.chain(of_fields) {
                if !is_secret(model, &column) {
                    pairs.push((model.replace('.', "_"), column));
                }
            }
        }
        for (table, columns) in REGISTRY {
            let columns = columns.split(", ");
            pairs.extend(columns.map(|column| ((*table).to_owned(), column.to_owned())));
        }
        pairs.sort();
        pairs.dedup();
        let listed = format!(
            "select * from (values\n{}) as of (table_name, column_name)",
            rows(&pairs)
        );
        format!("{listed}\nunion\n{}", self.linked())
    }

    fn published(&self) -> String {
        let tables = self
            .models
            .iter()
            .map(|(model, _)| (model.replace('.', "_"), "id".to_owned()));
        let pairs: Vec<_> = tables.collect();
        let listed = format!(
            "select * from (values\n{}) as of (table_name, column_name)",
            rows(&pairs)
        );
        format!("{listed}\nunion\n{}", self.linked())
    }

    /// The tables of many-to-many fields, which Odoo's registry knows.
    fn linked(&self) -> String {
        let fields = self
            .models
            .iter()
            .flat_map(|(model, fields)| fields.iter().map(|field| (model.clone(), field.clone())));
        let mut pairs: Vec<_> = fields
            .filter(|(model, field)| !is_secret(model, field))
            .collect();
        pairs.sort();
        pairs.dedup();
        format!(
            "select f.relation_table, c from ir_model_fields f, unnest(array[f.column1, f.column2]) as c\n\
             where f.ttype = 'many2many' and f.store and (f.model, f.name) in (values\n{})",
            rows(&pairs)
        )
    }
}

fn rows(pairs: &[(String, String)]) -> String {
    let row = |(one, two): &(String, String)| format!("  ({}, {})", sql::text(one), sql::text(two));
    pairs.iter().map(row).collect::<Vec<_>>().join(",\n")
}
