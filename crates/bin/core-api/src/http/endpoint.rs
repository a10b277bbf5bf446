//! A line of the route table.

use actix_web::{
    Route,
    http::Method,
    middleware::{Next, from_fn},
};

use crate::http::auth::{self, Needs};

pub struct Endpoint {
    pub method: Method,
    pub path: &'static str,
    pub needs: Needs,
    route: Route,
}

impl Endpoint {
    fn new(method: Method, path: &'static str, needs: Needs, route: Route) -> Self {
        Self {
            method,
            path,
            needs,
            route,
        }
    }

    /// The route, behind the check of its caller.
    pub(crate) fn gated(self) -> Route {
        let needs = self.needs;
        self.route
            .method(self.method)
            .wrap(from_fn(move |request, next: Next<_>| {
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
