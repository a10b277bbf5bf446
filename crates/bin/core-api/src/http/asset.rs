//! Public files that never change while the process runs: compressed once, with strong ETags.

use std::io::{self, Read, Write};

use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, VARY},
    web::Bytes,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use flate2::{Compression, read::GzDecoder, write::GzEncoder};
use sha2::{Digest, Sha256};

use crate::http::cache;

/// For a URL that names the content.
pub(crate) const IMMUTABLE: &str = "public, max-age=31536000, immutable";
/// A client asks each time whether it has changed.
pub(crate) const REVALIDATED: &str = "no-cache";

pub(crate) struct Asset {
    content_type: String,
    pub(crate) plain: Bytes,
    /// By coding, the best first.
    packed: Vec<(&'static str, Bytes)>,
    /// Of the content.
    pub(crate) hash: String,
}

impl Asset {
    pub(crate) fn new(content_type: &str, plain: Vec<u8>) -> io::Result<Self> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(&plain)?;
        let packed = vec![("gzip", encoder.finish()?.into())];
        Ok(Self::packed(content_type, plain, packed))
    }

    /// With forms that are compressed already: each with its coding, the best first.
    pub(crate) fn packed(
        content_type: &str,
        plain: Vec<u8>,
        packed: Vec<(&'static str, Bytes)>,
    ) -> Self {
        let digest = Sha256::digest(&plain);
        Self {
            content_type: content_type.to_owned(),
            packed,
            plain: plain.into(),
            hash: URL_SAFE_NO_PAD.encode(&digest[..12]),
        }
    }

    pub(crate) fn answer(&self, request: &HttpRequest, caching: &str) -> HttpResponse {
        let mut packed = self.packed.iter();
        let packed = packed.find(|(coding, _)| takes(request, coding));
        let (coding, body) =
            packed.map_or(("identity", &self.plain), |(coding, body)| (*coding, body));
        // Each form has a tag of its own, as a strong tag stands for its very bytes.
        let tag = format!("\"{}-{coding}\"", self.hash);
        let is_known = cache::is_known(request, &tag);
        let mut answer = if is_known {
            HttpResponse::NotModified()
        } else {
            HttpResponse::Ok()
        };
        answer
            .insert_header((ETAG, tag))
            .insert_header((CACHE_CONTROL, caching))
            .insert_header((VARY, "accept-encoding"));
        if is_known {
            return answer.finish();
        }
        answer
            .insert_header((CONTENT_TYPE, self.content_type.as_str()))
            // Also keeps the server from compressing it again.
            .insert_header((CONTENT_ENCODING, coding))
            .body(body.clone())
    }
}

pub(crate) fn unpacked(packed: &[u8]) -> io::Result<Vec<u8>> {
    let mut plain = Vec::new();
    GzDecoder::new(packed).read_to_end(&mut plain)?;
    Ok(plain)
}

fn takes(request: &HttpRequest, coding: &str) -> bool {
    let values = request.headers().get_all(ACCEPT_ENCODING);
    let mut codings = values
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','));
    codings.any(|named| {
        let mut parts = named.split(';').map(str::trim);
        let name = parts.next().unwrap_or_default();
        let is_refused = parts.any(|part| part.strip_prefix("q=").is_some_and(is_zero));
        name.eq_ignore_ascii_case(coding) && !is_refused
    })
}

fn is_zero(weight: &str) -> bool {
    weight.parse::<f32>() == Ok(0.0)
}
