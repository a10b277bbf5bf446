//! A TCP proxy between a program and its broker, database or Odoo. It can cut connections, for
//! tests of reconnection.

use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

use crate::background::{self, Background};

/// A proxy on a free local port; it ends when this value is dropped.
pub struct TcpCut {
    address: SocketAddr,
    line: watch::Sender<Line>,
    _background: Background,
}

#[derive(Clone, Copy, Debug)]
struct Line {
    /// Connections from before the last change of this number are closed.
    cuts: u32,
    refuses: bool,
    paused: bool,
    delay: Duration,
}

impl TcpCut {
    /// `target` is `host:port`; its name is resolved for each connection.
    pub async fn to(target: &str) -> Self {
        let listener = listen("127.0.0.1:0").await;
        let address = listener
            .local_addr()
            .unwrap_or_else(|error| panic!("no local address: {error}"));
        let listener = listener
            .into_std()
            .unwrap_or_else(|error| panic!("cannot convert the listener: {error}"));
        let healthy = Line {
            cuts: 0,
            refuses: false,
            paused: false,
            delay: Duration::ZERO,
        };
        let (line, changes) = watch::channel(healthy);
        let target = target.to_owned();
        let background = Background::start(move || async move {
            let listener = TcpListener::from_std(listener)
                .unwrap_or_else(|error| panic!("cannot register the listener: {error}"));
            serve(listener, address, target, changes).await;
        });
        Self {
            address,
            line,
            _background: background,
        }
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// Closes all connections; new ones are accepted.
    pub fn cut(&self) {
        self.line.send_modify(|line| line.cuts += 1);
    }

    /// Closes all connections and refuses new ones until [`TcpCut::restore`].
    pub fn refuse(&self) {
        self.line.send_modify(|line| {
            line.cuts += 1;
            line.refuses = true;
        });
    }

    /// Keeps connections open but passes no byte, like a pulled cable.
    pub fn pause(&self) {
        self.line.send_modify(|line| line.paused = true);
    }

    /// Delays each piece of data by this time, in both directions.
    pub fn delay(&self, delay: Duration) {
        self.line.send_modify(|line| line.delay = delay);
    }

    /// Back to normal: paused data flows again.
    pub fn restore(&self) {
        self.line.send_modify(|line| {
            line.refuses = false;
            line.paused = false;
            line.delay = Duration::ZERO;
        });
    }
}

async fn serve(
    listener: TcpListener,
    address: SocketAddr,
    target: String,
    mut line: watch::Receiver<Line>,
) {
    let mut listener = Some(listener);
    loop {
        if line.borrow_and_update().refuses {
            drop(listener.take());
        }
        let Some(open) = &listener else {
            let restored = line.wait_for(|line| !line.refuses).await.is_ok();
            if !restored {
                return;
            }
            listener = Some(listen(&address.to_string()).await);
            continue;
        };
        tokio::select! {
            accepted = open.accept() => if let Ok((client, _)) = accepted {
                background::spawn(carry(client, target.clone(), line.clone()));
            },
            changed = line.changed() => if changed.is_err() { return },
        }
    }
}

async fn carry(client: TcpStream, target: String, mut line: watch::Receiver<Line>) {
    let born = line.borrow_and_update().cuts;
    let cut = {
        let mut line = line.clone();
        async move {
            let _ = line.wait_for(|line| line.cuts != born).await;
        }
    };
    let both_ways = async {
        let Ok(server) = TcpStream::connect(target).await else {
            return;
        };
        let _ = client.set_nodelay(true);
        let _ = server.set_nodelay(true);
        let (from_client, to_client) = client.into_split();
        let (from_server, to_server) = server.into_split();
        tokio::join!(
            pump(from_client, to_server, line.clone()),
            pump(from_server, to_client, line.clone()),
        );
    };
    tokio::select! {
        () = cut => {}
        () = both_ways => {}
    }
}

async fn pump(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, mut line: watch::Receiver<Line>) {
    let mut buffer = vec![0; 64 * 1024];
    while let Ok(count @ 1..) = from.read(&mut buffer).await {
        let delay = line.borrow().delay;
        if !delay.is_zero() {
            tokio::time::sleep(delay).await;
        }
        if line.wait_for(|line| !line.paused).await.is_err() {
            break;
        }
        if to.write_all(&buffer[..count]).await.is_err() {
            break;
        }
    }
    let _ = to.shutdown().await;
}

async fn listen(address: &str) -> TcpListener {
    TcpListener::bind(address)
        .await
        .unwrap_or_else(|error| panic!("cannot listen on {address}: {error}"))
}
