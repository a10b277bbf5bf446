//! The logo of a company, which is part of the mail: mail programs do not load remote files.

use std::path::Path;

/// A larger logo is left out: each mail carries it.
const MAX_BYTES: usize = 500_000;

#[derive(Debug)]
pub struct Logo {
    pub bytes: Vec<u8>,
    pub media_type: &'static str,
}

/// None if the file cannot be used. The mail is sent without it.
pub(crate) async fn read(path: Option<&Path>) -> Option<Logo> {
    let path = path?;
    let problem = match tokio::fs::read(path).await {
        Ok(bytes) if bytes.len() <= MAX_BYTES => match media_type(&bytes) {
            Some(media_type) => return Some(Logo { bytes, media_type }),
            None => "it is neither PNG nor JPEG".to_owned(),
        },
        Ok(bytes) => format!("it has {} bytes, more than {MAX_BYTES}", bytes.len()),
        Err(error) => error.to_string(),
    };
    tracing::warn!(
        logo = %path.display(),
        problem,
        "the logo cannot be used; the mail is sent without it"
    );
    None
}

/// By the first bytes, because the name may be wrong.
fn media_type(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        Some("image/png")
    } else if bytes.starts_with(b"\xff\xd8\xff") {
        Some("image/jpeg")
    } else {
        None
    }
}
