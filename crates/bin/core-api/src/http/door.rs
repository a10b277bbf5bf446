//! Connections as the HTTP library sees them.
//!
//! The library itself answers a head that is malformed, too large or too slow, with a status and
//! nothing else. Here such an answer gets the problem and the headers that every answer has.

use std::{
    io,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll, ready},
};

use actix_web::{HttpRequest, http::StatusCode};
use bytes::{Buf, Bytes};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use crate::http::{error::ApiError, observe, target};

/// The library's own answers are shorter.
const LONGEST_ANSWER: usize = 512;

/// Whether the client has ended its side of the connection. It may still wait for an answer, but
/// nobody follows an event stream like this.
#[derive(Debug, Clone, Default)]
pub(crate) struct Ended(Arc<AtomicBool>);

impl Ended {
    pub(crate) fn of(request: &HttpRequest) -> Self {
        request.conn_data::<Self>().cloned().unwrap_or_default()
    }

    pub(crate) fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

pub(crate) struct Door<T> {
    connection: T,
    pub(crate) ended: Ended,
    /// What is still to be written in place of an answer of the library.
    replacement: Bytes,
    line: RequestLine,
}

/// How long the first line of the present request is.
#[derive(Default)]
struct RequestLine {
    bytes: usize,
    is_complete: bool,
}

impl RequestLine {
    fn read(&mut self, bytes: &[u8]) {
        if self.is_complete {
            return;
        }
        let end = bytes.iter().position(|byte| *byte == b'\n');
        self.is_complete = end.is_some();
        self.bytes += end.unwrap_or(bytes.len());
    }
}

impl<T> Door<T> {
    pub(crate) fn new(connection: T) -> Self {
        Self {
            connection,
            ended: Ended::default(),
            replacement: Bytes::new(),
            line: RequestLine::default(),
        }
    }

    /// The complete answer with a problem.
    fn problem(&self, status: StatusCode) -> Bytes {
        let error = if self.line.bytes > target::LONGEST {
            ApiError::TargetTooLong
        } else {
            ApiError::Framework(status)
        };
        observe::raw(&error)
    }
}

impl<T: AsyncWrite + Unpin> Door<T> {
    fn poll_replacement(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        while self.replacement.has_remaining() {
            let written = Pin::new(&mut self.connection).poll_write(cx, &self.replacement);
            match ready!(written)? {
                0 => return Poll::Ready(Err(io::ErrorKind::WriteZero.into())),
                written => self.replacement.advance(written),
            }
        }
        Poll::Ready(Ok(()))
    }
}

impl<T: AsyncRead + Unpin> AsyncRead for Door<T> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        ready!(Pin::new(&mut self.connection).poll_read(cx, buffer))?;
        if buffer.filled().len() == before && buffer.remaining() > 0 {
            self.ended.0.store(true, Ordering::Relaxed);
        }
        self.line.read(&buffer.filled()[before..]);
        Poll::Ready(Ok(()))
    }
}

impl<T: AsyncWrite + Unpin> AsyncWrite for Door<T> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        ready!(self.poll_replacement(cx))?;
        match bare_answer(bytes) {
            // It is written with the next write, flush or shutdown.
            Some((0, status)) => {
                self.replacement = self.problem(status);
                Poll::Ready(Ok(bytes.len()))
            }
            Some((at, _)) => Pin::new(&mut self.connection).poll_write(cx, &bytes[..at]),
            None => {
                self.line = RequestLine::default();
                Pin::new(&mut self.connection).poll_write(cx, bytes)
            }
        }
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.poll_replacement(cx))?;
        Pin::new(&mut self.connection).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.poll_replacement(cx))?;
        Pin::new(&mut self.connection).poll_shutdown(cx)
    }
}

/// Where the library's own answer begins, if the bytes end with one. Every answer of this API has
/// the header `x-request-id`.
fn bare_answer(bytes: &[u8]) -> Option<(usize, StatusCode)> {
    let tail = bytes.len().saturating_sub(LONGEST_ANSWER);
    let text = &bytes[tail..];
    if !text.ends_with(b"\r\n\r\n") {
        return None;
    }
    let start = text.windows(11).rposition(|part| {
        part.starts_with(b"HTTP/1.") && (part[9..].starts_with(b"4") || part[9..].starts_with(b"5"))
    })?;
    let head = std::str::from_utf8(&text[start..]).ok()?;
    let head = head.to_ascii_lowercase();
    let is_bare = head.contains("\r\ncontent-length: 0\r\n")
        && !head.contains("\r\nx-request-id:")
        && head.find("\r\n\r\n")? + 4 == head.len();
    let status = head.get(9..12)?.parse::<u16>().ok()?;
    let status = StatusCode::from_u16(status).ok()?;
    is_bare.then_some((tail + start, status))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BARE: &[u8] = b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-length: 0\r\n\
        connection: close\r\ndate: Tue, 01 Dec 2026 02:00:00 GMT\r\n\r\n";

    #[test]
    fn only_an_answer_without_body_and_request_id_is_the_librarys_own() {
        let status = StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE;
        assert_eq!(bare_answer(BARE), Some((0, status)));
        let after = [b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}", BARE].concat();
        assert_eq!(
            bare_answer(&after),
            Some((after.len() - BARE.len(), status))
        );
        for ours in [
            &b"HTTP/1.1 204 No Content\r\ncontent-length: 0\r\n\r\n"[..],
            b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\nx-request-id: 1\r\n\r\n",
            b"HTTP/1.1 404 Not Found\r\ncontent-length: 2\r\n\r\n{}",
            b"a file\r\n\r\n",
            b"",
        ] {
            assert_eq!(bare_answer(ours), None);
        }
    }

    #[tokio::test]
    async fn the_librarys_own_answer_becomes_a_problem() {
        use tokio::io::{AsyncReadExt, AsyncWriteExt};
        for (line, status) in [(&b"GET / HTTP/1.1\r\n"[..], 431), (&[b'a'; 9000], 414)] {
            let (client, server) = tokio::io::duplex(1 << 16);
            let (mut client, mut door) = (client, Door::new(server));
            client.write_all(line).await.unwrap();
            let mut read = vec![0; line.len()];
            door.read_exact(&mut read).await.unwrap();
            door.write_all(BARE).await.unwrap();
            door.shutdown().await.unwrap();
            let mut answer = String::new();
            client.read_to_string(&mut answer).await.unwrap();
            assert!(
                answer.starts_with(&format!("HTTP/1.1 {status} ")),
                "{answer}"
            );
            assert!(answer.contains("application/problem+json"), "{answer}");
            assert!(answer.contains(&format!("\"status\":{status}")), "{answer}");
        }
    }
}
