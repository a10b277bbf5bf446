//! The server: remote calls with their faults, on its own thread so that tests of any runtime can
//! start it. The control API is in `control`.
pub(crate) mod call;
pub(crate) mod control;
pub(crate) mod faults;
pub(crate) mod json_2;
pub(crate) mod rpc;
pub(crate) mod workers;
pub(crate) mod xml;

use std::any::Any;
use std::collections::BTreeMap;
use std::io;
use std::net::{Shutdown, TcpListener, TcpStream};
use std::os::fd::AsFd;
use std::sync::{
    Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard, mpsc,
};
use std::time::{Duration, SystemTime};

use actix_web::body::SizedStream;
use actix_web::dev::{Extensions, ServerHandle};
use actix_web::http::{KeepAlive, StatusCode, header};
use actix_web::rt::{System, net, time};
use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use bytes::Bytes;
use futures::{StreamExt, stream};
use serde::Serialize;
use serde_json::Value;

use crate::books::version::Version;
use crate::database::Database;
use crate::server::faults::{Effects, FaultKind, Faults};
use crate::server::rpc::{Answer, Asked, Damage, Protocol, Request};
use crate::server::workers::Workers;

/// How often a method was called, and how many records it returned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Calls {
    pub database: String,
    pub model: String,
    pub method: String,
    pub calls: u64,
    pub records: u64,
    pub bytes: u64,
}

/// The state that all calls share.
#[derive(Default)]
pub(crate) struct State {
    pub(crate) databases: BTreeMap<String, RwLock<Database>>,
    pub(crate) faults: Faults,
    /// `None`: no limit on concurrent calls.
    workers: Mutex<Option<Arc<Workers>>>,
    tallies: Mutex<Tallies>,
}

/// By database, model and method.
type Tallies = BTreeMap<[String; 3], Tally>;

#[derive(Clone, Copy, Default)]
struct Tally {
    calls: u64,
    records: u64,
    bytes: u64,
}

impl State {
    pub(crate) fn new(databases: BTreeMap<String, RwLock<Database>>) -> State {
        State {
            databases,
            ..State::default()
        }
    }

    pub(crate) fn read(&self, name: &str) -> Option<RwLockReadGuard<'_, Database>> {
        Some(
            self.databases
                .get(name)?
                .read()
                .unwrap_or_else(PoisonError::into_inner),
        )
    }

    pub(crate) fn write(&self, name: &str) -> Option<RwLockWriteGuard<'_, Database>> {
        Some(
            self.databases
                .get(name)?
                .write()
                .unwrap_or_else(PoisonError::into_inner),
        )
    }

    /// A server has one version: that of the first database.
    pub(crate) fn version(&self) -> Version {
        let first = self.databases.values().next();
        let of = |database: &RwLock<Database>| {
            let database = database.read().unwrap_or_else(PoisonError::into_inner);
            database.books.version
        };
        first.map_or_else(Version::default, of)
    }

    pub(crate) fn set_workers(&self, count: usize) {
        *self.workers() = (count > 0).then(|| Arc::new(Workers::new(count)));
    }

    pub(crate) fn workers(&self) -> MutexGuard<'_, Option<Arc<Workers>>> {
        self.workers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn tallies(&self) -> MutexGuard<'_, Tallies> {
        self.tallies.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn count(&self, request: &Request, answer: &Answer) {
        let target = request.target();
        let key = [target.database, target.model, Some(target.method)];
        let mut tallies = self.tallies();
        let key = key.map(|part| part.unwrap_or_default().to_owned());
        let tally = tallies.entry(key).or_default();
        tally.calls += 1;
        tally.records += answer.records as u64;
        tally.bytes += answer.body.len() as u64;
    }

    pub(crate) fn calls(&self) -> Vec<Calls> {
        let tallies = self.tallies();
        let one = |([database, model, method], tally): (&[String; 3], &Tally)| Calls {
            database: database.clone(),
            model: model.clone(),
            method: method.clone(),
            calls: tally.calls,
            records: tally.records,
            bytes: tally.bytes,
        };
        tallies.iter().map(one).collect()
    }

    pub(crate) fn reset_calls(&self) {
        self.tallies().clear();
    }
}

/// Serves until stopped; sends the handle for stopping as soon as the server listens.
pub(crate) fn run(
    state: Arc<State>,
    listener: TcpListener,
    signals: bool,
    started: &mpsc::Sender<ServerHandle>,
) -> io::Result<()> {
    let state = web::Data::from(state);
    System::new().block_on(async move {
        let server = HttpServer::new(move || {
            App::new()
                .app_data(state.clone())
                .app_data(web::PayloadConfig::new(128 << 20))
                .configure(routes)
                .configure(json_2::routes)
                .configure(control::routes)
        })
        .workers(2)
        .keep_alive(KeepAlive::Timeout(Duration::from_secs(75)))
        .shutdown_timeout(1)
        .on_connect(remember_connection)
        .listen(listener)?;
        let server = if signals {
            server.run()
        } else {
            server.disable_signals().run()
        };
        started.send(server.handle()).map_err(io::Error::other)?;
        server.await
    })
}

fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/jsonrpc", web::post().to(json_rpc))
        .route("/xmlrpc/2/{service}", web::post().to(xml_rpc))
        .route("/web/health", web::get().to(health));
}

async fn health() -> HttpResponse {
    HttpResponse::Ok().json(serde_json::json!({"status": "pass"}))
}

/// A second handle on a connection, to cut it off.
struct Line(TcpStream);

fn remember_connection(connection: &dyn Any, extensions: &mut Extensions) {
    let stream = connection.downcast_ref::<net::TcpStream>();
    if let Some(Ok(owned)) = stream.map(|stream| stream.as_fd().try_clone_to_owned()) {
        extensions.insert(Line(TcpStream::from(owned)));
    }
}

async fn json_rpc(http: HttpRequest, body: Bytes, state: web::Data<State>) -> HttpResponse {
    let message: Value = serde_json::from_slice(&body).unwrap_or_default();
    let Some(request) = Request::from_json(&message) else {
        return HttpResponse::BadRequest().body("Invalid JSON data");
    };
    let id = message.get("id").cloned().unwrap_or_default();
    respond(&http, &state, &request, Protocol::Json(id)).await
}

async fn xml_rpc(
    http: HttpRequest,
    service: web::Path<String>,
    body: Bytes,
    state: web::Data<State>,
) -> HttpResponse {
    let call = std::str::from_utf8(&body).map_or(None, |text| xml::parse(text).ok());
    let Some(call) = call else {
        return HttpResponse::BadRequest().body("Invalid XML-RPC call");
    };
    let request = Request {
        service: service.into_inner(),
        method: call.method,
        arguments: call.params,
    };
    respond(&http, &state, &request, Protocol::Xml).await
}

pub(crate) async fn respond(
    http: &HttpRequest,
    state: &State,
    request: &Request,
    protocol: Protocol,
) -> HttpResponse {
    let workers = state.workers().clone();
    let _busy = match workers {
        Some(workers) => Some(workers.take().await),
        None => None,
    };
    let Effects {
        delay,
        delay_per_record,
        strike,
    } = state.faults.strike(&request.target());
    if !delay.is_zero() {
        time::sleep(delay).await;
    }
    let kind = strike.as_ref().map(|fault| fault.kind);
    match (kind, &strike) {
        (Some(FaultKind::Hang), Some(fault)) => {
            let millis = if fault.value == 0 {
                3_600_000
            } else {
                fault.value
            };
            time::sleep(Duration::from_millis(millis)).await;
            return cut(http);
        }
        (Some(FaultKind::DropConnection), _) => return cut(http),
        (Some(FaultKind::Http502Html), _) => return bad_gateway(),
        _ => {}
    }
    let damage = Damage {
        spoiled: kind == Some(FaultKind::WrongType),
        denied: kind == Some(FaultKind::AccessDenied),
        broken: kind == Some(FaultKind::CodeError),
    };
    let answer = compute(state, request, &protocol, damage);
    let records = u32::try_from(answer.records).unwrap_or(u32::MAX);
    let pause = delay_per_record.saturating_mul(records);
    if !pause.is_zero() {
        time::sleep(pause).await;
    }
    let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = HttpResponse::build(status);
    // The framework's own date may be a second old, and the end of a window depends on it.
    response.insert_header(header::Date(SystemTime::now().into()));
    response.content_type(match protocol {
        Protocol::Json2 | Protocol::Json(_) => "application/json; charset=utf-8",
        Protocol::Xml => "text/xml; charset=utf-8",
    });
    if kind == Some(FaultKind::Truncated) {
        let length = answer.body.len() as u64;
        let mut half = Bytes::from(answer.body);
        half.truncate(half.len() / 2);
        let half = stream::once(async { Ok(half) });
        // The pause lets the half be sent before the connection closes.
        let broken = stream::once(async {
            time::sleep(Duration::from_millis(30)).await;
            Err(io::Error::from(io::ErrorKind::BrokenPipe))
        });
        return response.body(SizedStream::new(length, half.chain(broken)));
    }
    response.body(answer.body)
}

fn compute(state: &State, request: &Request, protocol: &Protocol, damage: Damage) -> Answer {
    let database = request.database().and_then(|name| state.read(name));
    let asked = Asked {
        request,
        database: database.as_deref(),
        version: state.version(),
        damage,
    };
    let answer = rpc::answer(asked, protocol);
    state.count(request, &answer);
    answer
}

fn cut(http: &HttpRequest) -> HttpResponse {
    if let Some(Line(stream)) = http.conn_data::<Line>() {
        // If the connection is closed already, there is nothing to cut.
        drop(stream.shutdown(Shutdown::Both));
    }
    HttpResponse::InternalServerError().finish()
}

fn bad_gateway() -> HttpResponse {
    HttpResponse::BadGateway().content_type("text/html").body(
        "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n\
         <center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx</center>\r\n\
         </body>\r\n</html>\r\n",
    )
}
