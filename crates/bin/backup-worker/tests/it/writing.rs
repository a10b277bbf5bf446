//! Rows of a tenant's mirror, and a program that commits all the time.

use std::time::Duration;

use tokio::task::JoinHandle;

use crate::installation::{ANDINA, Installation};

const ITEMS: &str = "
    insert into odoo.account_move_line (id, move_id, move_name, parent_state, date, date_maturity,
        account_id, journal_id, company_id, partner_id, name, debit, credit, balance, write_date,
        _read_at, _run)
    select n, n / 2, 'INV/' || n / 2, 'posted', date '2026-01-01' + (n % 300)::int,
        date '2026-02-01' + (n % 300)::int, 1 + n % 40, 1 + n % 5, 1, 1 + n % 2000,
        'Item ' || md5(n::text), case when n % 2 = 0 then n % 9999 + 0.5 else 0 end,
        case when n % 2 = 1 then n % 9999 + 0.5 else 0 end,
        case when n % 2 = 0 then 1 else -1 end * (n % 9999 + 0.5), now(), now(), gen_random_uuid()
    from generate_series(1, $1::bigint) n";

/// The time of a commit, in milliseconds since 1970.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Committed(i64);

impl Committed {
    pub(crate) fn milliseconds_after(self, other: Self) -> i64 {
        self.0 - other.0
    }
}

impl Installation {
    /// Journal items of andina, with the tables that reports read.
    pub(crate) async fn add_items(&self, items: i64) {
        let client = self.connect(ANDINA).await;
        assert_eq!(
            client.execute(ITEMS, &[&items]).await.unwrap(),
            items.cast_unsigned()
        );
        self.core_api(&["reports", "rebuild", "--tenant", "andina"]);
    }

    /// How many items there are, and their debit.
    pub(crate) async fn items(&self) -> Vec<String> {
        let sums = "select count(*) || ' ' || sum(debit) from odoo.account_move_line";
        self.ask(ANDINA, sums).await
    }

    /// Commits rows until the server is gone, and returns the time of the last one.
    pub(crate) async fn start_writer(&self) -> JoinHandle<Committed> {
        let client = self.connect("postgres").await;
        let create = "create table written (at_ms bigint)";
        client.batch_execute(create).await.unwrap();
        #[expect(clippy::disallowed_methods, reason = "it ends with the server")]
        tokio::spawn(async move {
            let write = "insert into written
                         select extract(epoch from clock_timestamp()) * 1000 returning at_ms";
            let mut last = Committed(0);
            while let Ok(row) = client.query_one(write, &[]).await {
                last = Committed(row.get(0));
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
            last
        })
    }

    /// The time of the last of these rows.
    pub(crate) async fn last_write(&self) -> Committed {
        let client = self.connect("postgres").await;
        let last = "select max(at_ms) from written";
        Committed(client.query_one(last, &[]).await.unwrap().get(0))
    }
}
