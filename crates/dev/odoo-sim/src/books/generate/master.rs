//! Master data other than the chart and the partners: banks and bank accounts, account groups,
//! products, analytic accounts and sales teams. Nothing here is random, so the documents of a seed
//! do not depend on it.

use crate::books::Books;
use crate::books::generate::Country;
use crate::books::generate::world::insert;
use crate::books::table::Cell;

/// The product names in document lines; the ids of the products begin with 1.
pub(crate) const PRODUCTS: [&str; 12] = [
    "[FURN_8220] Escritorio de cuatro plazas\nEstación de trabajo moderna",
    "[FURN_7777] Silla de oficina",
    "Servicio de consultoría \"premium\" (horas)",
    "Café molido 250 g & filtros",
    "[E-COM12] Silla de conferencias (acero)",
    "=CONCATENAR(\"x\") licencia anual",
    "Flete Lima → Arequipa",
    "Papel A4, 80 g; paquete",
    "Mantenimiento de jardín 🌿",
    "[SRV-01] Soporte <básico>",
    "Alquiler de equipos",
    "Ítem con tabulador\ty fin",
];

/// The index of the product that has two variants.
const WITH_VARIANTS: usize = 4;

const BANKS: [(&str, &str); 4] = [
    ("Banco de Crédito \"Andino\"", "ANDIPEPL"),
    ("Banco de la Nación", "BANCPEPL"),
    ("Scotia & Hijos", "BSUDPEPL"),
    ("Caja Municipal (cerrada)", ""),
];

pub(crate) fn banks(books: &mut Books, country: u32, born: i64) {
    for (index, (name, code)) in BANKS.into_iter().enumerate() {
        let values = [
            ("name", books.text(name)),
            ("bic", text_or_none(books, code)),
            ("country", Cell::Id(country)),
            ("active", Cell::Bool(index + 1 < BANKS.len())),
        ];
        insert(books, "res.bank", born, &values);
    }
}

fn text_or_none(books: &mut Books, text: &str) -> Cell {
    if text.is_empty() {
        Cell::None
    } else {
        books.text(text)
    }
}

/// The account of the company's bank journal.
pub(crate) fn bank_account_of_company(books: &mut Books, company: u32, born: i64) -> u32 {
    let row = books.table("res.company").position(i64::from(company));
    let partner = row.map_or(0, |row| books.id_in("res.company", row, "partner_id"));
    let number = format!("191-{company:07}-0-01");
    bank_account(books, &number, (partner, company), born)
}

/// Every third partner that is not a contact has an account; a few are archived.
pub(crate) fn bank_account_of_partner(books: &mut Books, index: usize, partner: u32, born: i64) {
    if index.is_multiple_of(3) {
        let number = format!("PE02 {:04}-{partner:08}", index % 97);
        bank_account(books, &number, (partner, 0), born);
    }
}

fn bank_account(books: &mut Books, number: &str, (partner, company): (u32, u32), born: i64) -> u32 {
    let id = books.table("res.partner.bank").next_id();
    let sanitized: String = number.chars().filter(|c| c.is_alphanumeric()).collect();
    let holder = if id.is_multiple_of(5) {
        "Ñ. O'Higgins & \"Cía\""
    } else {
        ""
    };
    let values = [
        ("acc_number", books.text(number)),
        ("sanitized_acc_number", books.text(&sanitized)),
        ("acc_holder_name", text_or_none(books, holder)),
        ("partner_id", Cell::link(partner)),
        ("bank_id", Cell::link(id % 4)),
        ("currency_id", Cell::link(id % 3)),
        ("company_id", Cell::link(company)),
        ("allow_out_payment", Cell::Bool(id.is_multiple_of(2))),
        ("active", Cell::Bool(!id.is_multiple_of(11))),
    ];
    insert(books, "res.partner.bank", born, &values)
}

/// Two levels over the account codes of the company; a group has the name of its first account.
pub(crate) fn groups(books: &mut Books, company: u32, country: Country, born: i64) {
    let width = match country {
        Country::Peru => 2,
        Country::Argentina => 3,
    };
    let accounts = books.table("account.account");
    let of_company = accounts
        .live_rows()
        .filter(|&row| books.id_in("account.account", row, "company_id") == company);
    let text = |row: usize, field: &str| {
        let text = books.text_in("account.account", row, field);
        text.unwrap_or_default().to_owned()
    };
    let mut codes: Vec<(String, String)> = of_company
        .map(|row| (text(row, "code"), text(row, "name")))
        .collect();
    codes.sort();
    let (mut upper, mut parent, mut lower) = (String::new(), 0, String::new());
    for (code, name) in codes {
        let (first, prefix) = (&code[..1], &code[..width]);
        if upper != first {
            first.clone_into(&mut upper);
            parent = group(books, first, &format!("Clase {first}"), (0, company), born);
        }
        if lower != prefix {
            prefix.clone_into(&mut lower);
            group(books, prefix, &name, (parent, company), born);
        }
    }
}

