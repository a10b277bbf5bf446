//! Pages of lists, which continue after the key of the last row, and the `Link` header to the next
//! page.

use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder, http::header::LINK};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use utoipa::{IntoParams, ToSchema};

use crate::http::{cursor, error::ApiError, problem::Violation, query};

/// Which page of a list.
#[derive(Debug, Deserialize, Serialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Listing {
    /// Rows per page: 1 to 500, default 100.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<u32>,
    /// `next` of the previous page.
    cursor: Option<String>,
}

/// One page of a list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Page<T> {
    pub(crate) data: Vec<T>,
    /// Cursor of the next page, if there is one; the `Link` header has its URL.
    pub(crate) next: Option<String>,
}

/// Arguments of the queries behind lists. `K` is what the rows are sorted by; no two rows share it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Range<K> {
    /// The key of the last row of the previous page.
    pub(crate) after: Option<K>,
    limit: u16,
}

impl Listing {
    /// For lists with further parameters.
    pub(crate) fn new(limit: Option<u32>, cursor: Option<String>) -> Self {
        Self { limit, cursor }
    }

    pub(crate) fn range<K: DeserializeOwned>(&self) -> Result<Range<K>, ApiError> {
        let limit = limit(self.limit)?;
        let cursor = self.cursor.as_deref();
        let after = cursor.map(|key| serde_json::from_str(key).map_err(|_| no_cursor()));
        Ok(Range {
            after: after.transpose()?,
            limit,
        })
    }
}

/// Rows of a page, as requested or the default.
fn limit(asked: Option<u32>) -> Result<u16, ApiError> {
    let limit = asked.unwrap_or(reports::DEFAULT_LIMIT);
    match u16::try_from(limit) {
        Ok(checked) if (1..=reports::MAX_LIMIT).contains(&limit) => Ok(checked),
        _ => Err(ApiError::invalid(
            Violation::in_parameter("limit", format!("{limit} is out of range"))
                .hinting(format!("1 to {}", reports::MAX_LIMIT)),
        )),
    }
}

pub(crate) fn no_cursor() -> ApiError {
    let violation = Violation::in_parameter("cursor", "it is not a cursor of this API")
        .hinting("pass `next` of the previous page unchanged, with the same filter");
    ApiError::invalid(violation)
}

impl<K: Serialize> Range<K> {
    /// One row more than the page, to know whether there is a next one.
    pub(crate) fn rows_to_read(&self) -> i64 {
        i64::from(self.limit) + 1
    }

    /// Cuts the rows to one page.
    pub(crate) fn page<R, T: From<R>>(&self, rows: Vec<R>, key: impl Fn(&R) -> K) -> Page<T> {
        self.page_of(rows, key, T::from)
    }

    /// Cuts the rows to one page, which shows `view` of each row.
    pub(crate) fn page_of<R, T>(
        &self,
        mut rows: Vec<R>,
        key: impl Fn(&R) -> K,
        view: impl FnMut(R) -> T,
    ) -> Page<T> {
        let more = rows.len() > usize::from(self.limit);
        rows.truncate(self.limit.into());
        let next = rows.last().filter(|_| more).map(|row| encode(&key(row)));
        Page {
            data: rows.into_iter().map(view).collect(),
            next,
        }
    }
}

/// The page, with the URL of the next one in the header `Link`.
pub(crate) fn answer<T: Serialize>(
    request: &HttpRequest,
    page: &Page<T>,
) -> Result<HttpResponse, ApiError> {
    Ok(linked(request, page.next.as_deref())?.json(page))
}

/// 200 with the URL of the next page in the header `Link`, if there is one.
pub(crate) fn linked(
    request: &HttpRequest,
    next: Option<&str>,
) -> Result<HttpResponseBuilder, ApiError> {
    let mut response = HttpResponse::Ok();
    if let Some(next) = next {
        response.insert_header((LINK, link_to_next(request, next)?));
    }
    Ok(response)
}

/// The `Link` header of the next page: the request's path and query with the cursor. It is
/// relative, so it contains no `Host`.
fn link_to_next(request: &HttpRequest, cursor: &str) -> Result<String, ApiError> {
    let mut pairs = query::pairs(request.query_string());
    pairs.retain(|(name, _)| name != "cursor");
    pairs.push(("cursor".to_owned(), cursor.to_owned()));
    let query = serde_urlencoded::to_string(pairs).map_err(ApiError::internal)?;
    Ok(format!("<{}?{query}>; rel=\"next\"", request.path()))
}

fn encode(key: &impl Serialize) -> String {
    // Texts, numbers and instants can always be serialised.
    cursor::sealed(&serde_json::to_string(key).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use uuid::Uuid;

    use super::*;
    use crate::http::cursor::Seal;

    fn range(limit: u32, cursor: Option<String>) -> Result<Range<(Timestamp, Uuid)>, ApiError> {
        Listing::new(Some(limit), cursor).range()
    }

    #[test]
    fn a_cursor_round_trips_and_other_texts_are_refused() {
        let key = (
            "2026-11-22T03:04:05.678901Z".parse().unwrap(),
            Uuid::now_v7(),
        );
        let opened = Seal::for_test(1, "", || cursor::opened(&encode(&key)).unwrap());
        assert_eq!(range(1, Some(opened)).unwrap().after, Some(key));
        for text in ["", "%", "7", "[\"2026-11-22\", \"x\"]", "[]"] {
            assert!(range(1, Some(text.to_owned())).is_err(), "{text}");
        }
    }

    #[test]
    fn a_page_has_a_next_cursor_only_if_rows_remain() {
        let range = range(2, None).unwrap();
        assert_eq!(range.rows_to_read(), 3);
        let key = |row: &u32| {
            let at = Timestamp::from_second(i64::from(*row)).unwrap();
            (at, Uuid::nil())
        };
        let (page, next) = Seal::for_test(1, "", || {
            let page: Page<u32> = range.page(vec![3, 2, 1], key);
            (page.data, cursor::opened(&page.next.unwrap()).unwrap())
        });
        assert_eq!(page, [3, 2]);
        assert_eq!(next, serde_json::to_string(&key(&2)).unwrap());
        let page: Page<u32> = range.page(vec![3, 2], key);
        assert_eq!((page.data.len(), page.next), (2, None));
    }

    #[test]
    fn a_page_has_from_1_to_500_rows() {
        for (limit, is_valid) in [(0, false), (1, true), (500, true), (501, false)] {
            assert_eq!(range(limit, None).is_ok(), is_valid, "{limit}");
        }
    }
}
