//! A mail server (RFC 5321) that keeps the mails it accepts. The address decides what it refuses:
//!
//! - `refused@…`: always refused (550)
//! - `busy@…`: refused for now, at each try (451)
//! - `greylisted@…`: refused at the first try, then accepted (451, then 250)

use std::collections::BTreeSet;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::{Instant, sleep};

use crate::{background, free_port};

const PATIENCE: Duration = Duration::from_mins(1);
const MAX_BYTES: usize = 64 << 20;

/// Accepts mails on a local port until it is dropped.
pub struct SmtpServer {
    port: u16,
    state: Arc<Mutex<State>>,
    accepting: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct State {
    mails: Vec<Vec<u8>>,
    greylisted: BTreeSet<String>,
    /// What `AUTH PLAIN` must say.
    login: Option<String>,
}

impl SmtpServer {
    pub async fn start() -> Self {
        let mut server = Self {
            port: free_port(),
            state: Arc::default(),
            accepting: None,
        };
        server.open().await;
        server
    }

    /// Listens again at the same address after [`SmtpServer::stop`].
    pub async fn open(&mut self) {
        let listener = TcpListener::bind(("127.0.0.1", self.port))
            .await
            .unwrap_or_else(|error| panic!("cannot listen on port {}: {error}", self.port));
        self.accepting = Some(background::spawn(accept(listener, Arc::clone(&self.state))));
    }

    /// Closes the port and all connections.
    pub fn stop(&mut self) {
        if let Some(accepting) = self.accepting.take() {
            accepting.abort();
        }
    }

    /// The URL without encryption, for this machine only.
    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// From now on it offers a login and accepts this one: NUL, user, NUL, password in base64.
    pub fn accept_login(&self, base64: &str) {
        locked(&self.state).login = Some(base64.to_owned());
    }

    /// The mails accepted so far, oldest first, without SMTP's dot stuffing.
    pub fn mails(&self) -> Vec<Vec<u8>> {
        locked(&self.state).mails.clone()
    }

    /// Waits until it has accepted this many mails.
    pub async fn wait_for(&self, count: usize) -> Vec<Vec<u8>> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let mails = self.mails();
            if mails.len() >= count {
                return mails;
            }
            assert!(
                Instant::now() < deadline,
                "{} mails came, not {count}",
                mails.len()
            );
            sleep(Duration::from_millis(50)).await;
        }
    }
}

impl Drop for SmtpServer {
    fn drop(&mut self) {
        self.stop();
    }
}

fn locked(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Its connections end when it is dropped.
async fn accept(listener: TcpListener, state: Arc<Mutex<State>>) {
    let mut connections = JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        let state = Arc::clone(&state);
        connections.spawn(async move {
            // A client that disconnects early is not an error of the server.
            let _ = serve(BufReader::new(stream), &state).await;
        });
    }
}

/// A mail that is being received.
#[derive(Default)]
struct Envelope {
    has_sender: bool,
    recipients: usize,
}

async fn serve(mut stream: BufReader<TcpStream>, state: &Mutex<State>) -> io::Result<()> {
    reply(&mut stream, "220 testkit ESMTP").await?;
    let mut envelope = Envelope::default();
    let mut line = String::new();
    loop {
        line.clear();
        if stream.read_line(&mut line).await? == 0 {
            return Ok(());
        }
        let command = line.trim_end_matches(['\r', '\n']);
        let verb = command.split(' ').next().unwrap_or_default();
        let answer = match verb.to_ascii_uppercase().as_str() {
            "EHLO" if locked(state).login.is_some() => "250-testkit\r\n250 AUTH PLAIN",
            "EHLO" => "250-testkit\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 PIPELINING",
            "AUTH" => {
                let said = command.strip_prefix("AUTH PLAIN ");
                if said.is_some() && said == locked(state).login.as_deref() {
                    "235 2.7.0 welcome"
                } else {
                    "535 5.7.8 the login is refused"
                }
            }
            "HELO" | "NOOP" => "250 OK",
            "RSET" => {
                envelope = Envelope::default();
                "250 OK"
            }
            "MAIL" if address(command, "MAIL FROM:").is_some() => {
                envelope = Envelope {
                    has_sender: true,
                    recipients: 0,
                };
                "250 OK"
            }
            "RCPT" => match address(command, "RCPT TO:") {
                Some(address) if envelope.has_sender => {
                    let answer = admit(&mut locked(state), address);
                    envelope.recipients += usize::from(answer.starts_with('2'));
                    answer
                }
                Some(_) => "503 5.5.1 MAIL FROM comes first",
                None => "501 5.5.4 RCPT TO:<address>",
            },
            "DATA" if envelope.recipients > 0 => {
                reply(&mut stream, "354 end with a line of one dot").await?;
                let mail = data(&mut stream).await?;
                locked(state).mails.push(mail);
                envelope = Envelope::default();
                "250 2.0.0 taken"
            }
            "DATA" => "503 5.5.1 there is no recipient",
            "QUIT" => return reply(&mut stream, "221 bye").await,
            _ => "500 5.5.2 unknown command",
        };
        reply(&mut stream, answer).await?;
    }
}

async fn reply(stream: &mut BufReader<TcpStream>, text: &str) -> io::Result<()> {
    stream.write_all(format!("{text}\r\n").as_bytes()).await
}

/// The address between angle brackets.
fn address<'a>(command: &'a str, start: &str) -> Option<&'a str> {
    let head = command.get(..start.len())?;
    let rest = command[start.len()..].trim_start().strip_prefix('<')?;
    let (address, _) = rest.split_once('>')?;
    head.eq_ignore_ascii_case(start).then_some(address)
}

fn admit(state: &mut State, address: &str) -> &'static str {
    match address.split('@').next().unwrap_or_default() {
        "refused" => "550 5.1.1 no such user here",
        "busy" => "451 4.3.2 try again later",
        "greylisted" if state.greylisted.insert(address.to_owned()) => {
            "451 4.7.1 greylisted, try again later"
        }
        _ => "250 OK",
    }
}

/// The lines of a mail up to the line with a single dot.
async fn data(stream: &mut BufReader<TcpStream>) -> io::Result<Vec<u8>> {
    let mut mail = Vec::new();
    let mut line = Vec::new();
    loop {
        line.clear();
        if stream.read_until(b'\n', &mut line).await? == 0 || mail.len() > MAX_BYTES {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        if line == b".\r\n" {
            return Ok(mail);
        }
        mail.extend_from_slice(line.strip_prefix(b".").unwrap_or(&line));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_parsed_between_angle_brackets() {
        let start = "RCPT TO:";
        assert_eq!(
            address("rcpt to:<a@b.pe> NOTIFY=NEVER", start),
            Some("a@b.pe")
        );
        assert_eq!(address("RCPT TO: <>", start), Some(""));
        for wrong in ["RCPT", "RCPT TO:a@b.pe", "RCPT TO:<a@b.pe", "MAIL FROM:<a>"] {
            assert_eq!(address(wrong, start), None, "{wrong}");
        }
    }
}
