use std::time::Duration;

use testkit::TcpCut;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;

/// A server that sends back what it gets.
async fn echo() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            tokio::spawn(async move {
                let (mut from, mut to) = stream.split();
                let _ = tokio::io::copy(&mut from, &mut to).await;
            });
        }
    });
    address
}

async fn ask(stream: &mut TcpStream) -> std::io::Result<u8> {
    stream.write_all(b"x").await?;
    stream.read_u8().await
}

#[tokio::test]
async fn a_cut_closes_open_connections_and_accepts_new_ones() {
    let line = TcpCut::to(&echo().await).await;
    let mut before = TcpStream::connect(line.address()).await.unwrap();
    assert_eq!(ask(&mut before).await.unwrap(), b'x');

    line.cut();

    let ended = timeout(Duration::from_secs(5), before.read_u8())
        .await
        .unwrap();
    assert!(ended.is_err());
    let mut after = TcpStream::connect(line.address()).await.unwrap();
    assert_eq!(ask(&mut after).await.unwrap(), b'x');
}

#[tokio::test]
async fn a_refusing_proxy_accepts_connections_again_on_the_same_port_when_restored() {
    let line = TcpCut::to(&echo().await).await;
    let mut before = TcpStream::connect(line.address()).await.unwrap();
    assert_eq!(ask(&mut before).await.unwrap(), b'x');

    line.refuse();
    assert!(
        timeout(Duration::from_secs(5), before.read_u8())
            .await
            .unwrap()
            .is_err()
    );
    let refused = async {
        while TcpStream::connect(line.address()).await.is_ok() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    timeout(Duration::from_secs(5), refused).await.unwrap();

    line.restore();
    let again = async {
        loop {
            if let Ok(stream) = TcpStream::connect(line.address()).await {
                return stream;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    let mut after = timeout(Duration::from_secs(5), again).await.unwrap();
    assert_eq!(ask(&mut after).await.unwrap(), b'x');
}

#[tokio::test]
async fn a_paused_proxy_forwards_nothing_and_loses_nothing() {
    let line = TcpCut::to(&echo().await).await;
    let mut stream = TcpStream::connect(line.address()).await.unwrap();
    assert_eq!(ask(&mut stream).await.unwrap(), b'x');

    line.pause();
    stream.write_all(b"y").await.unwrap();
    assert!(
        timeout(Duration::from_millis(300), stream.read_u8())
            .await
            .is_err()
    );

    line.restore();
    let answer = timeout(Duration::from_secs(5), stream.read_u8())
        .await
        .unwrap();
    assert_eq!(answer.unwrap(), b'y');
}

#[tokio::test]
async fn a_slow_proxy_delays_each_direction() {
    let line = TcpCut::to(&echo().await).await;
    let mut stream = TcpStream::connect(line.address()).await.unwrap();
    line.delay(Duration::from_millis(150));

    let asked = tokio::time::Instant::now();
    assert_eq!(ask(&mut stream).await.unwrap(), b'x');
    assert!(asked.elapsed() >= Duration::from_millis(300));
}
