//! Errors as a page, on routes that a person opens in a browser: nobody reads JSON there.

use std::{fmt::Write as _, sync::LazyLock};

use actix_web::{
    HttpMessage as _, HttpRequest, HttpResponse,
    body::BoxBody,
    dev::ServiceRequest,
    http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderValue, VARY},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

use crate::http::{accept, language::Language, problem::Problem};

/// In the extensions of a request: a browser opens the route.
struct Opened;

/// In the extensions of a request: the URL at which the person may begin again.
struct Again(String);

pub(crate) fn opened(request: &ServiceRequest) {
    request.extensions_mut().insert(Opened);
}

pub(crate) fn may_begin_again(request: &HttpRequest, url: String) {
    request.extensions_mut().insert(Again(url));
}

const STYLE: &str = "body{font:1rem/1.5 system-ui,sans-serif;color:#1f2933;background:#f5f7fa;margin:0}\
main{max-width:32rem;margin:12vh auto;padding:2rem;background:#fff;border-radius:.5rem}\
h1{font-size:1.25rem;margin:0 0 1rem}\
a{display:inline-block;margin:.5rem 0;padding:.5rem 1rem;background:#0b6163;color:#fff;\
text-decoration:none;border-radius:.25rem}\
small{color:#52606d;overflow-wrap:anywhere}";

/// Nothing but the style: no scripts, no forms, nothing from elsewhere.
static POLICY: LazyLock<String> = LazyLock::new(|| {
    let hash = STANDARD.encode(Sha256::digest(STYLE));
    format!(
        "default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'; \
         frame-ancestors 'none'"
    )
});

/// Whether the request is for a route of people, and asks for HTML by name.
pub(crate) fn is_wanted(request: &HttpRequest) -> bool {
    request.extensions().contains::<Opened>() && accept::names_html(request.headers())
}

/// The same answer with a page as its body.
pub(crate) fn page(
    request: &HttpRequest,
    mut answer: HttpResponse,
    problem: &Problem,
    language: Language,
) -> HttpResponse {
    let extensions = request.extensions();
    let again = extensions.get::<Again>().map(|again| again.0.as_str());
    let headers = answer.headers_mut();
    headers.insert(
        CONTENT_TYPE,
        HeaderValue::from_static("text/html; charset=utf-8"),
    );
    headers.append(VARY, HeaderValue::from_static("accept"));
    if let Ok(policy) = HeaderValue::from_str(&POLICY) {
        headers.insert(CONTENT_SECURITY_POLICY, policy);
    }
    answer.set_body(BoxBody::new(html(problem, language, again)))
}

fn html(problem: &Problem, language: Language, again: Option<&str>) -> String {
    let (tag, title) = (language.tag(), escaped(&problem.title));
    let begin_again = match language {
        Language::English => "Begin again",
        Language::Spanish => "Comenzar de nuevo",
    };
    let mut body = format!(
        "<h1>{title}</h1>\n<p>{}</p>\n<p>{}</p>\n",
        escaped(&sentence(&problem.detail)),
        escaped(&problem.hint)
    );
    if let Some(again) = again {
        let _ = writeln!(body, "<a href=\"{}\">{begin_again}</a>", escaped(again));
    }
    if let Some(trace) = &problem.trace_id {
        let _ = writeln!(body, "<p><small>trace_id: {}</small></p>", escaped(trace));
    }
    format!(
        "<!doctype html>\n<html lang=\"{tag}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n"
    )
}

/// With a capital letter and a full stop.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(char::to_uppercase);
    let whole: String = first.into_iter().flatten().chain(letters).collect();
    if whole.ends_with(['.', '!', '?']) {
        whole
    } else {
        whole + "."
    }
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            letter => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_of_a_problem_becomes_markup() {
        let problem = Problem {
            r#type: "/problems/x".to_owned(),
            title: "a < b & 'c'".to_owned(),
            status: 403,
            detail: "<script>alert(1)</script>".to_owned(),
            instance: String::new(),
            trace_id: Some("\"><img src=x>".to_owned()),
            hint: "<b>".to_owned(),
            errors: Vec::new(),
            choices: Vec::new(),
            active_run: None,
        };
        let html = html(&problem, Language::Spanish, Some("/x\" onclick=\"alert(1)"));
        for markup in ["<script", "<img", "<b>", "\" onclick"] {
            assert!(!html.contains(markup), "{markup}: {html}");
        }
        assert!(html.contains("a &lt; b &amp; &#39;c&#39;"), "{html}");
        assert!(html.contains("lang=\"es\""), "{html}");
    }
}