fn group(
    books: &mut Books,
    prefix: &str,
    name: &str,
    (parent, company): (u32, u32),
    born: i64,
) -> u32 {
    let prefix = books.text(prefix);
    let values = [
        ("name", books.text(name)),
        ("code_prefix_start", prefix),
        ("code_prefix_end", prefix),
        ("parent_id", Cell::link(parent)),
        ("company_id", Cell::Id(company)),
    ];
    insert(books, "account.group", born, &values)
}

/// A template per product. Its id is one higher than the variant's, since the first has no variant.
pub(crate) fn products(books: &mut Books, born: i64) {
    template(books, ("", "Plantilla sin variantes"), false, born);
    for (index, label) in PRODUCTS.into_iter().enumerate() {
        let (code, name) = code_and_name(label);
        let of_template = if index == WITH_VARIANTS { "" } else { code };
        let template = template(books, (of_template, name), true, born);
        variant(books, template, code, born);
    }
    let place = u32::try_from(WITH_VARIANTS).unwrap_or(0);
    variant(books, place + 2, "E-COM13", born);
}

/// `[CODE] Name` and a description below it, as Odoo fills a line's label.
fn code_and_name(label: &str) -> (&str, &str) {
    let label = label.lines().next().unwrap_or_default();
    match label
        .strip_prefix('[')
        .and_then(|rest| rest.split_once("] "))
    {
        Some(parts) => parts,
        None => ("", label),
    }
}

fn template(books: &mut Books, (code, name): (&str, &str), active: bool, born: i64) -> u32 {
    let is_service = code.starts_with("SRV") || name.starts_with("Servicio");
    let values = [
        ("name", books.text(name)),
        ("default_code", text_or_none(books, code)),
        (
            "type",
            books.text(if is_service { "service" } else { "consu" }),
        ),
        ("active", Cell::Bool(active)),
    ];
    insert(books, "product.template", born, &values)
}

fn variant(books: &mut Books, template: u32, code: &str, born: i64) {
    let id = books.table("product.product").next_id();
    let barcode = if id.is_multiple_of(4) {
        format!("77500000{id:05}")
    } else {
        String::new()
    };
    let values = [
        ("product_tmpl_id", Cell::Id(template)),
        ("default_code", text_or_none(books, code)),
        ("barcode", text_or_none(books, &barcode)),
        ("active", Cell::Bool(code != "E-COM13")),
    ];
    insert(books, "product.product", born, &values);
}

/// The distributions of documents use analytic accounts 1 and 2.
pub(crate) fn analytic_accounts(books: &mut Books, company: u32, born: i64) {
    let plans = [("Proyectos", 0), ("Departamentos", 0), ("Norte", 2)];
    for (name, parent) in plans {
        let full = if parent == 0 {
            name.to_owned()
        } else {
            format!("Departamentos / {name}")
        };
        let values = [
            ("name", books.text(name)),
            ("complete_name", books.text(&full)),
            ("parent_id", Cell::link(parent)),
        ];
        insert(books, "account.analytic.plan", born, &values);
    }
    let accounts = [
        ("Obra \"Puente Ñ\"", "P-001", 1, 0),
        ("Mantenimiento; varios", "", 1, 0),
        ("Sede norte", "D-N", 3, company),
        ("Obra terminada", "P-000", 1, 0),
    ];
    for (index, (name, code, plan, company)) in accounts.into_iter().enumerate() {
        let values = [
            ("name", books.text(name)),
            ("code", text_or_none(books, code)),
            ("plan_id", Cell::Id(plan)),
            ("root_plan_id", Cell::Id(if plan == 3 { 2 } else { plan })),
            ("company_id", Cell::link(company)),
            ("active", Cell::Bool(index + 1 < accounts.len())),
        ];
        insert(books, "account.analytic.account", born, &values);
    }
}

/// Documents belong to the first two; the third is archived.
pub(crate) fn teams(books: &mut Books, leaders: &[u32], company: u32, born: i64) {
    let teams = [
        ("Ventas Lima", 0),
        ("Exportación & \"web\"", 0),
        ("Antiguo", company),
    ];
    for (index, (name, company)) in teams.into_iter().enumerate() {
        let values = [
            ("name", books.text(name)),
            (
                "user_id",
                Cell::link(leaders.get(index).copied().unwrap_or(0)),
            ),
            ("company_id", Cell::link(company)),
            ("active", Cell::Bool(company == 0)),
        ];
        insert(books, "crm.team", born, &values);
    }
}

/// The team of a salesperson.
pub(crate) fn team_of(user: u32) -> u32 {
    if user == 0 { 0 } else { 1 + user % 2 }
}
