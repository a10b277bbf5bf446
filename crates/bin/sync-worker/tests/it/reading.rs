//! What a run of each kind reads.

use std::time::Duration;

use contracts::sync::PartKind;
use jiff::Timestamp;
use lifecycle::clock;
use odoo_sim::{ChangeKind, Changes, Fault, FaultKind, Version};
use rust_decimal::Decimal;
use serde_json::json;

use crate::stage::{Odoo, Stage, TENANT, assert_same, range, request};

const MODELS: [&str; 4] = [
    "res.partner",
    "account.move",
    "account.move.line",
    "account.partial.reconcile",
];

/// Models whose recordings exist.
const RECORDED: [&str; 14] = [
    "account.account",
    "account.full.reconcile",
    "account.journal",
    "account.move",
    "account.move.line",
    "account.partial.reconcile",
    "account.payment",
    "account.payment.term",
    "account.tax",
    "l10n_latam.document.type",
    "res.company",
    "res.currency",
    "res.currency.rate",
    "res.partner",
];

#[tokio::test(flavor = "multi_thread")]
async fn a_snapshot_publishes_every_record_once_and_in_order() {
    let stage = Stage::with_worker(Odoo::default()).await;
    let models = MODELS.map(|model| stage.model(model)).to_vec();
    let said = stage.run(request(PartKind::Snapshot, models)).await;

    let (started, finished, batches) = (said.started(), said.finished(), said.batches());
    assert!(
        started.server_version.starts_with("17.0"),
        "{}",
        started.server_version
    );
    assert!(!started.company_ids.is_empty());
    let seqs: Vec<i32> = batches.iter().map(|batch| batch.seq.get()).collect();
    assert_eq!(seqs, (0..finished.batches).collect::<Vec<_>>());
    for (model, outcome) in MODELS.iter().zip(&finished.models) {
        let expected = stage.all(model);
        assert_same(&batches, model, &expected);
        assert_eq!((outcome.model.as_str(), outcome.absent), (*model, false));
        assert_eq!(outcome.rows, u64::try_from(expected.len()).unwrap());
        assert_eq!(outcome.missing_fields, [""; 0]);
        let mut covered = 0;
        for batch in batches.iter().filter(|batch| batch.model == *model) {
            assert_eq!(batch.after_id, covered, "a gap in {model}");
            assert!(batch.rows.len() <= 200);
            covered = batch.up_to_id;
        }
        assert_eq!(covered, expected.last().unwrap()["id"].as_i64().unwrap());
    }
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn several_connections_read_every_record_once_in_order_despite_drops() {
    let stage = Stage::with_worker(Odoo {
        page_rows: 100,
        connections: 4,
        ..Odoo::default()
    })
    .await;
    stage.sim.fault(Fault {
        method: Some("search_read".to_owned()),
        after_calls: 3,
        ..Fault::times(FaultKind::DropConnection, 3)
    });
    let models = MODELS.map(|model| stage.model(model)).to_vec();
    let batches = stage
        .run(request(PartKind::Snapshot, models))
        .await
        .batches();
    for model in MODELS {
        assert_same(&batches, model, &stage.all(model));
        let mut covered = 0;
        for batch in batches.iter().filter(|batch| batch.model == model) {
            assert_eq!(batch.after_id, covered, "a gap in {model}");
            covered = batch.up_to_id;
        }
    }
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn xml_rpc_publishes_the_same_records() {
    let odoo = Odoo {
        protocol: "xml-rpc",
        invoices: 40,
        ..Odoo::default()
    };
    let stage = Stage::with_worker(odoo).await;
    let models = MODELS.map(|model| stage.model(model)).to_vec();
    let batches = stage
        .run(request(PartKind::Snapshot, models))
        .await
        .batches();
    for model in MODELS {
        assert_same(&batches, model, &stage.all(model));
    }
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_recorded_record_of_a_real_odoo_is_published_unchanged() {
    let Some(stage) = Stage::with_recorded_books(Odoo::default()).await else {
        return;
    };
    let models: Vec<_> = RECORDED
        .iter()
        .filter(|model| !stage.all(model).is_empty())
        .collect();
    let asked = models.iter().map(|model| stage.model(model)).collect();
    let said = stage.run(request(PartKind::Snapshot, asked)).await;
    let batches = said.batches();
    for model in models {
        assert_same(&batches, model, &stage.all(model));
    }
    let finished = said.finished();
    assert!(finished.models.iter().any(|outcome| outcome.rows > 500));
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_snapshot_resumes_after_the_given_id() {
    let stage = Stage::with_worker(Odoo {
        invoices: 40,
        ..Odoo::default()
    })
    .await;
    let mut partners = stage.model("res.partner");
    partners.after_id = 12;
    let mut expected = stage.all("res.partner");
    expected.retain(|record| record["id"].as_i64() > Some(12));
    let said = stage.run(request(PartKind::Snapshot, vec![partners])).await;
    let batches = said.batches();
    assert_eq!(batches[0].after_id, 12);
    assert_same(&batches, "res.partner", &expected);
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_incremental_run_reads_the_records_written_in_its_window() {
    let stage = Stage::with_worker(Odoo::default()).await;
    let since = Timestamp::from_second(clock::now().as_second()).unwrap();
    let kinds = vec![
        ChangeKind::EditInvoice,
        ChangeKind::NewInvoice,
        ChangeKind::PayInvoice,
    ];
    let changes = Changes {
        seed: 3,
        count: 9,
        kinds,
    };
    stage.sim.change("odoo_andina", &changes).unwrap();
    // The window ends at a whole second, which must be past the changes.
    tokio::time::sleep(Duration::from_millis(2100)).await;
    let models = MODELS.map(|model| stage.model(model)).map(|mut model| {
        model.since = Some(since);
        model
    });
    let said = stage
        .run(request(PartKind::Incremental, models.to_vec()))
        .await;

    let until = said.started().until;
    assert!(since < until && until <= clock::now() && until.subsec_nanosecond() == 0);
    let batches = said.batches();
    for model in MODELS {
        let mut expected = stage.all(model);
        let stamp = since.strftime("%Y-%m-%d %H:%M:%S").to_string();
        expected.retain(|record| record["write_date"].as_str() >= Some(&stamp));
        assert_same(&batches, model, &expected);
        let nothing_published = !batches.iter().any(|batch| batch.model == model);
        assert_eq!(nothing_published, expected.is_empty(), "{model}");
    }
    assert!(batches.iter().any(|batch| batch.model == "account.move"));
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn p4_rows_of_one_second_are_read_once_with_any_page_size() {
    let stage = Stage::with_worker(Odoo {
        page_rows: 7,
        ..Odoo::default()
    })
    .await;
    let since = Timestamp::from_second(clock::now().as_second()).unwrap();
    let changes = Changes {
        seed: 5,
        count: 25,
        kinds: vec![ChangeKind::EditInvoice],
    };
    stage.sim.change("odoo_andina", &changes).unwrap();
    tokio::time::sleep(Duration::from_millis(2100)).await;
    let mut lines = stage.model("account.move.line");
    lines.since = Some(since);
    let batches = stage
        .run(request(PartKind::Incremental, vec![lines]))
        .await
        .batches();
    let stamp = since.strftime("%Y-%m-%d %H:%M:%S").to_string();
    let mut expected = stage.all("account.move.line");
    expected.retain(|record| record["write_date"].as_str() >= Some(&stamp));
    assert!(expected.len() > 3 * 7, "{}", expected.len());
    assert_same(&batches, "account.move.line", &expected);
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_verify_reads_the_window_then_company_totals_then_content_ranges() {
    let stage = Stage::with_worker(Odoo::default()).await;
    let since = Timestamp::from_second(clock::now().as_second()).unwrap();
    let changes = Changes {
        seed: 6,
        count: 3,
        kinds: vec![ChangeKind::EditInvoice],
    };
    stage.sim.change("odoo_andina", &changes).unwrap();
    tokio::time::sleep(Duration::from_millis(2100)).await;
    let mut lines = stage.model("account.move.line");
    lines.since = Some(since);
    lines.sums = vec!["balance".to_owned()];
    lines.range_width = 1_000_000;
    lines.content = vec![range(0, 50)];
    let said = stage.run(request(PartKind::Verify, vec![lines])).await;
    let (batches, digests) = (said.batches(), said.digests());
    let (latest, content): (Vec<_>, Vec<_>) = batches.iter().partition(|batch| !batch.whole);
    assert!(latest.iter().all(|batch| batch.seq < digests[0].seq));
    assert!(latest.iter().map(|batch| batch.rows.len()).sum::<usize>() >= 3);
    assert!(content.iter().all(|batch| batch.seq > digests[0].seq));
    assert_eq!(content.last().unwrap().up_to_id, 50);

    let whole = &digests[0].ranges[0];
    let parts = &whole.companies;
    let ids: Vec<_> = parts.iter().map(|part| part.company_id).collect();
    assert_eq!(ids, [Some(1), Some(2)]);
    assert_eq!(
        parts.iter().map(|part| part.count).sum::<u64>(),
        whole.count
    );
    let balances = parts
        .iter()
        .map(|part| part.sums["balance"].parse::<Decimal>().unwrap());
    assert_eq!(
        balances.sum::<Decimal>(),
        whole.sums["balance"].parse().unwrap()
    );
    let latest = parts.iter().map(|part| part.last_write_date).max().unwrap();
    assert_eq!(latest, whole.last_write_date);
    assert_eq!(stage.calls("read_group"), 1, "all companies in one call");
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_model_without_write_date_is_always_read_completely() {
    for version in [Version::V17, Version::V19] {
        let stage = Stage::with_worker(Odoo {
            protocol: "auto",
            version,
            ..Odoo::default()
        })
        .await;
        let mut partners = stage.model("res.partner");
        assert!(partners.fields.iter().any(|field| field == "write_date"));
        let (sim, model) = (&stage.sim, "res.partner");
        let removed = sim.remove_field("odoo_andina", model, "write_date");
        assert!(removed.unwrap());
        partners.since = Some(clock::now());
        for kind in [PartKind::Incremental, PartKind::Verify] {
            let said = stage.run(request(kind, vec![partners.clone()])).await;
            assert_same(&said.batches(), model, &stage.all(model));
            let missing = &said.finished().models[0].missing_fields;
            assert_eq!(missing, &["write_date"], "it is named");
            let ranges = said.digests().into_iter().flat_map(|digest| digest.ranges);
            let ranges: Vec<_> = ranges.collect();
            assert_eq!(ranges.is_empty(), kind == PartKind::Incremental);
            assert!(ranges.iter().all(|range| range.last_write_date.is_none()));
            if kind == PartKind::Verify {
                let counted: u64 = ranges.iter().map(|range| range.count).sum();
                assert_eq!(usize::try_from(counted), Ok(stage.all(model).len()));
            }
        }
        stage.strike().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repair_reads_its_ranges_completely_and_reports_an_empty_one() {
    let stage = Stage::with_worker(Odoo {
        page_rows: 60,
        ..Odoo::default()
    })
    .await;
    let mut lines = stage.model("account.move.line");
    lines.ranges = vec![range(100_000, 100_500), range(50, 300)];
    let mut expected = stage.all("account.move.line");
    expected.retain(|record| (51..=300).contains(&record["id"].as_i64().unwrap()));
    let batches = stage
        .run(request(PartKind::Repair, vec![lines]))
        .await
        .batches();
    assert_same(&batches, "account.move.line", &expected);
    let bounds: Vec<(i64, i64)> = batches
        .iter()
        .map(|batch| (batch.after_id, batch.up_to_id))
        .collect();
    assert_eq!(bounds.first().unwrap().0, 50);
    assert_eq!(bounds[bounds.len() - 2].1, 300);
    assert_eq!(bounds.last(), Some(&(100_000, 100_500)));
    assert!(batches.last().unwrap().rows.is_empty());
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reload_reads_every_record_with_any_number_of_connections() {
    for connections in [1, 3] {
        let stage = Stage::with_worker(Odoo {
            page_rows: 60,
            ..Odoo::default()
        })
        .await;
        let model = "account.move.line";
        let mut asked = request(PartKind::Reload, vec![stage.model(model)]);
        asked.share.connections = connections;
        let said = stage.run(asked).await;
        let batches = said.batches();
        assert_same(&batches, model, &stage.all(model));
        assert!(batches.iter().all(|batch| batch.whole));
        let starts = batches.iter().map(|batch| batch.after_id);
        let ends = batches.iter().map(|batch| batch.up_to_id);
        // Each begins where the one before it ends.
        let joined: Vec<i64> = std::iter::once(0).chain(ends).collect();
        assert_eq!(starts.collect::<Vec<_>>(), joined[..batches.len()]);
        let last = stage.all(model).last().unwrap()["id"].clone();
        assert_eq!(joined.last(), last.as_i64().as_ref());
        stage.strike().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_totals_of_a_verify_equal_those_of_the_simulated_books() {
    let stage = Stage::with_worker(Odoo::default()).await;
    let mut lines = stage.model("account.move.line");
    lines.sums = ["balance", "amount_residual", "no_such_sum"]
        .map(str::to_owned)
        .to_vec();
    lines.range_width = 20;
    let said = stage.run(request(PartKind::Verify, vec![lines])).await;

    let truth = stage
        .sim
        .digest("odoo_andina", "account.move.line")
        .unwrap();
    let digests = said.digests();
    let ranges: Vec<_> = digests.iter().flat_map(|digest| &digest.ranges).collect();
    assert!(digests.len() > 1 && digests.iter().all(|digest| digest.ranges.len() <= 20));
    assert_eq!(
        ranges.iter().map(|range| range.count).sum::<u64>(),
        truth.count
    );
    let id_sum: u64 = ranges
        .iter()
        .map(|range| range.id_sum.parse::<u64>().unwrap())
        .sum();
    assert_eq!(id_sum, truth.id_sum);
    for field in ["balance", "amount_residual"] {
        let sum: Decimal = ranges
            .iter()
            .map(|range| range.sums[field].parse::<Decimal>().unwrap())
            .sum();
        assert_eq!(sum, truth.sums[field].parse().unwrap(), "{field}");
    }
    let mut covered = 0;
    for range in &ranges {
        assert_eq!((range.after_id, range.up_to_id), (covered, covered + 20));
        covered += 20;
    }
    let finished = said.finished();
    assert_eq!(finished.batches, i32::try_from(digests.len()).unwrap());
    assert_eq!(finished.models[0].missing_fields, ["no_such_sum"]);
    assert_eq!(finished.models[0].rows, truth.count);
    assert_eq!(stage.calls("search_read"), 1, "the record rules");
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn models_and_fields_that_odoo_lacks_are_skipped_and_named() {
    let stage = Stage::with_worker(Odoo {
        invoices: 20,
        ..Odoo::default()
    })
    .await;
    let partners = stage.model("res.partner");
    stage
        .sim
        .remove_field("odoo_andina", "res.partner", "vat")
        .unwrap();
    let mut orders = stage.model("res.currency");
    orders.model = "sale.order".to_owned();
    let currencies = stage.model("res.currency");
    let said = stage
        .run(request(
            PartKind::Snapshot,
            vec![partners, orders, currencies],
        ))
        .await;

    let finished = said.finished();
    assert!(
        finished.models[0]
            .missing_fields
            .contains(&"vat".to_owned())
    );
    assert_eq!(
        (finished.models[1].absent, finished.models[1].rows),
        (true, 0)
    );
    let batches = said.batches();
    assert!(batches.iter().all(|batch| batch.model != "sale.order"));
    assert!(batches.iter().all(|batch| batch.fields[0] == "id"));
    assert_same(&batches, "res.currency", &stage.all("res.currency"));
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_published_event_names_its_request_and_tenant() {
    let stage = Stage::with_worker(Odoo {
        invoices: 20,
        ..Odoo::default()
    })
    .await;
    let asked = request(PartKind::Snapshot, vec![stage.model("res.currency")]);
    let run = asked.run;
    let event_id = stage.core.ask(TENANT, asked).await;
    let said = stage.core.end_of(run).await;
    assert!(said.0.len() >= 3);
    for event in &said.0 {
        assert_eq!(event.envelope.causationid, Some(event_id));
        assert_eq!(event.envelope.tenant, TENANT);
        assert_eq!(event.envelope.source, "sync-worker");
    }
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_incremental_without_a_watermark_reads_all_records() {
    let stage = Stage::with_worker(Odoo {
        invoices: 20,
        ..Odoo::default()
    })
    .await;
    let model = "res.partner";
    let silenced = stage.sim.alter("odoo_andina", |odoo| {
        odoo.add_field(model, ("x_zone", "selection"), &[(5, json!("north"))])
            && odoo.set_silently(model, 5, "write_date", &json!(false))
    });
    assert!(silenced.unwrap());
    let asked = request(PartKind::Incremental, vec![stage.model(model)]);
    let said = stage.run(asked).await;
    let batches = said.batches();
    assert!(batches[0].fields.contains(&"x_zone".to_owned()));
    assert_same(&batches, model, &stage.all(model));
    assert_eq!(said.finished().models[0].missing_fields, [""; 0]);
    stage.strike().await;
}
