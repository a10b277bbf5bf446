//! `GET /v1/overview`: figures of several reports, the caller's latest exports, and open alarms.

use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{CONTENT_LANGUAGE, HeaderValue, VARY},
    web::Data,
};
use reports::{
    Company, Warning,
    overview::{self, OverviewFigures, OverviewParameters, OverviewQuery},
};
use serde::Serialize;
use sql::client::Params;
use store::{
    Transaction,
    export_jobs::{self, ListParams},
};
use utoipa::ToSchema;

use crate::{
    exports::http::view::{self, Export},
    http::{
        auth::Caller, error::ApiError, freshness::Freshness, language::Language, page::Page,
        query::Query, state::Api,
    },
    reports::http::{Answer, Ask, Prepared, fingerprint},
    runs::http::alarms::{self, Alarm},
};

/// Exports that are shown.
const EXPORTS: i64 = 5;

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Overview {
    #[serde(flatten)]
    figures: OverviewFigures,
    /// The five latest exports that the caller requested.
    exports: Vec<Export>,
    /// What a person must decide about the mirror; empty if there is nothing.
    alarms: Vec<Alarm>,
    freshness: Freshness,
    company: Company,
    /// The companies whose books count: `company`, and others that `companies` names.
    company_ids: Vec<i64>,
    /// What is not known and had to be assumed; empty if nothing was.
    warnings: Vec<Warning>,
    /// The parameters that were used, with every default filled in.
    parameters: OverviewParameters,
}

/// What the answer needs besides the mirror.
struct Question {
    query: OverviewQuery,
    exports: Vec<Export>,
    alarms: Vec<Alarm>,
}

/// Cash, receivables and payables, what has changed since yesterday, exports and alarms
#[utoipa::path(
    get, path = "/v1/overview", tag = "overview", operation_id = "show_overview",
    params(OverviewParameters),
    responses((status = 200, body = Overview, description = "Every figure of the day")),
)]
pub(crate) async fn show(
    request: HttpRequest,
    api: Data<Api>,
    caller: Caller,
    Query(asked): Query<OverviewParameters>,
) -> Result<HttpResponse, ApiError> {
    let ask = Ask::new(&request, &api, &caller, overview::KEY, &overview::MODELS);
    let language = Language::of(request.headers());
    // Six reports make a large future.
    let answer = ask.with_other_tables().answer(
        async |tx, reader| {
            let question = Question {
                query: OverviewQuery::prepare(tx, &asked, reader).await?,
                exports: latest_exports(tx, &caller).await?,
                alarms: alarms::open(tx, &caller.scope, language).await?,
            };
            let fingerprint = fingerprint(&(
                question.query.parameters(),
                question.query.other_data(),
                &question.exports,
                &question.alarms,
            ));
            Ok(Prepared {
                query: question,
                fingerprint,
            })
        },
        async |tx, question, freshness| {
            let query = &question.query;
            Ok(Answer::whole(Overview {
                figures: overview::read(tx, query).await?,
                freshness,
                company: query.company().clone(),
                company_ids: query.company().ids.clone(),
                warnings: query.warnings(),
                parameters: query.parameters().clone(),
                exports: question.exports,
                alarms: question.alarms,
            }))
        },
    );
    let mut answer = Box::pin(answer).await?;
    // Alarms are told in it.
    let headers = answer.headers_mut();
    headers.insert(CONTENT_LANGUAGE, HeaderValue::from_static(language.tag()));
    headers.append(VARY, HeaderValue::from_static("accept-language"));
    Ok(answer)
}

/// Those that the caller requested, as `GET /v1/exports?created_by=me` lists them.
async fn latest_exports(tx: &Transaction<'_>, caller: &Caller) -> Result<Vec<Export>, ApiError> {
    let wanted = ListParams {
        before: None,
        before_id: None,
        companies: caller.scope.companies(),
        state: None,
        report: None::<String>,
        requested_by: Some(caller.requested_by().to_owned()),
        not_requested_by: None::<Vec<String>>,
        limit: EXPORTS,
    };
    let data = export_jobs::list().params(tx, &wanted).all().await?;
    let page = view::with_names(tx, Page { data, next: None }).await?;
    Ok(page.data)
}
