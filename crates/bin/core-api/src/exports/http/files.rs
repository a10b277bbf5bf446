//! The file of a finished export. core-api chooses its name in the answer. Its key in the file
//! store comes from an event, so it is checked before a file is opened.

use std::ops::Range;

use actix_web::{
    HttpRequest, HttpResponse,
    body::SizedStream,
    http::{
        Method, StatusCode,
        header::{
            ACCEPT_RANGES, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_ENCODING, CONTENT_RANGE,
            CONTENT_TYPE, ETAG, IF_RANGE, RANGE,
        },
    },
    web::Data,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use files::Expected;
use states::{ExportFormat, ExportState};
use store::{ScopedFutureExt, export_jobs::ExportJob, transaction};
use tenants::Tenant;

use crate::{
    acts::Act,
    exports::write,
    http::{
        auth::{Caller, Role},
        cache,
        error::ApiError,
        path::Id,
        query::{NoParameters, Query},
        snapshot,
        state::Api,
        token::MaybeToken,
    },
};

/// The file of a finished export
///
/// Only the requester of the export and admins may download it. `Range` with one range of bytes and
/// `If-Range` with the ETag resume an interrupted download.
#[utoipa::path(
    get, path = "/v1/exports/{id}/file", tag = "exports", operation_id = "download_export",
    params(MaybeToken, ("id" = uuid::Uuid, Path, description = "The export"),
        ("Range" = Option<String>, Header, description = "Such as bytes=1048576-"),
        ("If-Range" = Option<String>, Header, description = "The ETag of the earlier part")),
    responses(
        (status = 200, description = "The file", body = inline(Vec<u8>),
            content_type = "application/octet-stream"),
        (status = 206, description = "The requested range", body = inline(Vec<u8>),
            content_type = "application/octet-stream"),
    ),
)]
pub(crate) async fn download(
    request: HttpRequest,
    api: Data<Api>,
    caller: Caller,
    Id(id): Id,
    _: Query<MaybeToken>,
) -> Result<HttpResponse, ApiError> {
    let job = snapshot::read(&api, &caller.tenant, "export", async |tx| {
        super::find(tx, &caller, id).await
    })
    .await?;
    check_owner(&job, &caller)?;
    let response = answer(&request, &api, &caller.tenant, &job).await?;
    if is_download(&request, &response) {
        let pool = &api.databases.pool(&caller.tenant.name)?;
        let caller = &caller;
        transaction::write(pool, "download file", |tx| {
            let act = Act::new("download file").on(format!("/v1/exports/{id}/file"));
            async move { caller.record(tx, act).await }.scope_boxed()
        })
        .await?;
    }
    Ok(response)
}

/// Remove the file of a finished export
///
/// Only the requester of the export and admins may remove it. Links to it end. The export stays in
/// the list without its file. Refused while mails wait for the file.
#[utoipa::path(
    delete, path = "/v1/exports/{id}/file", tag = "exports", operation_id = "remove_export_file",
    params(("id" = uuid::Uuid, Path, description = "The export")),
    responses((status = 204, description = "The file is removed")),
)]
pub(crate) async fn remove(
    api: Data<Api>,
    caller: Caller,
    Id(id): Id,
    _: Query<NoParameters>,
) -> Result<HttpResponse, ApiError> {
    let pool = &api.databases.pool(&caller.tenant.name)?;
    let asks = &caller;
    let key = transaction::write(pool, "remove file", |tx| {
        async move {
            let job = super::find(tx, asks, id).await?;
            check_owner(&job, asks)?;
            let key = finished(&job)?.key.to_owned();
            write::remove_file(tx, id).await?;
            let act = Act::new("remove file").on(format!("/v1/exports/{id}/file"));
            asks.record(tx, act).await?;
            Ok::<_, ApiError>(key)
        }
        .scope_boxed()
    })
    .await?;
    // If this fails, housekeeping removes what no export names any more.
    if is_own(&caller.tenant.name, &key)
        && let Err(error) = api.files.remove(&key).await
    {
        tracing::warn!(
            key,
            error = &error as &dyn std::error::Error,
            "a file stays for now"
        );
    }
    Ok(HttpResponse::NoContent().finish())
}

