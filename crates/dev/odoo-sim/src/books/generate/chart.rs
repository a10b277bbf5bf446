//! What a company has before its first document: currency and rates, accounts, journals, taxes.

use std::collections::HashMap;

use crate::books::Books;
use crate::books::calendar::DAY_MICROS;
use crate::books::generate::master;
use crate::books::generate::money::Rate;
use crate::books::generate::rng::Rng;
use crate::books::generate::world::{self, DOLLAR, DocumentTypes, Terms, World, insert};
use crate::books::generate::{Country, Period, Spec};
use crate::books::number::Number;
use crate::books::table::Cell;

/// The ids that the documents of a company need.
pub(crate) struct Company {
    pub(crate) id: u32,
    pub(crate) country: u32,
    pub(crate) currency: u32,
    pub(crate) foreign: u32,
    first_rate_day: i32,
    rates: Vec<Rate>,
    pub(crate) accounts: Accounts,
    pub(crate) journals: Journals,
    pub(crate) taxes: Taxes,
    pub(crate) terms: Terms,
    pub(crate) documents: DocumentTypes,
}

pub(crate) struct Accounts {
    pub(crate) receivable: u32,
    pub(crate) payable: u32,
    pub(crate) income: [u32; 2],
    pub(crate) expense: [u32; 2],
    pub(crate) tax: u32,
    pub(crate) cash: u32,
    pub(crate) bank: u32,
    /// The suspense account, for bank transactions that nobody has identified yet.
    pub(crate) suspense: u32,
    pub(crate) outstanding_in: u32,
    pub(crate) outstanding_out: u32,
    pub(crate) exchange_loss: u32,
    pub(crate) exchange_gain: u32,
    pub(crate) equity: u32,
}

pub(crate) struct Journals {
    pub(crate) sale: u32,
    pub(crate) purchase: u32,
    pub(crate) bank: u32,
    pub(crate) general: u32,
    pub(crate) exchange: u32,
}

pub(crate) struct Taxes {
    pub(crate) sale: u32,
    pub(crate) purchase: u32,
    pub(crate) percent: i64,
}

impl Company {
    /// The rate of the foreign currency on that day.
    pub(crate) fn rate(&self, day: i32) -> Rate {
        let index = usize::try_from(day - self.first_rate_day).unwrap_or(0);
        self.rates[index.min(self.rates.len() - 1)]
    }

    /// An amount in `currency` as of that day.
    pub(crate) fn in_own_currency(&self, currency: u32, day: i32, amount: i64) -> i64 {
        if currency == self.currency {
            amount
        } else {
            self.rate(day).convert(amount)
        }
    }
}

pub(crate) fn fill(books: &mut Books, rng: &mut Rng, spec: &Spec, period: Period) -> Vec<Company> {
    let born = i64::from(period.start - 30) * DAY_MICROS + 36_000_000_000;
    let world = world::fill(books, rng, spec.country, period, born);
    (0..spec.companies.max(1))
        .map(|index| company(books, spec.country, index, &world, period))
        .collect()
}

/// Every second company keeps its books in dollars.
fn company(
    books: &mut Books,
    country: Country,
    index: u32,
    world: &World,
    period: Period,
) -> Company {
    let (country_id, local) = world::home(country);
    let in_dollars = index % 2 == 1;
    let (currency, foreign) = if in_dollars {
        (DOLLAR, local)
    } else {
        (local, DOLLAR)
    };
    let id = company_row(books, country, index, currency, world.born);
    let rates = rates(world, in_dollars);
    rate_rows(books, id, foreign, &rates, period);
    let accounts = accounts(books, id, country, world.born);
    let journals = journals(books, id, &accounts, world.born);
    master::groups(books, id, country, world.born);
    Company {
        id,
        country: country_id,
        currency,
        foreign,
        first_rate_day: period.start,
        rates,
        accounts,
        journals,
        taxes: taxes(books, id, country, world.born),
        terms: world.terms.clone(),
        documents: world.documents,
    }
}

/// Rates of the foreign currency: the dollar in local currency, or the reverse.
fn rates(world: &World, in_dollars: bool) -> Vec<Rate> {
    let rate = |&rate: &i64| {
        let (numerator, denominator) = if in_dollars {
            (10_000, rate)
        } else {
            (rate, 10_000)
        };
        Rate {
            numerator,
            denominator,
        }
    };
    world.dollar_rates.iter().map(rate).collect()
}

fn company_row(books: &mut Books, country: Country, index: u32, currency: u32, born: i64) -> u32 {
    let form = match country {
        Country::Peru => "Perú S.A.C.",
        Country::Argentina => "Argentina S.R.L.",
    };
    let name = books.text(&format!("Comercial Andina {form} {}", index + 1));
    let (vat, street, city, zip) = match country {
        Country::Peru => (
            format!("2051234567{}", (index + 8) % 10),
            "Av. Los Conquistadores 1184, piso 7",
            "San Isidro, Lima",
            "15073",
        ),
        Country::Argentina => (
            format!("3071589234{}", (index + 8) % 10),
            "Av. Triunvirato 4187",
            "Ciudad Autónoma de Buenos Aires",
            "C1431FBD",
        ),
    };
    let country = Cell::Id(world::home(country).0);
    let commercial = Cell::Id(books.table("res.partner").next_id());
    let partner = [
        ("name", name),
        ("commercial_partner_id", commercial),
        ("country_id", country),
        ("vat", books.text(&vat)),
        ("street", books.text(street)),
        ("city", books.text(city)),
        ("zip", books.text(zip)),
        ("is_company", Cell::Bool(true)),
        ("active", Cell::Bool(true)),
    ];
    let partner = insert(books, "res.partner", born, &partner);
    let company = [
        ("name", name),
        ("currency_id", Cell::Id(currency)),
        ("partner_id", Cell::Id(partner)),
        ("country_id", country),
        ("fiscalyear_last_day", Cell::Int(31)),
        ("fiscalyear_last_month", books.text("12")),
        ("active", Cell::Bool(true)),
    ];
    insert(books, "res.company", born, &company)
}

