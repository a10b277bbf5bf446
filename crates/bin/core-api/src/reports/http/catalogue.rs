//! The URLs of all reports of the catalogue, and what the OpenAPI document says about them. A new
//! report needs nothing here.

use actix_web::{
    HttpRequest, HttpResponse,
    web::{self, Data},
};
use reports::{Company, InPath, NextPage, Report, Url, Warning};
use serde::Serialize;
use utoipa::{
    IntoParams, PartialSchema, ToSchema,
    openapi::{
        ContentBuilder, HttpMethod, ObjectBuilder, OpenApi, Ref, RefOr, Required, ResponseBuilder,
        Schema,
        path::{OperationBuilder, Parameter, ParameterBuilder, ParameterIn},
        schema::RefBuilder,
    },
};

use super::{Answer, Ask, Prepared, fingerprint, odoo_pages};
use crate::{
    http::{
        auth::{Caller, Needs, Policy, Reach, Role},
        cursor,
        endpoint::{self, Endpoint},
        error::ApiError,
        freshness::Freshness,
        query,
        state::Api,
    },
    reports::defaults,
};

/// What every answer of a report contains.
#[derive(Serialize, ToSchema)]
struct Frame {
    freshness: Freshness,
    company: Company,
    /// The companies whose books count: `company`, and others that `companies` names.
    company_ids: Vec<i64>,
    /// What is not known and had to be assumed; empty if nothing was.
    warnings: Vec<Warning>,
}

#[derive(Serialize)]
struct Framed<A, P> {
    #[serde(flatten)]
    answer: A,
    #[serde(flatten)]
    frame: Frame,
    /// The parameters that were used, with every default filled in.
    parameters: P,
    #[serde(flatten)]
    page: Option<NextPage>,
}

/// What every report requires.
const NEEDS: Needs = Needs::Caller(Policy {
    role: Role::Viewer,
    reach: Reach::Companies,
    fresh: false,
});

/// The lines of the route table.
#[derive(Default)]
pub(crate) struct Routes(pub(crate) Vec<Endpoint>);

impl reports::Visitor for Routes {
    fn visit<R: Report>(&mut self) {
        self.0.extend(R::URLS.iter().map(|url| {
            let show = move |request: HttpRequest, api: Data<Api>, caller: Caller| async move {
                show::<R>(url, &request, &api, &caller).await
            };
            endpoint::get(url.path, NEEDS, web::to(show))
        }));
    }
}

async fn show<R: Report>(
    url: &Url,
    request: &HttpRequest,
    api: &Api,
    caller: &Caller,
) -> Result<HttpResponse, ApiError> {
    let asked: R::Parameters = parameters::<R>(url, request, caller)?;
    let mut ask = Ask::new(request, api, caller, R::KEY, R::MODELS);
    if R::SHOWS_NOTES {
        ask = ask.with_notes();
    }
    if R::READS_OTHER_TABLES {
        ask = ask.with_other_tables();
    }
    ask.answer(
        async |tx, reader| {
            let query = R::prepare(tx, &asked, reader).await;
            let query = query.map_err(|error| refusal(url, error))?;
            let fingerprint = fingerprint(&(
                query.parameters(),
                &query.prepared().paging,
                query.other_data(),
            ));
            Ok(Prepared { query, fingerprint })
        },
        async |tx, query, freshness| {
            let reports::Answer {
                mut answer,
                mut page,
            } = query.answer(tx).await?;
            if R::LINKS_TO_ODOO {
                R::link_to_odoo(&mut answer, &odoo_pages(tx, caller).await?);
            }
            if let Some(NextPage { next: Some(next) }) = &mut page {
                *next = cursor::sealed(next);
            }
            Ok(Answer {
                next: page.as_ref().and_then(|page| page.next.clone()),
                body: Framed {
                    answer,
                    frame: Frame {
                        freshness,
                        company: query.company().clone(),
                        company_ids: query.company().ids.clone(),
                        warnings: warnings(&query),
                    },
                    parameters: query.parameters().clone(),
                    page,
                },
            })
        },
    )
    .await
}

fn warnings<R: Report>(query: &R) -> Vec<Warning> {
    let warnings = query.prepared().warnings.iter();
    warnings.map(|code| Warning::from(*code)).collect()
}

