//! The web console: which files are served, how they are cached, and what is said without them.

use reqwest::{Method, StatusCode};

use crate::world::{ANDINA, BROTLI, PAMPA, SCRIPT, World, send};

#[tokio::test]
async fn the_console_is_served_on_every_host() {
    let world = World::create().await;
    let get = |host: &str, path: &str, coding: &str| {
        let request = world.request(Method::GET, host, path);
        send(request.header("accept-encoding", coding.to_owned()))
    };
    for (host, path) in [
        (ANDINA, "/"),
        (ANDINA, "/c/receivables?as_of=2026-10-31"),
        (PAMPA, "/c/a/b"),
    ] {
        let page = get(host, path, "identity").await;
        assert_eq!(page.status, 200, "{page:?}");
        assert!(page.text.contains("<title>Espejo"), "{page:?}");
        assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
        assert_eq!(page.header("cache-control"), "no-cache");
        let policy = page.header("content-security-policy");
        for part in [
            "default-src 'none'",
            "script-src 'self'",
            "require-trusted-types-for 'script'",
        ] {
            assert!(policy.contains(part), "{policy}");
        }
        assert!(!policy.contains("unsafe"), "{policy}");
        let again = world.request(Method::GET, host, path);
        let again = again.header("if-none-match", page.header("etag"));
        let again = send(again.header("accept-encoding", "identity")).await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    }
}

#[tokio::test]
async fn files_of_the_console_are_sent_as_the_build_has_compressed_them() {
    let world = World::create().await;
    let get = |host: &str, path: &str, coding: &str| {
        let request = world.request(Method::GET, host, path);
        send(request.header("accept-encoding", coding.to_owned()))
    };
    let script = "/assets/app.js";
    for (coding, sent, body) in [
        ("br, gzip", "br", BROTLI),
        ("gzip", "", SCRIPT),
        ("br;q=0", "", SCRIPT),
    ] {
        let file = get(ANDINA, script, coding).await;
        assert_eq!(
            (file.header("content-encoding"), file.text.as_str()),
            (sent, body),
            "{coding}"
        );
        assert_eq!(
            file.header("content-type"),
            "text/javascript; charset=utf-8"
        );
        assert_eq!(
            file.header("cache-control"),
            "public, max-age=31536000, immutable"
        );
    }
    for path in [
        "/assets/app.js.br",
        "/assets/../index.html",
        "/assets/",
        "/assets/a/b.js",
    ] {
        get(ANDINA, path, "br").await.problem(404, "no-such-url");
    }
    get("nobody.localhost", "/", "br")
        .await
        .problem(421, "unknown-host");
}

#[tokio::test]
async fn without_a_console_people_are_told_how_to_get_it() {
    let world = World::without_console().await;
    for path in ["/", "/c/receivables", "/assets/app.js"] {
        let problem = send(world.request(Method::GET, ANDINA, path)).await;
        let problem = problem.problem(404, "no-console");
        assert!(
            problem["hint"].as_str().unwrap().contains("npm run build"),
            "{problem}"
        );
    }
    let page = world
        .request(Method::GET, ANDINA, "/")
        .header("accept", "text/html");
    let page = send(page.header("accept-language", "es-PE")).await;
    assert_eq!(page.status, 404);
    assert!(page.text.contains("No hay consola"), "{page:?}");
    assert!(page.text.contains("ESPEJO_CONSOLE_DIR"), "{page:?}");
}
