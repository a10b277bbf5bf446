//! Whether a database is still as `migrate` left it, so that there is nothing to do. One connection
//! finds out, where a migration needs several and locks the server.

use std::fmt::Write;

use secrecy::ExposeSecret;
use sha2::{Digest, Sha256};
use sql::queries::store::login_roles::open_databases;
use tokio_postgres::Client;

use crate::{
    Access, Error,
    added_models::AddedModel,
    logins::{Login, Secrets, password},
    migrate::{self, connect},
};

/// Everything that a migration sets and that can be read, as one hash. The oid of the database tells
/// a copy from its original.
const FOUND: &str = r"
select md5(concat_ws(chr(10),
    (select concat_ws(' ', oid, datdba::regrole, datacl) from pg_database
     where datname = current_database()),
    (select string_agg(concat_ws(' ', s.setdatabase, s.setrole::regrole, s.setconfig), chr(10)
                       order by s.setdatabase, s.setrole)
     from pg_db_role_setting s
     left join pg_database d on d.oid = s.setdatabase
     left join pg_roles r on r.oid = s.setrole
     where d.datname = current_database() or r.rolname = any($1::text[])),
    (select string_agg(concat_ws(' ', rolname, rolsuper, rolinherit, rolcreaterole, rolcreatedb,
                                 rolcanlogin, rolreplication, rolbypassrls, rolconnlimit,
                                 rolvaliduntil, shobj_description(oid, 'pg_authid')),
                       chr(10) order by rolname)
     from pg_roles
     where rolname = any($1::text[] || array['espejo_owner', 'espejo_writer', 'espejo_reader',
                                                  'espejo_schedule_reader'])),
    (select string_agg(concat_ws(' ', m.roleid::regrole, m.member::regrole), chr(10)
                       order by m.roleid::regrole::text, m.member::regrole::text)
     from pg_auth_members m join pg_roles r on r.oid = m.member
     where r.rolname = any($1::text[])),
    (select string_agg(concat_ws(' ', nspname, nspowner::regrole, nspacl), chr(10) order by nspname)
     from pg_namespace where nspname in ('public', 'odoo', 'ops', 'report')),
    (select string_agg(concat_ws(' ', extname, extversion), chr(10) order by extname) from pg_extension),
    (select string_agg(concat_ws(' ', relname, relnamespace::regnamespace, relkind, relnatts,
                                 relowner::regrole, relacl), chr(10) order by relnamespace, relname)
     from pg_class
     where relnamespace = any(array['public', 'odoo', 'ops', 'report']::regnamespace[])),
    (select string_agg(concat_ws(' ', tgrelid::regclass, tgname, tgfoid::regproc, tgenabled), chr(10)
                       order by tgrelid::regclass::text, tgname)
     from pg_trigger where not tgisinternal),
    (select string_agg(concat_ws(' ', oid::regprocedure, proowner::regrole, proacl, md5(prosrc)),
                       chr(10) order by oid::regprocedure::text)
     from pg_proc
     where pronamespace = any(array['odoo', 'ops', 'report']::regnamespace[])
        or pronamespace = 'pg_catalog'::regnamespace
           and (proname like 'lo\_%' or proname in ('lowrite', 'loread'))),
    (select string_agg(concat_ws(' ', schemaname, viewname, md5(definition)), chr(10)
                       order by schemaname, viewname)
     from pg_views where schemaname in ('odoo', 'ops', 'report')),
    (select string_agg(concat_ws(' ', version, checksum), chr(10) order by version)
     from public.refinery_schema_history),
    (select md5 from public.repeatable_migration)))";

const IS_AS_BEFORE: &str =
    "select exists (select from public.migrated where made_from = $1 and found = $2)";

const NOTE: &str = "insert into public.migrated (made_from, found) values ($1, $2)
    on conflict (only_row) do update
    set made_from = excluded.made_from, found = excluded.found, migrated_at = now()";

/// What a migration of one database follows from, as a hash: the files of this build, the tenant's
/// added models and the passwords of its logins.
pub struct MadeFrom {
    database: String,
    hash: String,
}

impl MadeFrom {
    pub fn new(database: &str, added: &[AddedModel], secrets: &Secrets) -> Result<Self, Error> {
        let mut hash = Sha256::new();
        hash.update(migrate::files());
        hash.update(format!("{added:?}"));
        for login in Login::ALL {
            let password = password(secrets.of(login), &login.name(database))?;
            hash.update(format!("{login:?} {:?}", login.settings()));
            hash.update(password.expose_secret());
        }
        let mut text = String::new();
        for byte in hash.finalize() {
            let _ = write!(text, "{byte:02x}");
        }
        Ok(Self {
            database: database.to_owned(),
            hash: text,
        })
    }

    /// If nothing has changed since the last migration: the databases that every login of the
    /// server may connect to. `None` if there is something to do, or if the database does not say.
    pub async fn unchanged(&self, admin: &Access) -> Result<Option<Vec<String>>, Error> {
        match self.look(admin).await {
            // A missing database, role, table or right: the migration makes it or says what is wrong.
            Err(Error::Query { source, .. } | Error::Connect { source, .. })
                if source.as_db_error().is_some() =>
            {
                Ok(None)
            }
            looked => looked,
        }
    }

    async fn look(&self, admin: &Access) -> Result<Option<Vec<String>>, Error> {
        let client = self.connect(admin).await?;
        let found = self.found(&client).await?;
        let is_as_before = client
            .query_one(IS_AS_BEFORE, &[&self.hash, &found])
            .await?;
        if !is_as_before.get::<_, bool>(0) {
            return Ok(None);
        }
        let open = open_databases().bind(&client).all().await?;
        Ok(Some(
            open.into_iter()
                .filter(|name| *name != self.database)
                .collect(),
        ))
    }

    /// Notes that the database is migrated, in it.
    pub async fn note(&self, admin: &Access) -> Result<(), Error> {
        let client = self.connect(admin).await?;
        let found = self.found(&client).await?;
        client.execute(NOTE, &[&self.hash, &found]).await?;
        Ok(())
    }

    /// A hash of the tables, functions, logins, rights and settings that this session can read. It is
    /// another one if a tool has changed them, and in a copy or a restored database.
    async fn found(&self, client: &Client) -> Result<String, Error> {
        let logins = Login::ALL.map(|login| login.name(&self.database));
        let found = client.query_one(FOUND, &[&logins.as_slice()]).await?;
        Ok(found.get(0))
    }

    async fn connect(&self, admin: &Access) -> Result<Client, Error> {
        let client = connect(&admin.server(&self.database)?.config, admin.tls()?).await?;
        client.batch_execute("set role espejo_owner").await?;
        Ok(client)
    }
}
