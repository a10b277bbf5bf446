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
    packed: Bytes,
    /// Of the content.
    pub(crate) hash: String,
}

impl Asset {
    pub(crate) fn new(content_type: &str, plain: Vec<u8>) -> io::Result<Self> {
        let mut packer = GzEncoder::new(Vec::new(), Compression::best());
        packer.write_all(&plain)?;
        let digest = Sha256::digest(&plain);
        Ok(Self {
            content_type: content_type.to_owned(),
            packed: packer.finish()?.into(),
            plain: plain.into(),
            hash: URL_SAFE_NO_PAD.encode(&digest[..12]),
        })
    }

    pub(crate) fn answer(&self, request: &HttpRequest, caching: &str) -> HttpResponse {
        let (coding, body) = if takes_gzip(request) {
            ("gzip", &self.packed)
        } else {
            ("identity", &self.plain)
        };
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

fn takes_gzip(request: &HttpRequest) -> bool {
    let values = request.headers().get_all(ACCEPT_ENCODING);
    let mut codings = values
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','));
    codings.any(|coding| {
        let mut parts = coding.split(';').map(str::trim);
        let name = parts.next().unwrap_or_default();
        let is_refused = parts.any(|part| part.strip_prefix("q=").is_some_and(is_zero));
        name.eq_ignore_ascii_case("gzip") && !is_refused
    })
}

fn is_zero(weight: &str) -> bool {
    weight.parse::<f32>() == Ok(0.0)
}
