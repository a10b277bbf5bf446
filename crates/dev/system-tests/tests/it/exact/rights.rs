//! Rows that the Odoo user does not see any more: deleted or hidden? A table of what people do,
//! each case in a small company of its own.

use ChangeKind as Kind;
use futures::{StreamExt, stream};
use odoo_sim::{Books, ChangeKind, Hidden, Sim, Spec, Version};
use system_tests::{Api, Differences, Stack};

use super::{PATIENCE, SLOTS, alarms, attempt, next_second, today};

/// Companies that are checked at the same time.
const AT_ONCE: usize = 6;
/// The journals of the first company.
const SALES: u32 = 1;
const PURCHASES: u32 = 2;
const EXCHANGE: u32 = 5;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Expected {
    /// Removed from the mirror after two incrementals and a verify, without an alarm.
    Removed,
    /// Every row stays, and `rights_incident` is active until the rights are back.
    Held,
}

use Expected::{Held, Removed};

/// What happens in Odoo.
#[derive(Clone)]
enum Event {
    Changes(usize, Vec<Kind>),
    Rule(Hidden),
    RuleAndDeletions(Hidden),
    Companies(Vec<u32>),
}

use Event::{Changes, Companies, Rule, RuleAndDeletions};

fn journal(id: u32, with_record: bool) -> Event {
    Rule(Hidden::Journal { id, with_record })
}

fn drafts_too() -> Event {
    RuleAndDeletions(Hidden::Journal {
        id: SALES,
        with_record: false,
    })
}

fn partners(ids: &[u32], with_documents: bool) -> Event {
    let ids = ids.to_vec();
    Rule(Hidden::Partners {
        ids,
        with_documents,
    })
}

/// Deletions that are accepted in a company of any size.
fn deletions() -> Vec<(&'static str, Event)> {
    vec![
        ("every draft deleted", Changes(60, vec![Kind::DeleteDraft])),
        (
            "drafts made anew again and again",
            Changes(90, vec![Kind::EditDraft]),
        ),
        (
            "300 operations of a normal day",
            Changes(300, Kind::A_NORMAL_DAY.to_vec()),
        ),
        (
            "ten payments deleted with their entries",
            Changes(10, vec![Kind::DeletePayment]),
        ),
        (
            "the last invoice deleted",
            Changes(2, vec![Kind::NewInvoice, Kind::ResetAndDelete]),
        ),
        (
            "all reconciliations undone",
            Changes(60, vec![Kind::UndoReconciliation]),
        ),
        (
            "ten partners merged",
            Changes(10, vec![Kind::MergePartners]),
        ),
        (
            "ten accounts merged",
            Changes(10, vec![Kind::MergeAccounts]),
        ),
        (
            "two tags and 60 rates deleted",
            Changes(
                62,
                [vec![Kind::DeleteTag; 2], vec![Kind::DeleteRate; 60]].concat(),
            ),
        ),
    ]
}

/// Events that hide a whole company or journal whose rows still exist in Odoo.
fn hidden_companies_and_journals() -> Vec<(&'static str, Event)> {
    vec![
        (
            "a company hidden that the user still has",
            Rule(Hidden::Company { id: 2 }),
        ),
        ("a company taken from the user", Companies(vec![1])),
        ("the sales journal hidden", journal(SALES, false)),
        (
            "the purchase journal hidden with its record",
            journal(PURCHASES, true),
        ),
        (
            "a small journal hidden with its record",
            journal(EXCHANGE, true),
        ),
        ("a journal hidden while drafts are deleted", drafts_too()),
    ]
}

/// Events that hide some rows, in all journals, which still exist in Odoo.
fn hidden_rows() -> Vec<(&'static str, Event)> {
    let before = |day: &str| {
        Rule(Hidden::Before {
            day: day.to_owned(),
        })
    };
    vec![
        (
            "three partners hidden with their documents",
            partners(&[14, 15, 16], true),
        ),
        (
            "three partners hidden, their documents not",
            partners(&[14, 15, 16], false),
        ),
        (
            "documents of other salespeople hidden",
            Rule(Hidden::DocumentsOfOthers),
        ),
        ("old documents hidden", before("2026-04-01")),
        (
            "lines of an account hidden",
            Rule(Hidden::LinesOfAccount { id: 5 }),
        ),
        ("partial reconciliations hidden", Rule(Hidden::Partials)),
    ]
}

fn change(sim: &Sim, tenant: &str, count: usize, kinds: &[Kind]) {
    let kinds = kinds.to_vec();
    let order = odoo_sim::Changes {
        seed: 9,
        count,
        kinds,
    };
    let made = sim.change(tenant, &order).unwrap();
    assert!(!made.is_empty(), "nothing was changed");
}

