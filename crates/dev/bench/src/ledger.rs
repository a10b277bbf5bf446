//! Mirrors of realistic size, written by SQL: invoices of 400 days, most of them paid, the open
//! ones mostly recent; 50,000 partners.

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use odoo_sim::{Books, Spec};
use store::Object;
use system_tests::Stack;

use crate::machine::connect;

/// The last day of the books; every report uses this date.
pub(crate) const TODAY: &str = "2026-11-22";

/// The size of a mirror to write.
#[derive(Clone, Copy)]
struct Shape {
    invoices: i64,
    partners: i64,
    /// If true, each invoice has its other lines and, if paid, a payment. If false, there are only
    /// open receivables.
    complete: bool,
}

/// A tenant with a filled mirror.
pub(crate) struct Ledger {
    pub(crate) tenant: &'static str,
    pub(crate) lines: i64,
    pub(crate) open_items: i64,
    pub(crate) built_in: Duration,
}

/// Starts the services with a ledger of this many million lines, 5 % of them open, and for exports
/// another with 1,000,000 open items. `settings` are for every service.
pub(crate) async fn stack(
    small: bool,
    millions: i64,
    with_open: bool,
    settings: &[(&str, &str)],
) -> Result<(Stack, Vec<Ledger>)> {
    let scale = if small { 20 } else { 1 };
    let mut wanted = vec![(
        "ledger",
        Shape {
            invoices: millions * 220_000 / scale,
            partners: 50_000 / scale,
            complete: true,
        },
    )];
    if with_open {
        let shape = Shape {
            invoices: if small { 20_000 } else { 1_000_000 },
            partners: 50_000 / scale,
            complete: false,
        };
        wanted.push(("open", shape));
    }
    let mut books = Vec::new();
    for (tenant, _) in &wanted {
        books.push((*tenant, Books::generate(&Spec::new(1, 1, TODAY.parse()?))));
    }
    let limit = [("ESPEJO_RATE_LIMIT_PER_SECOND", "1000000")];
    let mut stack = Stack::prepare(books, &[&limit, settings].concat()).await;
    let mut ledgers = Vec::new();
    for (tenant, shape) in wanted {
        let database = &stack.tenant(tenant).database;
        let client = connect(&database.url(), database.name()).await?;
        ledgers.push(fill(&client, tenant, shape).await?);
    }
    stack.start_all().await;
    Ok((stack, ledgers))
}

async fn fill(client: &Object, tenant: &'static str, shape: Shape) -> Result<Ledger> {
    client.batch_execute("set synchronous_commit = off").await?;
    client.batch_execute(&masters(shape.partners)).await?;
    client.batch_execute(&invoices(shape)).await?;
    client.batch_execute(RECEIVABLES).await?;
    if shape.complete {
        client.batch_execute(COUNTERPARTS).await?;
        client.batch_execute(PAYMENTS).await?;
    }
    client.batch_execute(FRESHNESS).await?;
    client.batch_execute("vacuum (analyze)").await?;
    let begun = Instant::now();
    client.batch_execute("select report.rebuild()").await?;
    let built_in = begun.elapsed();
    client.batch_execute("vacuum (analyze)").await?;
    let counts = client
        .query_one(
            "select count(*), count(*) filter (where not reconciled and account_id = 1)
             from odoo.account_move_line",
            &[],
        )
        .await?;
    let (lines, open_items) = (counts.get(0), counts.get(1));
    ensure!(open_items > 0, "nothing is open in {tenant}");
    Ok(Ledger {
        tenant,
        lines,
        open_items,
        built_in,
    })
}