/// Whether the answer has bytes of the file, so that the download is recorded.
pub(crate) fn is_download(request: &HttpRequest, response: &HttpResponse) -> bool {
    request.method() == Method::GET && response.status().is_success()
}

/// Fails unless the caller requested the export or is an admin. Downloads, links and mails need
/// this check.
pub(crate) fn check_owner(job: &ExportJob, caller: &Caller) -> Result<(), ApiError> {
    if job.requested_by == caller.requested_by() || caller.role >= Role::Admin {
        return Ok(());
    }
    Err(ApiError::Forbidden {
        needs: Role::Admin,
        has: caller.role,
    })
}

/// The file of a job, or the requested range of it.
pub(crate) async fn answer(
    request: &HttpRequest,
    api: &Api,
    tenant: &Tenant,
    job: &ExportJob,
) -> Result<HttpResponse, ApiError> {
    let finished = finished(job)?;
    let tag = format!("\"{}\"", finished.sha256);
    if cache::is_known(request, &tag) {
        return Ok(cache::not_modified(&tag));
    }
    if !is_own(&tenant.name, finished.key) {
        let problem = format!(
            "export {} has a file key outside its tenant's folder",
            job.id
        );
        return Err(ApiError::internal(problem));
    }
    let range = range(request, &tag, finished.size_bytes)?;
    let written = Expected {
        bytes: finished.size_bytes,
        sha256: finished.sha256.to_owned(),
    };
    let read = api
        .files
        .read_checked(finished.key, &written, range.clone());
    let content = match read.await {
        Ok(content) => content,
        Err(files::Error::Gone) => return Err(ApiError::FileGone),
        Err(error) => return Err(ApiError::internal(error)),
    };
    let mut response = HttpResponse::Ok();
    response
        .insert_header((CONTENT_TYPE, media_type(job.format)))
        .insert_header((
            CONTENT_DISPOSITION,
            format!("attachment; filename=\"{}\"", job.file_name),
        ))
        .insert_header((ETAG, tag))
        .insert_header((ACCEPT_RANGES, "bytes"))
        .insert_header((CACHE_CONTROL, "private, no-cache"))
        // Compression would change its length and ranges.
        .insert_header((CONTENT_ENCODING, "identity"));
    if let Some(digest) = digest(finished.sha256) {
        response.insert_header(("repr-digest", digest));
    }
    let mut length = finished.size_bytes;
    if let Some(Range { start, end }) = range {
        length = end - start;
        let range = format!("bytes {start}-{}/{}", end - 1, finished.size_bytes);
        response
            .status(StatusCode::PARTIAL_CONTENT)
            .insert_header((CONTENT_RANGE, range));
    }
    Ok(response.body(SizedStream::new(length, content.stream)))
}

/// Of the files of all formats.
pub(crate) const MEDIA_TYPES: [&str; 4] = [
    media_type(ExportFormat::Xlsx),
    media_type(ExportFormat::Csv),
    media_type(ExportFormat::Pdf),
    media_type(ExportFormat::Parquet),
];

const fn media_type(format: ExportFormat) -> &'static str {
    match format {
        ExportFormat::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ExportFormat::Csv => "text/csv; charset=utf-8",
        ExportFormat::Pdf => "application/pdf",
        ExportFormat::Parquet => "application/vnd.apache.parquet",
    }
}

/// The requested bytes; `None` for the whole file. As in RFC 9110, an invalid range, several ranges
/// and a range of another version mean the whole file.
fn range(request: &HttpRequest, tag: &str, size: u64) -> Result<Option<Range<u64>>, ApiError> {
    let header = |name| request.headers().get(name)?.to_str().ok();
    if header(IF_RANGE).is_some_and(|known| known != tag) {
        return Ok(None);
    }
    match header(RANGE).map_or(Ok(None), |asked| parse_range(asked, size)) {
        Ok(range) => Ok(range),
        Err(Unsatisfiable) => Err(ApiError::NoSuchRange(size)),
    }
}

#[derive(Debug, PartialEq, Eq)]
struct Unsatisfiable;