/// Returns the rule that was added.
fn happen(sim: &Sim, tenant: &str, event: Event) -> Option<u32> {
    match event {
        Changes(count, kinds) => {
            change(sim, tenant, count, &kinds);
            None
        }
        Rule(hidden) => Some(sim.hide(tenant, hidden).unwrap()),
        RuleAndDeletions(hidden) => {
            change(sim, tenant, 2, &[Kind::DeleteDraft]);
            Some(sim.hide(tenant, hidden).unwrap())
        }
        Companies(ids) => {
            sim.set_user_companies(tenant, &ids).unwrap();
            None
        }
    }
}

/// Shows everything to the user again.
fn undo(sim: &Sim, tenant: &str, rule: Option<u32>) {
    if let Some(rule) = rule {
        assert!(sim.lift(tenant, rule).unwrap());
    }
    sim.set_user_companies(tenant, &[1, 2]).unwrap();
}

async fn runs(api: &Api) {
    for kind in ["incremental", "incremental", "verify"] {
        next_second().await;
        attempt(api, kind).await;
    }
}

/// Rows that the mirror marked as deleted although Odoo still has them.
fn buried(found: &Differences) -> usize {
    let all = found.0.values().flatten();
    all.filter(|text| text.ends_with(" is missing")).count()
}

/// The differences from what is expected.
async fn look(stack: &Stack, tenant: &str, event: &Event, expected: Expected) -> Vec<String> {
    let api = stack.api(tenant);
    // Drafts are a third of the rows, and not those with the latest write_date.
    change(&stack.sim, tenant, 30, &[Kind::NewDraft]);
    let latest = [Kind::NewInvoice, Kind::EditInvoice];
    change(&stack.sim, tenant, 6, &latest);
    api.run("snapshot", PATIENCE).await;
    let rule = happen(&stack.sim, tenant, event.clone());
    runs(&api).await;
    let found = Differences::find(stack, tenant).await;
    let raised = alarms(&api).await;
    let mut wrong = Vec::new();
    if buried(&found) > 0 {
        wrong.push(format!(
            "{} rows of Odoo were buried: {found}",
            buried(&found)
        ));
    }
    if expected == Removed {
        if found.count() > 0 {
            wrong.push(format!("{} differences: {found}", found.count()));
        }
        if !raised.is_empty() {
            wrong.push(format!("an alarm: {raised:?}"));
        }
        return wrong;
    }
    if !raised.iter().any(|(kind, _)| kind == "rights_incident") {
        wrong.push(format!("no rights_incident among {raised:?}"));
    }
    undo(&stack.sim, tenant, rule);
    next_second().await;
    attempt(&api, "verify").await;
    let found = Differences::find(stack, tenant).await;
    if found.count() > 0 {
        wrong.push(format!("with the rights back: {found}"));
    }
    let raised = alarms(&api).await;
    if !raised.is_empty() {
        wrong.push(format!("with the rights back: {raised:?}"));
    }
    wrong
}

/// Runs every event in its own company.
async fn all_are(expected: Expected, events: Vec<(&'static str, Event)>) {
    let names: Vec<String> = (1..=events.len()).map(|n| format!("shape{n}")).collect();
    let books = (50..).zip(&names).map(|(seed, name)| {
        let books = Books::generate(&Spec::new(seed, 60, today())).of_version(Version::V18);
        (name.as_str(), books)
    });
    let stack = Stack::start_with(books.collect(), &SLOTS).await;
    let one = async |(tenant, (name, event)): (&String, &(&'static str, Event))| {
        (*name, look(&stack, tenant, event, expected).await)
    };
    let all = stream::iter(names.iter().zip(&events));
    let mut looked: Vec<_> = all.map(one).buffer_unordered(AT_ONCE).collect().await;
    looked.retain(|(_, wrong)| !wrong.is_empty());
    for (name, wrong) in &looked {
        println!("{name}: {}", wrong.join("\n  "));
    }
    let names: Vec<_> = looked.iter().map(|(name, _)| name).collect();
    let of = events.len();
    assert!(looked.is_empty(), "{} of {of}: {names:#?}", names.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn p37_ordinary_deletions_are_removed_in_a_company_of_any_size() {
    all_are(Removed, deletions()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn p21_rows_of_hidden_companies_and_journals_are_kept() {
    all_are(Held, hidden_companies_and_journals()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn p21_hidden_rows_of_any_journal_are_kept() {
    all_are(Held, hidden_rows()).await;
}