fn masters(partners: i64) -> String {
    format!(
        "insert into odoo.res_currency (id, name, symbol, rounding, decimal_places, active, _read_at, _run)
         values (1, 'PEN', 'S/', 0.01, 2, true, now(), gen_random_uuid()),
                (2, 'USD', '$', 0.01, 2, true, now(), gen_random_uuid());
         insert into odoo.res_company (id, name, currency_id, partner_id, _read_at, _run)
         values (1, 'Andina S.A.C.', 1, 1, now(), gen_random_uuid());
         insert into odoo.account_account (id, code, name, account_type, reconcile, company_id, _read_at, _run)
         values (1, '1212101', 'Facturas por cobrar emitidas', 'asset_receivable', true, 1, now(), gen_random_uuid()),
                (2, '1041101', 'Cuentas corrientes operativas', 'asset_cash', false, 1, now(), gen_random_uuid()),
                (3, '7011101', 'Mercaderías: terceros', 'income', false, 1, now(), gen_random_uuid()),
                (4, '4011101', 'IGV: cuenta propia', 'liability_current', false, 1, now(), gen_random_uuid());
         insert into odoo.account_journal (id, code, name, type, company_id, active, _read_at, _run)
         values (1, 'FV', 'Facturas de cliente', 'sale', 1, true, now(), gen_random_uuid()),
                (2, 'BCP', 'Banco', 'bank', 1, true, now(), gen_random_uuid());
         insert into odoo.l10n_latam_document_type (id, code, name, _read_at, _run)
         values (1, '01', 'Factura', now(), gen_random_uuid()),
                (2, '03', 'Boleta de venta', now(), gen_random_uuid());
         insert into odoo.res_users (id, login, partner_id, active, _read_at, _run)
         select n, 'vendedor' || n || '@andina.example', n, true, now(), gen_random_uuid()
         from generate_series(1, 20) n;
         insert into odoo.res_partner (id, name, ref, vat, city, commercial_partner_id, is_company,
             active, customer_rank, create_date, write_date, _read_at, _run)
         select n, 'Comercial ' || md5(n::text) || ' S.A.C.', 'C' || n, '20' || lpad(n::text, 9, '0'),
             'Lima', n, true, true, 1, now(), now(), now(), gen_random_uuid()
         from generate_series(1, {partners}) n;"
    )
}

/// Invoices in date order. Most of the last quarter is open, little of the rest.
fn invoices(shape: Shape) -> String {
    let Shape {
        invoices, partners, ..
    } = shape;
    let paid = if shape.complete {
        format!("chance % 1000 >= case when n > {invoices} * 3 / 4 then 850 else 20 end")
    } else {
        "false".to_owned()
    };
    format!(
        "create temporary table invoice as
         select n, date '{TODAY}' - 400 + (n * 400 / {invoices})::integer as day,
             (array[0, 15, 30, 60])[1 + chance % 4] as term,
             1 + (n * 7919) % {partners} as partner, {paid} as paid, net,
             round(net * 0.18, 2) as tax, net + round(net * 0.18, 2) as total,
             case when n % 5 = 0 then 2 else 1 end as currency,
             case when n % 5 = 0 then 3.75 else 1 end as per_unit
         from (select n, abs(hashint8(n)::bigint) as chance,
                   (100 + abs(hashint8(n + 7)::bigint) % 1000000) / 100.0::numeric as net
               from generate_series(1, {invoices}::bigint) n) drawn;
         insert into odoo.account_move (id, name, ref, move_type, state, payment_state, date,
             invoice_date, invoice_date_due, partner_id, commercial_partner_id, journal_id, company_id,
             currency_id, invoice_user_id, amount_untaxed, amount_tax, amount_total,
             l10n_latam_document_type_id, create_date, write_date, _read_at, _run)
         select n, 'F F001-' || lpad(n::text, 8, '0'), 'OC-' || n, 'out_invoice', 'posted',
             case when paid then 'paid' else 'not_paid' end, day, day, day + term, partner, partner,
             1, 1, currency, 1 + n % 20, round(net / per_unit, 2), round(tax / per_unit, 2),
             round(total / per_unit, 2), 1 + n % 2, now(), now(), now(), gen_random_uuid()
         from invoice;"
    )
}

