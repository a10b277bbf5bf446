//! What papers and mails say about a company beyond what Odoo knows: logo, bank accounts, and whom to
//! ask. `[paper]` holds for all companies of the tenant; `[paper.companies.<id>]` replaces it for one.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::check;
use crate::reader::Reader;

const KEY: &str = "paper";
const BANK_ACCOUNT: [&str; 4] = ["currency", "bank", "account", "interbank"];

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Papers {
    all: PaperDetails,
    /// By id of the company.
    of_companies: BTreeMap<i64, PaperDetails>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PaperDetails {
    /// A PNG or JPEG file.
    pub logo: Option<PathBuf>,
    /// Where customers pay to.
    pub bank_accounts: Vec<BankAccount>,
    /// Who answers customers.
    pub contact: Option<Contact>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BankAccount {
    /// ISO 4217 code.
    pub currency: String,
    pub bank: String,
    pub account: String,
    /// The number for transfers from other banks: CCI in Peru, CBU in Argentina.
    pub interbank: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contact {
    pub name: Option<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
}

impl Papers {
    pub fn of(&self, company_id: Option<i64>) -> &PaperDetails {
        let own = company_id.and_then(|id| self.of_companies.get(&id));
        own.unwrap_or(&self.all)
    }

    /// The details of all companies.
    pub fn iter(&self) -> impl Iterator<Item = &PaperDetails> {
        std::iter::once(&self.all).chain(self.of_companies.values())
    }
}

pub(crate) fn read(reader: &mut Reader, dir: &Path) -> Papers {
    let below = format!("{KEY}.companies");
    let companies: BTreeSet<String> = reader
        .entries(&below)
        .into_iter()
        .map(|(key, _)| key.split('.').next().unwrap_or_default().to_owned())
        .collect();
    let mut of_companies = BTreeMap::new();
    for company in companies {
        let details = details(reader, &format!("{below}.{company}"), dir);
        match company.parse() {
            Ok(id) => {
                of_companies.insert(id, details);
            }
            Err(_) => reader.problem(&format!("`{below}.{company}` must end with a company's id")),
        }
    }
    Papers {
        all: details(reader, KEY, dir),
        of_companies,
    }
}

fn details(reader: &mut Reader, key: &str, dir: &Path) -> PaperDetails {
    let logo = reader.optional_text(&format!("{key}.logo"), check::picture);
    let mut part =
        |name: &str, check| reader.optional_text(&format!("{key}.contact.{name}"), check);
    let contact = Contact {
        name: part("name", check::present),
        phone: part("phone", check::present),
        email: part("email", check::address),
    };
    PaperDetails {
        // A relative path starts at the directory of `base.toml`.
        logo: logo.map(|path| dir.join(path)),
        bank_accounts: bank_accounts(reader, &format!("{key}.bank_accounts")),
        contact: Some(contact).filter(|contact| *contact != Contact::default()),
    }
}

fn bank_accounts(reader: &mut Reader, key: &str) -> Vec<BankAccount> {
    let mut accounts = Vec::new();
    for mut table in reader.tables(key, &BANK_ACCOUNT) {
        let interbank = table.remove("interbank").filter(|text| !text.is_empty());
        let mut needed = |name: &str| {
            let text = table.remove(name).filter(|text| !text.is_empty());
            if text.is_none() {
                reader.problem(&format!("`{key}`: an account has no `{name}`"));
            }
            text.unwrap_or_default()
        };
        let account = BankAccount {
            currency: needed("currency"),
            bank: needed("bank"),
            account: needed("account"),
            interbank,
        };
        if let Err(reason) = check::currency(&account.currency) {
            reader.problem(&format!("`{key}`: \"{}\" {reason}", account.currency));
        }
        accounts.push(account);
    }
    accounts
}