fn rate_rows(books: &mut Books, company: u32, foreign: u32, rates: &[Rate], period: Period) {
    for (day, rate) in (period.start..).zip(rates) {
        let (per_unit, inverse) = rate.numbers();
        let born = i64::from(day) * DAY_MICROS + 1_000_000;
        let values = [
            ("name", Cell::Day(day)),
            ("rate", Cell::Number(per_unit)),
            ("company_rate", Cell::Number(per_unit)),
            ("inverse_company_rate", Cell::Number(inverse)),
            ("currency_id", Cell::Id(foreign)),
            ("company_id", Cell::Id(company)),
        ];
        insert(books, "res.currency.rate", born, &values);
    }
}

fn accounts(books: &mut Books, company: u32, country: Country, born: i64) -> Accounts {
    let mut ids = HashMap::new();
    for row in include_str!("../../../data/accounts.csv").lines().skip(1) {
        let mut cells = row.split(';');
        let mut next = || cells.next().unwrap_or_default();
        let (key, codes, name, kind, reconcile) =
            (next(), [next(), next()], next(), next(), next());
        let code = codes[usize::from(country == Country::Argentina)];
        // As in Odoo 17: income, expenses and memorandum accounts begin each year at zero.
        let begins_at_zero = ["income", "expense", "off_balance"];
        let begins_at_zero = begins_at_zero.iter().any(|start| kind.starts_with(start));
        let values = [
            ("code", books.text(code)),
            ("name", books.text(name)),
            ("account_type", books.text(kind)),
            ("reconcile", Cell::Bool(reconcile == "yes")),
            ("deprecated", Cell::Bool(key == "old")),
            ("include_initial_balance", Cell::Bool(!begins_at_zero)),
            ("company_id", Cell::Id(company)),
        ];
        ids.insert(key, insert(books, "account.account", born, &values));
    }
    let id = |key: &str| ids.get(key).copied().unwrap_or_default();
    Accounts {
        receivable: id("receivable"),
        payable: id("payable"),
        income: [id("sales"), id("sales_services")],
        expense: [id("purchases"), id("services")],
        tax: id("tax"),
        cash: id("cash"),
        bank: id("bank"),
        suspense: id("suspense"),
        outstanding_in: id("outstanding_in"),
        outstanding_out: id("outstanding_out"),
        exchange_loss: id("exchange_loss"),
        exchange_gain: id("exchange_gain"),
        equity: id("equity"),
    }
}

fn taxes(books: &mut Books, company: u32, country: Country, born: i64) -> Taxes {
    let percent = match country {
        Country::Peru => 18,
        Country::Argentina => 21,
    };
    let mut one = |name: &str, percent: i64, usage: &str| {
        let values = [
            ("name", books.text(name)),
            ("amount", Cell::Number(Number::new(percent, 0))),
            ("amount_type", books.text("percent")),
            ("type_tax_use", books.text(usage)),
            ("company_id", Cell::Id(company)),
            ("active", Cell::Bool(true)),
        ];
        insert(books, "account.tax", born, &values)
    };
    let name = format!("{percent}%");
    let taxes = Taxes {
        sale: one(&name, percent, "sale"),
        purchase: one(&name, percent, "purchase"),
        percent,
    };
    one("0% EXP", 0, "sale");
    taxes
}

fn journals(books: &mut Books, company: u32, accounts: &Accounts, born: i64) -> Journals {
    let bank_account = master::bank_account_of_company(books, company, born);
    let mut one = |code: &str, name: &str, kind: &str, account: u32| {
        let its_bank_account = if kind == "bank" { bank_account } else { 0 };
        let values = [
            ("code", books.text(code)),
            ("name", books.text(name)),
            ("type", books.text(kind)),
            ("default_account_id", Cell::link(account)),
            ("bank_account_id", Cell::link(its_bank_account)),
            ("company_id", Cell::Id(company)),
            ("active", Cell::Bool(true)),
        ];
        insert(books, "account.journal", born, &values)
    };
    let journals = Journals {
        sale: one("INV", "Facturas de clientes", "sale", accounts.income[0]),
        purchase: one(
            "BILL",
            "Facturas de proveedores",
            "purchase",
            accounts.expense[0],
        ),
        bank: one("BNK1", "Banco", "bank", accounts.bank),
        general: one("MISC", "Operaciones varias", "general", 0),
        exchange: one("EXCH", "Diferencia de cambio", "general", 0),
    };
    one("CSH1", "Caja", "cash", accounts.cash);
    journals
}
