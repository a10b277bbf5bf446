//! The control API under `/_sim/`: faults, changes, transactions, record rules, passwords, and data
//! that a test compares with the mirror. Errors are plain text with status 404 or 400.

use actix_web::{HttpResponse, web};
use serde::Deserialize;
use serde_json::json;

use crate::books::rules::{self, Hidden};
use crate::life::{ChangeKind, Changes};
use crate::server::State;
use crate::server::faults::Fault;

pub(crate) fn routes(config: &mut web::ServiceConfig) {
    config
        .service(
            web::resource("/_sim/faults")
                .route(web::post().to(add_fault))
                .route(web::get().to(list_faults))
                .route(web::delete().to(clear_faults)),
        )
        .service(
            web::resource("/_sim/calls")
                .route(web::get().to(calls))
                .route(web::delete().to(reset_calls)),
        )
        .route("/_sim/changes", web::post().to(change))
        .route("/_sim/begin", web::post().to(begin))
        .route("/_sim/commit", web::post().to(commit))
        .route("/_sim/hide", web::post().to(hide))
        .route("/_sim/lift", web::post().to(lift))
        .route("/_sim/password", web::post().to(password))
        .route("/_sim/remove_field", web::post().to(remove_field))
        .route("/_sim/databases", web::get().to(databases))
        .route("/_sim/digest", web::get().to(digest))
        .route("/_sim/records", web::get().to(records));
}

type Shared = web::Data<State>;

fn missing() -> HttpResponse {
    HttpResponse::NotFound().body("no such database, model, field or transaction")
}

async fn add_fault(state: Shared, fault: web::Json<Fault>) -> HttpResponse {
    state.faults.add(fault.into_inner());
    HttpResponse::NoContent().finish()
}

async fn list_faults(state: Shared) -> HttpResponse {
    HttpResponse::Ok().json(state.faults.list())
}

async fn clear_faults(state: Shared) -> HttpResponse {
    state.faults.clear();
    HttpResponse::NoContent().finish()
}

async fn calls(state: Shared) -> HttpResponse {
    HttpResponse::Ok().json(state.calls())
}

async fn reset_calls(state: Shared) -> HttpResponse {
    state.reset_calls();
    HttpResponse::NoContent().finish()
}

#[derive(Deserialize)]
struct ChangeOrder {
    database: String,
    #[serde(flatten)]
    changes: Changes,
    /// Instead of `kinds`: what people do in the course of a day.
    #[serde(default)]
    a_normal_day: bool,
}

async fn change(state: Shared, order: web::Json<ChangeOrder>) -> HttpResponse {
    let Some(mut database) = state.write(&order.database) else {
        return missing();
    };
    let ChangeOrder {
        mut changes,
        a_normal_day,
        ..
    } = order.into_inner();
    if a_normal_day {
        changes.kinds = ChangeKind::A_NORMAL_DAY.to_vec();
    }
    HttpResponse::Ok().json(database.change(&changes))
}

#[derive(Deserialize)]
struct Hide {
    database: String,
    hidden: Hidden,
}

async fn hide(state: Shared, order: web::Json<Hide>) -> HttpResponse {
    let Some(mut database) = state.write(&order.database) else {
        return missing();
    };
    let user = database.uid;
    let rule = rules::add(&mut database.books, order.into_inner().hidden, user);
    HttpResponse::Ok().json(json!({"rule": rule}))
}

#[derive(Deserialize)]
struct Lift {
    database: String,
    rule: u32,
}

async fn lift(state: Shared, order: web::Json<Lift>) -> HttpResponse {
    match state
        .write(&order.database)
        .map(|mut database| rules::lift(&mut database.books, order.rule))
    {
        Some(true) => HttpResponse::NoContent().finish(),
        _ => missing(),
    }
}

#[derive(Deserialize)]
struct Begin {
    database: String,
    #[serde(default)]
    seed: u64,
}

async fn begin(state: Shared, order: web::Json<Begin>) -> HttpResponse {
    let Some(mut database) = state.write(&order.database) else {
        return missing();
    };
    let (transaction, write_date) = database.begin(order.seed);
    HttpResponse::Ok().json(json!({"transaction": transaction, "write_date": write_date}))
}

#[derive(Deserialize)]
struct Commit {
    database: String,
    transaction: u32,
}

async fn commit(state: Shared, order: web::Json<Commit>) -> HttpResponse {
    match state
        .write(&order.database)
        .map(|mut database| database.commit(order.transaction))
    {
        Some(true) => HttpResponse::NoContent().finish(),
        _ => missing(),
    }
}

#[derive(Deserialize)]
struct Password {
    database: String,
    password: String,
}

async fn password(state: Shared, order: web::Json<Password>) -> HttpResponse {
    let Some(mut database) = state.write(&order.database) else {
        return missing();
    };
    database.password.clone_from(&order.password);
    HttpResponse::NoContent().finish()
}

#[derive(Deserialize)]
struct RemoveField {
    database: String,
    model: String,
    field: String,
}

async fn remove_field(state: Shared, order: web::Json<RemoveField>) -> HttpResponse {
    let Some(mut database) = state.write(&order.database) else {
        return missing();
    };
    if database.remove_field(&order.model, &order.field) {
        HttpResponse::NoContent().finish()
    } else {
        missing()
    }
}

async fn databases(state: Shared) -> HttpResponse {
    let all: Vec<_> = state
        .databases
        .keys()
        .filter_map(|name| {
            let database = state.read(name)?;
            Some(json!({
                "database": name,
                "user": database.login,
                "moves": database.books.count("account.move"),
                "lines": database.books.count("account.move.line"),
            }))
        })
        .collect();
    HttpResponse::Ok().json(all)
}

#[derive(Deserialize)]
struct OfModel {
    database: String,
    model: String,
}

async fn digest(state: Shared, of: web::Query<OfModel>) -> HttpResponse {
    match state
        .read(&of.database)
        .and_then(|database| database.digest(&of.model))
    {
        Some(digest) => HttpResponse::Ok().json(digest),
        None => missing(),
    }
}

async fn records(state: Shared, of: web::Query<OfModel>) -> HttpResponse {
    match state
        .read(&of.database)
        .and_then(|database| database.records(&of.model))
    {
        Some(lines) => HttpResponse::Ok()
            .content_type("application/jsonl")
            .body(lines),
        None => missing(),
    }
}
