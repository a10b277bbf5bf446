//! Users and partners. Their names break naive readers of CSV, XML, JSON and HTML.

use crate::books::Books;
use crate::books::calendar::DAY_MICROS;
use crate::books::generate::Period;
use crate::books::generate::chart::Company;
use crate::books::generate::master;
use crate::books::generate::rng::Rng;
use crate::books::table::Cell;

pub(crate) struct Partner {
    pub(crate) id: u32,
    pub(crate) commercial: u32,
    /// Zero: belongs to every company.
    pub(crate) company: u32,
}

pub(crate) struct People {
    pub(crate) partners: Vec<Partner>,
    pub(crate) salespeople: Vec<u32>,
}

const NAMES: [&str; 30] = [
    "Distribuidora Andina E.I.R.L.",
    "Ñandú O'Higgins & Cía",
    "\"La Económica\", S.A.",
    "=SUMA(A1:A9) Consultores",
    "+51 Comunicaciones",
    "@rroba Digital",
    "-Menos es Más- Diseño",
    "Panadería 🥖 El Trigal",
    "Müller & Söhne GmbH",
    "Grupo <Alfa> & \"Beta\"",
    "Línea uno\nLínea dos S.A.",
    "Ferretería; Puntos, Comas y Cía.",
    "Çelik Sanayi A.Ş.",
    "株式会社ミラフローレス",
    "O'Connor, Peña y Asociados",
    "  Espacios  al  margen  ",
    "Transportes 100% Seguros",
    "C:\\Sistemas\\Backup S.R.L.",
    "Tab\ty otros caracteres",
    "Zoë's Café",
    "null",
    "0012345",
    "1e5",
    "TRUE",
    "مؤسسة الأنديز",
    "Пример Импорт",
    "'; drop table partner; --",
    "Clínica San José (sede Arequipa)",
    "Minera Cerro Verde Nº 2",
    "Agroexportadora del Sur",
];

const SALESPEOPLE: [&str; 6] = [
    "María Núñez",
    "José Quispe",
    "Lucía D'Angelo",
    "Andrés \"Pepe\" Gómez",
    "Noël Castañeda",
    "Zoila Vaca",
];

/// Tags; the first is the parent of the last.
const TAGS: [&str; 5] = [
    "Gobierno",
    "Mayorista",
    "Minorista",
    "Exportación",
    "Obras públicas",
];

/// Assigns tags to partners in turn.
const TAGGED: [&str; 6] = ["[1]", "", "[2]", "[3, 4]", "", "[1, 2, 5]"];

pub(crate) fn fill(
    books: &mut Books,
    rng: &mut Rng,
    companies: &[Company],
    period: Period,
    documents: usize,
) -> People {
    let born = i64::from(period.start - 20) * DAY_MICROS + 40_000_000_000;
    let ids: Vec<String> = companies
        .iter()
        .map(|company| company.id.to_string())
        .collect();
    let companies_json = Cell::Json(books.pool.intern(&format!("[{}]", ids.join(", "))));
    let users = [("OdooBot", "__system__"), ("Administrador", "admin")];
    let salespeople = SALESPEOPLE.iter().map(|name| (*name, ""));
    let mut user_ids = Vec::new();
    for (index, (name, login)) in users.into_iter().chain(salespeople).enumerate() {
        let login = if login.is_empty() {
            format!("ventas{index}@example.com")
        } else {
            login.to_owned()
        };
        user_ids.push(user(books, name, &login, born, companies_json));
    }
    tags(books, born);
    master::analytic_accounts(books, companies[0].id, born);
    master::teams(books, &user_ids[2..], companies[0].id, born);
    let count = (documents / 12).clamp(40, 20_000);
    let mut partners: Vec<Partner> = Vec::with_capacity(count);
    for index in 0..count {
        let contact_of = partners
            .last()
            .filter(|last| index % 12 == 11 && last.id == last.commercial)
            .map(|last| (last.id, last.company));
        let partner = partner(books, rng, companies, born, index, contact_of);
        if contact_of.is_none() {
            master::bank_account_of_partner(books, index, partner.id, born);
        }
        partners.push(partner);
    }
    People {
        partners,
        salespeople: user_ids.split_off(2),
    }
}

fn tags(books: &mut Books, born: i64) {
    for (index, name) in TAGS.into_iter().enumerate() {
        let values = [
            ("name", books.text(name)),
            ("parent_id", Cell::link(u32::from(index + 1 == TAGS.len()))),
            ("active", Cell::Bool(true)),
            ("create_date", Cell::Instant(born)),
            ("write_date", Cell::Instant(born)),
        ];
        books.insert("res.partner.category", &values);
    }
}

fn tags_of(books: &mut Books, index: usize) -> Cell {
    match TAGGED[index % TAGGED.len()] {
        "" => Cell::None,
        ids => Cell::Json(books.pool.intern(ids)),
    }
}

