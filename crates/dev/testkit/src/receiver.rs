//! A program that webhooks call: it answers as a test says, and keeps what it got.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use wiremock::matchers::any;
use wiremock::{Mock, MockServer, Request, Respond, ResponseTemplate};

pub struct Receiver {
    server: MockServer,
}

/// One call.
#[derive(Debug, Clone)]
pub struct ReceivedCall {
    pub path: String,
    /// By name in lower case.
    pub headers: BTreeMap<String, String>,
    pub body: String,
}

impl Receiver {
    /// Answers with these, one after the other, and then always with the last one.
    pub async fn start(answers: Vec<ResponseTemplate>) -> Self {
        let server = MockServer::start().await;
        let script = Script(Arc::new(Mutex::new(answers)));
        Mock::given(any()).respond_with(script).mount(&server).await;
        Self { server }
    }

    /// Answers with these statuses.
    pub async fn answering(statuses: &[u16]) -> Self {
        let answers = statuses.iter().map(|status| ResponseTemplate::new(*status));
        Self::start(answers.collect()).await
    }

    /// `http://127.0.0.1:port`.
    pub fn origin(&self) -> String {
        self.server.uri()
    }

    pub async fn calls(&self) -> Vec<ReceivedCall> {
        let requests = self.server.received_requests().await.unwrap_or_default();
        requests.iter().map(call).collect()
    }

    /// Waits until so many calls have arrived.
    pub async fn wait_for(&self, count: usize) -> Vec<ReceivedCall> {
        for _ in 0..600 {
            let calls = self.calls().await;
            if calls.len() >= count {
                return calls;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("fewer than {count} calls: {:#?}", self.calls().await);
    }
}

fn call(request: &Request) -> ReceivedCall {
    let headers = request.headers.iter();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    ReceivedCall {
        path: request.url.path().to_owned(),
        headers: headers
            .map(|(name, value)| (name.to_string(), text(value.as_bytes())))
            .collect(),
        body: text(&request.body),
    }
}

struct Script(Arc<Mutex<Vec<ResponseTemplate>>>);

impl Respond for Script {
    fn respond(&self, _: &Request) -> ResponseTemplate {
        let mut answers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if answers.len() > 1 {
            return answers.remove(0);
        }
        answers
            .first()
            .cloned()
            .unwrap_or_else(|| ResponseTemplate::new(204))
    }
}
