/** Names of Odoo's models in the words of its own menus. */
import { language } from "../../session/preferences";

const LABELS: Record<string, { es: string; en: string }> = {
  "account.account": { es: "Cuentas", en: "Accounts" },
  "account.account.type": { es: "Tipos de cuenta", en: "Account types" },
  "account.bank.statement": { es: "Extractos de banco", en: "Bank statements" },
  "account.bank.statement.line": { es: "Líneas de banco", en: "Bank statement lines" },
  "account.full.reconcile": { es: "Conciliaciones", en: "Full reconciliations" },
  "account.group": { es: "Grupos de cuentas", en: "Account groups" },
  "account.journal": { es: "Diarios", en: "Journals" },
  "account.move": { es: "Asientos", en: "Journal entries" },
  "account.move.line": { es: "Apuntes contables", en: "Journal items" },
  "account.partial.reconcile": { es: "Conciliaciones parciales", en: "Partial reconciliations" },
  "account.payment": { es: "Pagos", en: "Payments" },
  "account.payment.term": { es: "Plazos de pago", en: "Payment terms" },
  "account.tax": { es: "Impuestos", en: "Taxes" },
  "l10n_latam.document.type": { es: "Tipos de documento", en: "Document types" },
  "res.company": { es: "Compañías", en: "Companies" },
  "res.currency": { es: "Monedas", en: "Currencies" },
  "res.currency.rate": { es: "Tipos de cambio", en: "Currency rates" },
  "res.partner": { es: "Clientes y proveedores", en: "Partners" },
  "res.partner.category": { es: "Etiquetas", en: "Partner tags" },
  "res.users": { es: "Usuarios", en: "Users" },
};

export function modelLabel(model: string): string {
  return LABELS[model]?.[language.value] ?? model;
}