/// The parameters of query string and path, with the tenant's defaults.
fn parameters<R: Report>(
    url: &Url,
    request: &HttpRequest,
    caller: &Caller,
) -> Result<R::Parameters, ApiError> {
    let text = request.query_string();
    let in_path = match url.sets {
        None => None,
        Some(InPath::Value(name, value)) => Some((name, value.to_owned())),
        Some(InPath::Id(name, _)) => {
            let id = request
                .match_info()
                .get("id")
                .and_then(|id| id.parse::<i64>().ok());
            let id = id.ok_or(ApiError::NotFound("record of Odoo"))?;
            Some((name, id.to_string()))
        }
    };
    let default = defaults::find_default(R::KEY, &caller.tenant)?
        .filter(|(name, _)| query::pairs(text).iter().all(|(given, _)| given != name));
    let set = in_path
        .iter()
        .chain(&default)
        .map(|(name, value)| (*name, value.as_str()));
    query::parse(text, &set.collect::<Vec<_>>())
}

/// If the id in the path is wrong, the URL does not exist.
fn refusal(url: &Url, error: reports::Error) -> ApiError {
    match (url.sets, error) {
        (Some(InPath::Id(id, record)), reports::Error::InvalidParameter { name, .. })
            if id == name =>
        {
            ApiError::NotFound(record)
        }
        (_, error) => error.into(),
    }
}

/// Adds the URLs to the OpenAPI document.
pub(crate) struct Documented<'d>(pub(crate) &'d mut OpenApi);

impl reports::Visitor for Documented<'_> {
    fn visit<R: Report>(&mut self) {
        let parameters = R::Parameters::into_params(|| Some(ParameterIn::Query));
        let has_pages = parameters
            .iter()
            .any(|parameter| parameter.name == "cursor");
        let mut schemas = Vec::new();
        R::Answer::schemas(&mut schemas);
        Frame::schemas(&mut schemas);
        R::Parameters::schemas(&mut schemas);
        schemas.push((R::Parameters::name().into(), R::Parameters::schema()));
        schemas.push((R::Answer::name().into(), framed::<R>(has_pages)));
        let components = self.0.components.get_or_insert_default();
        components.schemas.extend(schemas);
        for url in R::URLS {
            let content = Ref::from_schema_name(R::Answer::name());
            let response = ResponseBuilder::new().description(R::ANSWERS).content(
                "application/json",
                ContentBuilder::new().schema(Some(content)).build(),
            );
            let operation = OperationBuilder::new()
                .tag(url.tag)
                .operation_id(Some(url.operation))
                .summary(Some(url.summary))
                .parameters(Some(in_path(url).into_iter().chain(parameters.clone())))
                .response("200", response)
                .build();
            self.0
                .paths
                .add_path_operation(url.path, vec![HttpMethod::Get], operation);
        }
    }
}

fn in_path(url: &Url) -> Option<Parameter> {
    let Some(InPath::Id(_, record)) = url.sets else {
        return None;
    };
    let parameter = ParameterBuilder::new()
        .name("id")
        .parameter_in(ParameterIn::Path)
        .required(Required::True)
        .description(Some(format!("Odoo's id of the {record}")))
        .schema(Some(i64::schema()));
    Some(parameter.build())
}

/// The schema of [`Framed`]: one object with the fields of all parts.
fn framed<R: Report>(has_pages: bool) -> RefOr<Schema> {
    let parameters = RefBuilder::new()
        .ref_location_from_schema_name(R::Parameters::name())
        .description(Some(
            "The parameters that were used, with every default filled in.",
        ));
    let parameters = ObjectBuilder::new()
        .property("parameters", parameters.build())
        .required("parameters");
    let page = has_pages.then(NextPage::schema);
    let parts = [Frame::schema(), parameters.into()].into_iter().chain(page);
    let mut whole = R::Answer::schema();
    for part in parts {
        if let (RefOr::T(Schema::Object(whole)), RefOr::T(Schema::Object(part))) =
            (&mut whole, part)
        {
            whole.properties.extend(part.properties);
            whole.required.extend(part.required);
        }
    }
    whole
}
