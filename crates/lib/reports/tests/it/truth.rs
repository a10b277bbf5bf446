//! The figures that Odoo's own database gave on the day of the recording.

use std::collections::BTreeMap;

use reports::ageing::{self, AgeingQuery, AgeingRow};
use reports::{Report, Side};
use rust_decimal::Decimal;
use serde_json::Value;

use crate::recorded::recording;
use crate::world::{ReportSource, ageing_of, day};

/// Items, total and buckets.
type Figures = (i64, [Decimal; 7]);

#[tokio::test]
async fn the_ageing_of_both_sides_equals_odoo_to_the_cent() {
    let Some(recording) = recording().await else {
        return;
    };
    let client = recording.world.client().await;
    for (source, side, account_type, partners) in [
        (
            ReportSource::Mirror,
            Side::Receivable,
            "asset_receivable",
            52,
        ),
        (ReportSource::Mirror, Side::Payable, "liability_payable", 50),
        (ReportSource::Sums, Side::Receivable, "asset_receivable", 52),
        (ReportSource::Sums, Side::Payable, "liability_payable", 50),
    ] {
        recording.world.use_source(source).await;
        let mut parameters = ageing_of(side);
        parameters.company_id = Some(2);
        parameters.limit = Some(500);
        let query = AgeingQuery::prepare(
            &client,
            &parameters,
            &reports::Reader::of_all(day("2026-11-22")),
        )
        .await
        .unwrap();
        let page = ageing::page(&client, &query).await.unwrap();

        let truth = recording.truth(&format!("ageing-{account_type}-company2-2026-11-22.json"));
        let truth: BTreeMap<i64, Figures> = truth.iter().map(expected).collect();
        let ours: BTreeMap<i64, Figures> = page.rows.iter().map(figures).collect();
        assert_eq!(truth.len(), partners);
        assert_eq!(ours, truth, "{side:?}, {source:?}");

        assert_eq!(page.totals.groups, i64::try_from(partners).unwrap());
        assert_eq!(
            page.totals.items,
            truth.values().map(|it| it.0).sum::<i64>()
        );
        assert_eq!(
            page.totals.total,
            truth.values().map(|it| it.1[0]).sum::<Decimal>()
        );
        assert_eq!(ageing::totals(&client, &query).await.unwrap(), page.totals);
    }
}

fn expected(row: &Value) -> (i64, Figures) {
    let keys = [
        "total", "not_due", "d1_30", "d31_60", "d61_90", "d91_120", "older",
    ];
    let amounts = keys.map(|key| match &row[key] {
        Value::Null => Decimal::ZERO,
        amount => amount.to_string().parse().unwrap(),
    });
    let partner = row["partner_id"].as_i64().unwrap();
    (partner, (row["items"].as_i64().unwrap(), amounts))
}

fn figures(row: &AgeingRow) -> (i64, Figures) {
    let mut amounts = vec![row.total];
    amounts.extend(&row.amounts);
    (row.id.unwrap(), (row.items, amounts.try_into().unwrap()))
}
