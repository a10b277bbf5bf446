//! A line of the route table.

use actix_web::{
    Route, guard,
    http::Method,
    middleware::{Next, from_fn},
};

use crate::http::{
    accept::{self, Produces},
    auth::{self, Needs},
    error_page, precondition,
};

pub struct Endpoint {
    pub method: Method,
    pub path: &'static str,
    pub needs: Needs,
    /// Whether a change must name the version that it is for.
    pub is_conditional: bool,
    pub produces: Produces,
    route: Route,
}

impl Endpoint {
    fn new(method: Method, path: &'static str, needs: Needs, route: Route) -> Self {
        Self {
            is_conditional: method == Method::PUT || method == Method::PATCH,
            produces: Produces::Json,
            method,
            path,
            needs,
            route,
        }
    }

    pub(crate) fn producing(self, produces: Produces) -> Self {
        Self { produces, ..self }
    }

    /// A PUT without a version: what it sets cannot be read, so nobody can have seen it.
    pub(crate) fn unconditional(self) -> Self {
        Self {
            is_conditional: false,
            ..self
        }
    }

    /// The route, behind the check of its caller.
    pub(crate) fn gated(self) -> Route {
        let needs = self.needs;
        let produces = self.produces;
        // The answer to HEAD is that to GET, without the body.
        let is_get = self.method == Method::GET;
        let mut route = if is_get {
            let reads = guard::Any(guard::Get()).or(guard::Head());
            self.route.guard(reads)
        } else {
            self.route.method(self.method)
        };
        if produces == Produces::Json || produces == Produces::EventStream {
            route = route.wrap(from_fn(move |request, next: Next<_>| {
                accept::check(produces, request, next)
            }));
        }
        if self.is_conditional {
            route = route.wrap(from_fn(precondition::require));
        }
        route.wrap(from_fn(move |request, next: Next<_>| {
            if produces == Produces::Page {
                // Before the caller is admitted: a refusal is shown as a page too.
                error_page::opened(&request);
            }
            auth::admit(needs, request, next)
        }))
    }
}

pub(crate) fn get(path: &'static str, needs: Needs, route: Route) -> Endpoint {
    Endpoint::new(Method::GET, path, needs, route)
}

pub(crate) fn post(path: &'static str, needs: Needs, route: Route) -> Endpoint {
    Endpoint::new(Method::POST, path, needs, route)
}

pub(crate) fn put(path: &'static str, needs: Needs, route: Route) -> Endpoint {
    Endpoint::new(Method::PUT, path, needs, route)
}

pub(crate) fn patch(path: &'static str, needs: Needs, route: Route) -> Endpoint {
    Endpoint::new(Method::PATCH, path, needs, route)
}

pub(crate) fn delete(path: &'static str, needs: Needs, route: Route) -> Endpoint {
    Endpoint::new(Method::DELETE, path, needs, route)
}