fn user(books: &mut Books, name: &str, login: &str, born: i64, companies: Cell) -> u32 {
    let name = books.text(name);
    let active = Cell::Bool(login != "__system__");
    let stamps = [
        ("create_date", Cell::Instant(born)),
        ("write_date", Cell::Instant(born)),
    ];
    let commercial = Cell::Id(books.table("res.partner").next_id());
    let partner = [
        ("name", name),
        ("active", active),
        ("commercial_partner_id", commercial),
        stamps[0],
        stamps[1],
    ];
    let partner = books.insert("res.partner", &partner);
    let login = books.text(login);
    books.insert(
        "res.users",
        &[
            ("name", name),
            ("login", login),
            ("partner_id", Cell::Id(partner)),
            ("active", active),
            ("company_id", Cell::Id(1)),
            ("company_ids", companies),
            stamps[0],
            stamps[1],
        ],
    )
}

fn partner(
    books: &mut Books,
    rng: &mut Rng,
    companies: &[Company],
    born: i64,
    index: usize,
    contact_of: Option<(u32, u32)>,
) -> Partner {
    let id = books.table("res.partner").next_id();
    let (parent, company) = contact_of.unwrap_or_else(|| {
        // A few partners belong to one company only.
        let own = rng
            .chance(3)
            .then(|| companies[rng.below(companies.len())].id);
        (0, own.unwrap_or(0))
    });
    let commercial = if parent == 0 { id } else { parent };
    let mut maybe = |percent: u64, text: &str| {
        if rng.chance(percent) {
            books.text(text)
        } else {
            Cell::None
        }
    };
    let reference = maybe(60, &format!("C-{index:05}"));
    let vat = maybe(
        if parent == 0 { 100 } else { 0 },
        &format!("20{:09}", 100_000_000 + index),
    );
    let city = maybe(70, ["Lima", "Córdoba", "Arequipa", "Cusco"][index % 4]);
    let email = maybe(95, &format!("cobranzas{index}@example.com"));
    let language = language(books, index);
    let written = born + rng.between(0, 5) * 3_600_000_000 + rng.between(0, 999_999);
    let country = if rng.chance(90) {
        companies[0].country
    } else {
        11
    };
    let tags = tags_of(books, index);
    let in_turn = u32::try_from(index % 6).unwrap_or(0);
    let address = address(books, index, parent != 0);
    let salesperson = if rng.chance(30) { 3 + in_turn } else { 0 };
    let values = [
        ("name", books.text(&name_of(index))),
        ("ref", reference),
        ("vat", vat),
        ("email", email),
        ("lang", language),
        ("city", city),
        ("country_id", Cell::Id(country)),
        ("parent_id", Cell::link(parent)),
        ("commercial_partner_id", Cell::Id(commercial)),
        ("company_id", Cell::link(company)),
        ("is_company", Cell::Bool(parent == 0)),
        ("active", Cell::Bool(!rng.chance(4))),
        ("customer_rank", Cell::Int(rng.between(0, 30))),
        ("supplier_rank", Cell::Int(rng.between(0, 8))),
        ("user_id", Cell::link(salesperson)),
        ("category_id", tags),
        ("l10n_latam_identification_type_id", Cell::Id(4)),
        ("create_date", Cell::Instant(born)),
        ("write_date", Cell::Instant(written)),
    ];
    Partner {
        id: books.insert("res.partner", &[&values[..], &address].concat()),
        commercial,
        company,
    }
}

/// Most read Spanish, some English; some have no language.
fn language(books: &mut Books, index: usize) -> Cell {
    match index % 9 {
        4 => Cell::None,
        7 => books.text("en_US"),
        _ => books.text("es_PE"),
    }
}

/// Some contacts of a company are addresses for invoices or deliveries.
fn address(books: &mut Books, index: usize, is_contact: bool) -> [(&'static str, Cell); 4] {
    let kinds = ["contact", "invoice", "delivery", "other"];
    let kind = if is_contact { index / 12 % 4 } else { 0 };
    let second_line = if index.is_multiple_of(5) {
        books.text("Of. 12 \"B\"; piso 3")
    } else {
        Cell::None
    };
    [
        ("type", books.text(kinds[kind])),
        ("street", books.text(&format!("Av. Ñuñoa Nº {index}"))),
        ("street2", second_line),
        ("zip", books.text(&format!("{:05}", 150 + index % 500))),
    ]
}

fn name_of(index: usize) -> String {
    let base = NAMES[index % NAMES.len()];
    match index {
        37 => format!("{}ñ.", "Nombre larguísimo ".repeat(11)), // 200 characters
        _ if index < NAMES.len() => base.to_owned(),
        _ => format!("{base} {index}"),
    }
}
