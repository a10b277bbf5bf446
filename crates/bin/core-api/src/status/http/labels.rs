//! What people call the mirrored models, in the languages of the API.

use crate::http::language::Language;

/// The model's label; its own name if a tenant's file added the model.
pub(crate) fn of(model: &str, language: Language) -> String {
    let found = LABELS.iter().find(|(known, ..)| *known == model);
    let label = found.map_or(model, |(_, english, spanish)| match language {
        Language::English => english,
        Language::Spanish => spanish,
    });
    label.to_owned()
}

#[rustfmt::skip]
static LABELS: [(&str, &str, &str); 27] = [
    ("account.account", "Accounts", "Cuentas contables"),
    ("account.analytic.account", "Analytic accounts", "Cuentas analíticas"),
    ("account.analytic.line", "Analytic items", "Apuntes analíticos"),
    ("account.analytic.plan", "Analytic plans", "Planes analíticos"),
    ("account.bank.statement.line", "Bank statement lines", "Líneas de extractos bancarios"),
    ("account.full.reconcile", "Full reconciliations", "Conciliaciones completas"),
    ("account.group", "Account groups", "Grupos de cuentas"),
    ("account.journal", "Journals", "Diarios"),
    ("account.move", "Journal entries", "Asientos contables"),
    ("account.move.line", "Journal items", "Apuntes contables"),
    ("account.partial.reconcile", "Partial reconciliations", "Conciliaciones parciales"),
    ("account.payment", "Payments", "Pagos"),
    ("account.payment.term", "Payment terms", "Plazos de pago"),
    ("account.tax", "Taxes", "Impuestos"),
    ("crm.team", "Sales teams", "Equipos de ventas"),
    ("l10n_latam.document.type", "Document types", "Tipos de documento"),
    ("product.product", "Product variants", "Variantes de productos"),
    ("product.template", "Products", "Productos"),
    ("res.bank", "Banks", "Bancos"),
    ("res.company", "Companies", "Compañías"),
    ("res.country", "Countries", "Países"),
    ("res.currency", "Currencies", "Monedas"),
    ("res.currency.rate", "Exchange rates", "Tipos de cambio"),
    ("res.partner", "Partners", "Contactos"),
    ("res.partner.bank", "Bank accounts", "Cuentas bancarias"),
    ("res.partner.category", "Partner tags", "Etiquetas de contactos"),
    ("res.users", "Users", "Usuarios"),
];
