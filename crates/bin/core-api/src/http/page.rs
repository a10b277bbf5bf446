//! Keyset pages of runs and jobs, newest first, and the `Link` header to the next page of any list.

use actix_web::{HttpRequest, HttpResponse, http::header::LINK};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::http::{cursor, error::ApiError, problem::Violation, query};

/// Which page of a list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Listing {
    /// Rows per page: 1 to 500, default 100.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<u32>,
    /// `next` of the previous page.
    cursor: Option<String>,
}

/// Which page of a list whose rows have ids that are texts.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct KeyedListing {
    /// Rows per page: 1 to 500, default 100.
    #[param(minimum = 1, maximum = 500)]
    pub(crate) limit: Option<u32>,
    /// `next` of the previous page.
    cursor: Option<String>,
}

impl KeyedListing {
    pub(crate) fn before(&self) -> Result<Option<(Timestamp, String)>, ApiError> {
        let key = |cursor: &str| {
            let (at, id) = cursor.split_once('/')?;
            Some((at.parse().ok()?, id.to_owned()))
        };
        let cursor = self.cursor.as_deref();
        cursor
            .map(|cursor| key(cursor).ok_or_else(no_cursor))
            .transpose()
    }

    pub(crate) fn cursor(at: Timestamp, id: &str) -> String {
        cursor::sealed(&format!("{at}/{id}"))
    }
}

/// One page of a list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Page<T> {
    pub(crate) data: Vec<T>,
    /// Cursor of the next page, if there is one; the `Link` header has its URL.
    pub(crate) next: Option<String>,
}

/// Arguments of the queries behind lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Range {
    pub(crate) before: Option<(Timestamp, Uuid)>,
    limit: u16,
}

impl Listing {
    /// For lists with further parameters.
    pub(crate) fn new(limit: Option<u32>, cursor: Option<String>) -> Self {
        Self { limit, cursor }
    }

    pub(crate) fn range(&self) -> Result<Range, ApiError> {
        let limit = limit(self.limit)?;
        let before = self
            .cursor
            .as_deref()
            .map(|cursor| decode(cursor).ok_or_else(no_cursor));
        Ok(Range {
            before: before.transpose()?,
            limit,
        })
    }
}

/// Rows of a page, as requested or the default.
pub(crate) fn limit(asked: Option<u32>) -> Result<u16, ApiError> {
    let limit = asked.unwrap_or(reports::DEFAULT_LIMIT);
    match u16::try_from(limit) {
        Ok(checked) if (1..=reports::MAX_LIMIT).contains(&limit) => Ok(checked),
        _ => Err(ApiError::invalid(
            Violation::in_parameter("limit", format!("{limit} is out of range"))
                .hinting(format!("1 to {}", reports::MAX_LIMIT)),
        )),
    }
}

/// One row more than the page, to know whether there is a next one.
pub(crate) fn rows_to_read(limit: u16) -> i64 {
    i64::from(limit) + 1
}

/// Cuts the rows to one page and returns whether there is a next one.
pub(crate) fn cut<R>(rows: &mut Vec<R>, limit: u16) -> bool {
    let more = rows.len() > usize::from(limit);
    rows.truncate(limit.into());
    more
}

pub(crate) fn no_cursor() -> ApiError {
    let violation = Violation::in_parameter("cursor", "it is not a cursor of this API")
        .hinting("pass `next` of the previous page unchanged, with the same filter");
    ApiError::invalid(violation)
}

impl Range {
    pub(crate) fn rows_to_read(&self) -> i64 {
        rows_to_read(self.limit)
    }

    /// Cuts the rows to one page.
    pub(crate) fn page<R, T: From<R>>(
        &self,
        mut rows: Vec<R>,
        key: impl Fn(&R) -> (Timestamp, Uuid),
    ) -> Page<T> {
        let more = cut(&mut rows, self.limit);
        let next = rows.last().filter(|_| more).map(|row| encode(key(row)));
        Page {
            data: rows.into_iter().map(T::from).collect(),
            next,
        }
    }
}

/// The page, with the URL of the next one in the header `Link`.
pub(crate) fn answer<T: Serialize>(
    request: &HttpRequest,
    page: &Page<T>,
) -> Result<HttpResponse, ApiError> {
    let mut response = HttpResponse::Ok();
    if let Some(next) = &page.next {
        response.insert_header((LINK, link_to_next(request, next)?));
    }
    Ok(response.json(page))
}

/// The `Link` header of the next page: the request's path and query with the cursor. It is
/// relative, so it contains no `Host`.
pub(crate) fn link_to_next(request: &HttpRequest, cursor: &str) -> Result<String, ApiError> {
    let mut pairs = query::pairs(request.query_string());
    pairs.retain(|(name, _)| name != "cursor");
    pairs.push(("cursor".to_owned(), cursor.to_owned()));
    let query = serde_urlencoded::to_string(pairs).map_err(ApiError::internal)?;
    Ok(format!("<{}?{query}>; rel=\"next\"", request.path()))
}

fn encode((at, id): (Timestamp, Uuid)) -> String {
    cursor::sealed(&format!("{at}/{id}"))
}

/// Of an opened cursor.
fn decode(position: &str) -> Option<(Timestamp, Uuid)> {
    let (at, id) = position.split_once('/')?;
    Some((at.parse().ok()?, id.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::cursor::Seal;

    #[test]
    fn a_cursor_round_trips_and_other_texts_are_refused() {
        let key = (
            "2026-11-22T03:04:05.678901Z".parse().unwrap(),
            Uuid::now_v7(),
        );
        let round_trip = || decode(&cursor::opened(&encode(key)).ok()?);
        assert_eq!(Seal::for_test(1, "", round_trip), Some(key));
        for text in [
            "",
            "%",
            "2026-11-22/x",
            "x/0197a1b2-0000-7000-8000-00000000000b",
        ] {
            assert_eq!(decode(text), None);
        }
    }

    #[test]
    fn a_page_has_a_next_cursor_only_if_rows_remain() {
        let listing = Listing {
            limit: Some(2),
            cursor: None,
        };
        let range = listing.range().unwrap();
        assert_eq!(range.rows_to_read(), 3);
        let key = |row: &u32| {
            (
                Timestamp::from_second(i64::from(*row)).unwrap(),
                Uuid::nil(),
            )
        };
        let (page, next) = Seal::for_test(1, "", || {
            let page: Page<u32> = range.page(vec![3, 2, 1], key);
            let next = cursor::opened(&page.next.unwrap()).unwrap();
            (page.data, next)
        });
        assert_eq!(page, [3, 2]);
        assert_eq!(decode(&next), Some(key(&2)));
        let page: Page<u32> = range.page(vec![3, 2], key);
        assert_eq!((page.data.len(), page.next), (2, None));
        assert!(
            Listing {
                limit: Some(501),
                cursor: None
            }
            .range()
            .is_err()
        );
    }
}
