//! The command line of `odoo-sim`, and the databases that follow from it.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::str::FromStr;

use clap::Parser;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::books::Books;
use crate::books::calendar;
use crate::books::generate::{Country, Spec};
use crate::books::records::LoadError;
use crate::books::version::Version;
use crate::database::Database;

/// A simulated Odoo: JSON-2, JSON-RPC and XML-RPC, faults and changes under /_sim/.
#[derive(Parser)]
#[command(name = "odoo-sim")]
pub struct Arguments {
    #[arg(long, default_value = "127.0.0.1:8069")]
    pub bind: SocketAddr,
    /// A database as name:seed:invoices:country, country pe or ar; may be repeated.
    #[arg(long = "tenant", value_name = "NAME:SEED:INVOICES:COUNTRY")]
    tenants: Vec<Tenant>,
    /// The only database, if no tenant is given.
    #[arg(long, default_value = "demo")]
    database: String,
    #[arg(long, default_value_t = 1)]
    seed: u64,
    #[arg(long, default_value_t = 1000)]
    invoices: usize,
    /// About this many move lines, in place of a number of invoices.
    #[arg(long)]
    lines: Option<usize>,
    #[arg(long, default_value_t = 2)]
    companies: u32,
    /// Days with documents, up to today.
    #[arg(long, default_value_t = 400)]
    days: u32,
    /// The day the books end on; today (UTC) if not given.
    #[arg(long)]
    today: Option<Date>,
    /// Of every database.
    #[arg(long, default_value = "admin")]
    user: String,
    #[arg(long, default_value = "admin")]
    password: String,
    /// The version of Odoo to be: 16, 17, 18 or 19; records of 17 are changed into its form.
    #[arg(long, default_value = "17")]
    version: Version,
    /// Worker processes: so many calls are served at the same time, others wait. 0 means no limit.
    #[arg(long, default_value_t = 0)]
    pub workers: usize,
    /// Serve recorded records (a directory with records/, fields/ and exchanges/) in place of made-up
    /// ones, as the version that they were recorded of.
    #[arg(long)]
    records: Option<PathBuf>,
}

#[derive(Clone)]
struct Tenant {
    name: String,
    seed: u64,
    invoices: usize,
    country: Country,
}

impl FromStr for Tenant {
    type Err = String;

    fn from_str(text: &str) -> Result<Tenant, String> {
        let parts: Vec<&str> = text.split(':').collect();
        let [name, seed, invoices, country] = parts.as_slice() else {
            return Err("name:seed:invoices:country expected".to_owned());
        };
        let country = match *country {
            "pe" => Country::Peru,
            "ar" => Country::Argentina,
            other => return Err(format!("country {other} is neither pe nor ar")),
        };
        Ok(Tenant {
            name: (*name).to_owned(),
            seed: seed
                .parse()
                .map_err(|_| format!("seed {seed} is no number"))?,
            invoices: invoices
                .parse()
                .map_err(|_| format!("invoices {invoices} is no number"))?,
            country,
        })
    }
}

impl Arguments {
    /// Makes or loads every database to serve.
    pub fn databases(&self) -> Result<Vec<Database>, LoadError> {
        let of = |name: &str, books: Books| {
            let books = books.of_version(self.version);
            Database::new(name, &self.user, &self.password, books)
        };
        if let Some(dir) = &self.records {
            return Ok(vec![of(&self.database, Books::from_records(dir)?)]);
        }
        let now = Timestamp::from_microsecond(calendar::now()).unwrap_or_default();
        let today = self
            .today
            .unwrap_or_else(|| now.to_zoned(TimeZone::UTC).date());
        let spec = |seed, invoices, country| Spec {
            country,
            lines: self.lines,
            companies: self.companies,
            days: self.days,
            ..Spec::new(seed, invoices, today)
        };
        if self.tenants.is_empty() {
            let spec = spec(self.seed, self.invoices, Country::Peru);
            return Ok(vec![of(&self.database, Books::generate(&spec))]);
        }
        let tenants = self.tenants.iter().map(|tenant| {
            let spec = spec(tenant.seed, tenant.invoices, tenant.country);
            of(&tenant.name, Books::generate(&spec))
        });
        Ok(tenants.collect())
    }
}
