//! An in-memory S3 server with the part of the protocol that `files` and pgBackRest need: multipart
//! uploads, ranges, listing, deletion of one object or many. It refuses requests that are not signed
//! with its key and region.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use sha2::{Digest, Sha256};
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, Request, Respond, ResponseTemplate};

const MODIFIED: &str = "2026-04-01T05:30:00.000Z";

/// The only bucket, and the credentials for it.
const BUCKET: &str = "espejo";
const REGION: &str = "sa-east-1";
const ACCESS_KEY: &str = "AKIATEST";
const SECRET_KEY: &str = "not-a-secret";

pub struct S3Server {
    server: MockServer,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    objects: BTreeMap<String, Vec<u8>>,
    /// By upload id: key and parts.
    uploads: BTreeMap<String, (String, BTreeMap<u32, Vec<u8>>)>,
    next_upload: u32,
    delay: Duration,
}

impl S3Server {
    pub async fn start() -> Self {
        let server = MockServer::start().await;
        let state = Arc::<Mutex<State>>::default();
        let answers = Answers(Arc::clone(&state));
        Mock::given(any())
            .respond_with(answers)
            .mount(&server)
            .await;
        Self { server, state }
    }

    /// The settings with which a service keeps its files here.
    pub fn variables(&self) -> [(&'static str, String); 5] {
        [
            ("ESPEJO_S3_BUCKET", BUCKET.to_owned()),
            ("ESPEJO_S3_REGION", REGION.to_owned()),
            ("ESPEJO_S3_ENDPOINT", self.server.uri()),
            ("ESPEJO_S3_ACCESS_KEY", ACCESS_KEY.to_owned()),
            ("ESPEJO_S3_SECRET_KEY", SECRET_KEY.to_owned()),
        ]
    }

    /// The settings with which backup-worker keeps its repository here. `endpoint` is `host:port` of a
    /// proxy that speaks TLS, because pgBackRest speaks nothing else.
    pub fn backup_variables(&self, endpoint: String) -> [(&'static str, String); 6] {
        [
            ("ESPEJO_BACKUP_S3_BUCKET", BUCKET.to_owned()),
            ("ESPEJO_BACKUP_S3_REGION", REGION.to_owned()),
            ("ESPEJO_BACKUP_S3_ENDPOINT", endpoint),
            ("ESPEJO_BACKUP_S3_PATH_STYLE", "true".to_owned()),
            ("ESPEJO_BACKUP_S3_ACCESS_KEY", ACCESS_KEY.to_owned()),
            ("ESPEJO_BACKUP_S3_SECRET_KEY", SECRET_KEY.to_owned()),
        ]
    }

    /// `host:port`, without TLS.
    pub fn address(&self) -> String {
        self.server.address().to_string()
    }

    /// From now on, the start of an upload is answered after this delay.
    pub fn delay_uploads(&self, delay: Duration) {
        locked(&self.state).delay = delay;
    }

    pub fn uploads_in_progress(&self) -> usize {
        locked(&self.state).uploads.len()
    }

    /// Key and bytes of each object.
    pub fn objects(&self) -> BTreeMap<String, Vec<u8>> {
        locked(&self.state).objects.clone()
    }
}

fn locked(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

struct Answers(Arc<Mutex<State>>);

impl Respond for Answers {
    fn respond(&self, request: &Request) -> ResponseTemplate {
        let authorization = header(request, "authorization").unwrap_or_default();
        let signed = authorization
            .starts_with(&format!("AWS4-HMAC-SHA256 Credential={ACCESS_KEY}/"))
            && authorization.contains(&format!("/{REGION}/s3/aws4_request"))
            && authorization.contains("Signature=");
        if !signed {
            return failed(403, "SignatureDoesNotMatch");
        }
        let Some(key) = request
            .url
            .path()
            .strip_prefix("/")
            .and_then(|path| path.strip_prefix(BUCKET))
        else {
            return failed(404, "NoSuchBucket");
        };
        let key = key.trim_start_matches('/').to_owned();
        let query: BTreeMap<String, String> = request.url.query_pairs().into_owned().collect();
        locked(&self.0).answer(request, key, &query)
    }
}

impl State {
    fn answer(
        &mut self,
        request: &Request,
        key: String,
        query: &BTreeMap<String, String>,
    ) -> ResponseTemplate {
        let upload = query.get("uploadId");
        match (request.method.as_str(), upload) {
            ("POST", None) if query.contains_key("uploads") => {
                self.begin(key).set_delay(self.delay)
            }
            ("PUT", Some(upload)) => {
                let number = query.get("partNumber").and_then(|it| it.parse().ok());
                let Some(number) = number else {
                    return failed(400, "InvalidArgument");
                };
                let Some((_, parts)) = self.uploads.get_mut(upload) else {
                    return failed(404, "NoSuchUpload");
                };
                parts.insert(number, request.body.clone());
                ResponseTemplate::new(200).insert_header("etag", format!("\"part-{number}\""))
            }
            ("POST", Some(upload)) => self.complete(upload),
            ("DELETE", Some(upload)) => {
                self.uploads.remove(upload);
                ResponseTemplate::new(204)
            }
            ("PUT", None) => {
                self.objects.insert(key, request.body.clone());
                ResponseTemplate::new(200).insert_header("etag", "\"whole\"")
            }
            ("DELETE", None) => {
                self.objects.remove(&key);
                ResponseTemplate::new(204)
            }
            ("POST", None) if query.contains_key("delete") => self.delete(&request.body),
            ("GET", None) if query.contains_key("list-type") => {
                let value = |name| query.get(name).map_or("", String::as_str);
                self.list(value("prefix"), value("delimiter"))
            }
            ("GET" | "HEAD", None) => self.get(request, &key),
            _ => failed(501, "NotImplemented"),
        }
    }

    fn begin(&mut self, key: String) -> ResponseTemplate {
        self.next_upload += 1;
        let id = format!("upload-{}", self.next_upload);
        let answer = format!(
            "<InitiateMultipartUploadResult><Bucket>espejo</Bucket><Key>{key}</Key>\
             <UploadId>{id}</UploadId></InitiateMultipartUploadResult>"
        );
        self.uploads.insert(id, (key, BTreeMap::new()));
        xml(answer)
    }

    fn complete(&mut self, upload: &str) -> ResponseTemplate {
        let Some((key, parts)) = self.uploads.remove(upload) else {
            return failed(404, "NoSuchUpload");
        };
        let last = parts.len();
        let short = |(at, part): (usize, &Vec<u8>)| at + 1 < last && part.len() < 5 << 20;
        if parts.values().enumerate().any(short) {
            return failed(400, "EntityTooSmall");
        }
        let answer = format!(
            "<CompleteMultipartUploadResult><Bucket>espejo</Bucket><Key>{key}</Key>\
             <ETag>\"whole\"</ETag></CompleteMultipartUploadResult>"
        );
        self.objects
            .insert(key, parts.into_values().flatten().collect());
        xml(answer)
    }

    fn get(&self, request: &Request, key: &str) -> ResponseTemplate {
        let Some(object) = self.objects.get(key) else {
            return failed(404, "NoSuchKey");
        };
        let etag = etag(object);
        if header(request, "if-match").is_some_and(|wanted| wanted != etag) {
            return failed(412, "PreconditionFailed");
        }
        let answer = |status| {
            ResponseTemplate::new(status)
                .insert_header("etag", &*etag)
                .insert_header("last-modified", "Wed, 01 Apr 2026 05:30:00 GMT")
        };
        let range = header(request, "range").and_then(|range| {
            let (from, to) = range.strip_prefix("bytes=")?.split_once('-')?;
            let to = if to.is_empty() {
                usize::MAX
            } else {
                to.parse().ok()?
            };
            Some((from.parse::<usize>().ok()?, to))
        });
        match range {
            None => answer(200).set_body_bytes(object.clone()),
            Some((from, _)) if from >= object.len() => failed(416, "InvalidRange"),
            Some((from, to)) => {
                let to = to.min(object.len() - 1);
                let of = object.len();
                answer(206)
                    .insert_header("content-range", format!("bytes {from}-{to}/{of}"))
                    .set_body_bytes(object[from..=to].to_vec())
            }
        }
    }

    /// The keys stand in an XML document.
    fn delete(&mut self, body: &[u8]) -> ResponseTemplate {
        let body = String::from_utf8_lossy(body);
        for part in body.split("<Key>").skip(1) {
            let key = part.split("</Key>").next().unwrap_or_default();
            self.objects.remove(key);
        }
        xml("<DeleteResult></DeleteResult>".to_owned())
    }

    /// With a delimiter, what lies deeper is listed by its common beginning.
    fn list(&self, prefix: &str, delimiter: &str) -> ResponseTemplate {
        let mut answer = format!(
            "<ListBucketResult><Name>espejo</Name><Prefix>{prefix}</Prefix>\
             <IsTruncated>false</IsTruncated>"
        );
        let mut common = BTreeSet::new();
        for (key, object) in &self.objects {
            let Some(rest) = key.strip_prefix(prefix) else {
                continue;
            };
            if let Some((first, _)) = rest.split_once(delimiter).filter(|_| !delimiter.is_empty()) {
                common.insert(format!("{prefix}{first}{delimiter}"));
                continue;
            }
            let size = object.len();
            let _ = write!(
                answer,
                "<Contents><Key>{key}</Key><LastModified>{MODIFIED}</LastModified>\
                 <ETag>\"whole\"</ETag><Size>{size}</Size></Contents>"
            );
        }
        for prefix in common {
            let _ = write!(
                answer,
                "<CommonPrefixes><Prefix>{prefix}</Prefix></CommonPrefixes>"
            );
        }
        xml(answer + "</ListBucketResult>")
    }
}

fn xml(body: String) -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_raw(body, "application/xml")
}

fn failed(status: u16, code: &str) -> ResponseTemplate {
    let body = format!("<Error><Code>{code}</Code><Message>{code}</Message></Error>");
    ResponseTemplate::new(status).set_body_raw(body, "application/xml")
}

fn header<'r>(request: &'r Request, name: &str) -> Option<&'r str> {
    request.headers.get(name)?.to_str().ok()
}

/// Another one for other content, as S3 promises.
fn etag(object: &[u8]) -> String {
    let hash = Sha256::digest(object);
    format!(
        "\"{:02x}{:02x}{:02x}{:02x}\"",
        hash[0], hash[1], hash[2], hash[3]
    )
}