fn parse_range(asked: &str, size: u64) -> Result<Option<Range<u64>>, Unsatisfiable> {
    let Some((first, last)) = asked
        .strip_prefix("bytes=")
        .and_then(|range| range.trim().split_once('-'))
    else {
        return Ok(None);
    };
    let number = |text: &str| match text {
        "" => Some(None),
        digits if digits.bytes().all(|byte| byte.is_ascii_digit()) => digits.parse().ok().map(Some),
        _ => None,
    };
    let (start, end) = match (number(first), number(last)) {
        (Some(Some(first)), Some(Some(last))) if first > last => return Ok(None),
        (Some(Some(first)), Some(last)) => (
            first,
            last.map_or(size, |last| size.min(u64::saturating_add(last, 1))),
        ),
        // The last `suffix` bytes.
        (Some(None), Some(Some(suffix))) => (size.saturating_sub(suffix), size),
        _ => return Ok(None),
    };
    if start >= end {
        return Err(Unsatisfiable);
    }
    Ok(Some(start..end))
}

pub(crate) struct Finished<'j> {
    key: &'j str,
    sha256: &'j str,
    size_bytes: u64,
}

pub(crate) fn finished(job: &ExportJob) -> Result<Finished<'_>, ApiError> {
    let size_bytes = job.size_bytes.and_then(|size| u64::try_from(size).ok());
    match (job.state, &job.file_key, &job.sha256, size_bytes) {
        (ExportState::Finished, ..) if job.file_removed_at.is_some() => Err(ApiError::FileGone),
        (ExportState::Finished, Some(key), Some(sha256), Some(size_bytes)) => Ok(Finished {
            key,
            sha256,
            size_bytes,
        }),
        (state, ..) => Err(ApiError::ExportNotFinished(format!(
            "the export is {state}"
        ))),
    }
}

/// Whether a key belongs to this tenant: `exports/<tenant>/…`. `..` is refused where the file is
/// opened.
fn is_own(tenant: &str, key: &str) -> bool {
    let own = key.strip_prefix("exports/");
    own.and_then(|own| own.strip_prefix(tenant))
        .is_some_and(|rest| rest.starts_with('/'))
}

/// `Repr-Digest` of RFC 9530 from a hexadecimal SHA-256.
fn digest(sha256: &str) -> Option<String> {
    let bytes: Option<Vec<u8>> = (0..sha256.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(sha256.get(at..at + 2)?, 16).ok())
        .collect();
    Some(format!("sha-256=:{}:", STANDARD.encode(bytes?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tenant_owns_only_file_keys_below_its_own_prefix() {
        assert!(is_own("andina", "exports/andina/2026/a.xlsx"));
        for foreign in [
            "exports/pampa/a.xlsx",
            "exports/andina",
            "../exports/andina/a.xlsx",
            "/exports/andina/a.xlsx",
            "andina/a.xlsx",
            "exports/andinax/a.xlsx",
            "",
        ] {
            assert!(!is_own("andina", foreign), "{foreign}");
        }
    }

    #[test]
    fn ranges_are_parsed_as_in_rfc_9110() {
        for (asked, range) in [
            ("bytes=0-99", Ok(Some(0..100))),
            ("bytes=990-", Ok(Some(990..1000))),
            ("bytes=-10", Ok(Some(990..1000))),
            ("bytes=-5000", Ok(Some(0..1000))),
            ("bytes=0-5000", Ok(Some(0..1000))),
            ("bytes=1000-", Err(Unsatisfiable)),
            ("bytes=-0", Err(Unsatisfiable)),
            ("bytes=5-4", Ok(None)),
            ("bytes=0-1,5-6", Ok(None)),
            ("bytes=a-b", Ok(None)),
            ("bytes=-", Ok(None)),
            ("rows=0-1", Ok(None)),
        ] {
            assert_eq!(parse_range(asked, 1000), range, "{asked}");
        }
        assert_eq!(parse_range("bytes=0-", 0), Err(Unsatisfiable));
    }

    #[test]
    fn a_digest_is_the_base64_of_the_hash_bytes() {
        assert_eq!(digest("00ff").unwrap(), "sha-256=:AP8=:");
        assert_eq!(digest("zz"), None);
    }
}