const RECEIVABLES: &str = "
    insert into odoo.account_move_line (id, move_id, move_name, parent_state, date, invoice_date,
        date_maturity, name, ref, account_id, partner_id, journal_id, company_id, currency_id,
        debit, credit, balance, amount_currency, amount_residual, amount_residual_currency,
        reconciled, full_reconcile_id, display_type, create_date, write_date, _read_at, _run)
    select 3 * n - 2, n, 'F F001-' || lpad(n::text, 8, '0'), 'posted', day, day, day + term,
        'F F001-' || lpad(n::text, 8, '0'), 'OC-' || n, 1, partner, 1, 1, currency, total, 0, total,
        round(total / per_unit, 2), case when paid then 0 else total end,
        case when paid then 0 else round(total / per_unit, 2) end, paid,
        case when paid then n end, 'payment_term', now(), now(), now(), gen_random_uuid()
    from invoice;";

const COUNTERPARTS: &str = "
    insert into odoo.account_move_line (id, move_id, move_name, parent_state, date, invoice_date,
        name, account_id, partner_id, journal_id, company_id, currency_id, quantity, price_unit,
        price_subtotal, price_total, debit, credit, balance, amount_currency, amount_residual,
        amount_residual_currency, reconciled, display_type, create_date, write_date, _read_at, _run)
    select 3 * n - part.back, n, 'F F001-' || lpad(n::text, 8, '0'), 'posted', day, day,
        part.label, part.account, partner, 1, 1, currency, 1, part.amount, part.amount, part.amount,
        0, part.amount, -part.amount, -round(part.amount / per_unit, 2), 0, 0, false, part.kind,
        now(), now(), now(), gen_random_uuid()
    from invoice
    cross join lateral (values (1, 'Mercadería', 3, net, 'product'), (0, 'IGV 18%', 4, tax, 'tax'))
        part (back, label, account, amount, kind);";

const PAYMENTS: &str = "
    create temporary table payment as
    select n, row_number() over (order by n) as number, partner, total, currency, per_unit,
        least(day + 5 + (n % 60)::integer, date '2026-11-22') as day,
        (select max(n) from invoice) as invoices
    from invoice where paid;
    insert into odoo.account_move (id, name, move_type, state, payment_state, date, partner_id,
        commercial_partner_id, journal_id, company_id, currency_id, amount_total, create_date,
        write_date, _read_at, _run)
    select invoices + n, 'PBCP/' || n, 'entry', 'posted', 'not_paid', day, partner, partner, 2, 1,
        currency, round(total / per_unit, 2), now(), now(), now(), gen_random_uuid()
    from payment;
    insert into odoo.account_move_line (id, move_id, move_name, parent_state, date, date_maturity,
        name, account_id, partner_id, journal_id, company_id, currency_id, debit, credit, balance,
        amount_currency, amount_residual, amount_residual_currency, reconciled, full_reconcile_id,
        create_date, write_date, _read_at, _run)
    select 3 * invoices + 2 * number - part.back, invoices + n, 'PBCP/' || n, 'posted', day, day,
        'Cobranza', part.account, partner, 2, 1, currency, greatest(part.sign * total, 0),
        greatest(-part.sign * total, 0), part.sign * total,
        part.sign * round(total / per_unit, 2), 0, 0, part.sign < 0,
        case when part.sign < 0 then n end, now(), now(), now(), gen_random_uuid()
    from payment
    cross join lateral (values (1, 2, 1), (0, 1, -1)) part (back, account, sign);
    insert into odoo.account_partial_reconcile (id, debit_move_id, credit_move_id, amount,
        debit_amount_currency, credit_amount_currency, debit_currency_id, credit_currency_id,
        full_reconcile_id, max_date, company_id, create_date, write_date, _read_at, _run)
    select n, 3 * n - 2, 3 * invoices + 2 * number, total, round(total / per_unit, 2),
        round(total / per_unit, 2), currency, currency, n, day, 1, now(), now(), now(),
        gen_random_uuid()
    from payment;";

/// Marks the mirror as loaded, as after an initial load.
const FRESHNESS: &str = "
    insert into ops.cursor (model, watermark, run_id)
    select split_part(obj_description(oid, 'pg_class'), ':', 1), now(), gen_random_uuid()
    from pg_class where relnamespace = 'odoo'::regnamespace and relkind = 'r';
    insert into ops.history (model, complete_from_version) select model, 1 from ops.cursor;
    update ops.mirror set version = 1;";
