//! The file of a finished export. Its name in the answer is ours; its key in the store comes from
//! an event, so it is checked before it becomes a path.

use std::path::{Component, Path, PathBuf};

use actix_web::{
    HttpRequest, HttpResponse,
    body::SizedStream,
    http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_ENCODING, CONTENT_TYPE, ETAG},
    web::Data,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use store::export_jobs::{self, ExportJob};
use tokio::fs::File;
use tokio_util::io::ReaderStream;

use super::exports::file_name;
use crate::{
    api::Api,
    auth::Caller,
    error::ApiError,
    path::Id,
    query::{NoParameters, Query},
    reading,
};

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// What is read from the disk at a time.
const CHUNK_BYTES: usize = 64 << 10;

/// The file of a finished export
#[utoipa::path(
    get, path = "/v1/exports/{id}/file", tag = "exports", operation_id = "download_export",
    params(("id" = uuid::Uuid, Path, description = "The export")),
    responses((status = 200, description = "The file",
        content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        body = inline(Vec<u8>))),
)]
pub(crate) async fn download(
    request: HttpRequest,
    api: Data<Api>,
    caller: Caller,
    Id(id): Id,
    _: Query<NoParameters>,
) -> Result<HttpResponse, ApiError> {
    let job = reading::snapshot(&api, &caller.tenant, "export", async |tx| {
        export_jobs::get(tx, id)
            .await?
            .ok_or(ApiError::NotFound("export"))
    })
    .await?;
    let finished = finished(&job)?;
    let tag = format!("\"{}\"", finished.sha256);
    if reading::is_known(&request, &tag) {
        return Ok(reading::not_modified(&tag));
    }
    let path = path_of(&api.files_dir, &caller.tenant.name, finished.key)
        .ok_or_else(|| ApiError::internal(format!("export {id} has a foreign file key")))?;
    let file = open(&path, finished.size_bytes).await?;
    let mut response = HttpResponse::Ok();
    response
        .insert_header((CONTENT_TYPE, XLSX))
        .insert_header((
            CONTENT_DISPOSITION,
            format!("attachment; filename=\"{}\"", file_name(&job)),
        ))
        .insert_header((ETAG, tag))
        .insert_header((CACHE_CONTROL, "private, no-cache"))
        // A spreadsheet is compressed already, and its length shall stay known.
        .insert_header((CONTENT_ENCODING, "identity"));
    if let Some(digest) = digest(finished.sha256) {
        response.insert_header(("repr-digest", digest));
    }
    let stream = ReaderStream::with_capacity(file, CHUNK_BYTES);
    Ok(response.body(SizedStream::new(finished.size_bytes, stream)))
}

struct Finished<'j> {
    key: &'j str,
    sha256: &'j str,
    size_bytes: u64,
}

fn finished(job: &ExportJob) -> Result<Finished<'_>, ApiError> {
    let size_bytes = job.size_bytes.and_then(|size| u64::try_from(size).ok());
    match (job.state.as_str(), &job.file_key, &job.sha256, size_bytes) {
        ("finished", Some(key), Some(sha256), Some(size_bytes)) => Ok(Finished {
            key,
            sha256,
            size_bytes,
        }),
        (state, ..) => Err(ApiError::ExportNotFinished(format!(
            "the export is {state}"
        ))),
    }
}

async fn open(path: &Path, size_bytes: u64) -> Result<File, ApiError> {
    let file = match File::open(path).await {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(ApiError::FileGone);
        }
        Err(error) => return Err(ApiError::internal(error)),
    };
    let actual = file.metadata().await.map_err(ApiError::internal)?.len();
    if actual != size_bytes {
        let problem = format!("{} has {actual} bytes, not {size_bytes}", path.display());
        return Err(ApiError::internal(problem));
    }
    Ok(file)
}

/// The path of a key, if the key is one of this tenant's: `exports/<tenant>/…`, down only.
fn path_of(files_dir: &Path, tenant: &str, key: &str) -> Option<PathBuf> {
    let own = Path::new(key)
        .strip_prefix(Path::new("exports").join(tenant))
        .ok()?;
    let only_down = own
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    (only_down && own.components().next().is_some()).then(|| files_dir.join(key))
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
    fn only_keys_of_the_tenant_become_paths() {
        let dir = Path::new("/files");
        let path = |key| path_of(dir, "andina", key);
        let own = Some(PathBuf::from("/files/exports/andina/2026/a.xlsx"));
        assert_eq!(path("exports/andina/2026/a.xlsx"), own);
        for foreign in [
            "exports/pampa/a.xlsx",
            "exports/andina",
            "exports/andina/../pampa/a.xlsx",
            "../exports/andina/a.xlsx",
            "/exports/andina/a.xlsx",
            "andina/a.xlsx",
            "exports/andinax/a.xlsx",
            "",
        ] {
            assert_eq!(path(foreign), None, "{foreign}");
        }
    }

    #[test]
    fn a_digest_is_base64_of_the_bytes() {
        assert_eq!(digest("00ff").unwrap(), "sha-256=:AP8=:");
        assert_eq!(digest("zz"), None);
    }
}
