//! Until when the certificate of an Odoo is valid.

use jiff::Timestamp;
use reqwest::tls::TlsInfo;
use x509_cert::{Certificate, der::Decode};

use crate::{call::Call, connection::Connection, error::Error, transport};

impl Connection {
    /// Name and port of the address.
    pub fn host_and_port(&self) -> Result<(String, u16), Error> {
        let url = self.base_url()?;
        let host = url.host_str().unwrap_or_default();
        let host = host.trim_start_matches('[').trim_end_matches(']');
        Ok((
            host.to_owned(),
            url.port_or_known_default().unwrap_or_default(),
        ))
    }

    /// The end of the certificate that the server shows; None if the address is not `https`. Fails if
    /// the certificate is not accepted.
    pub async fn certificate_until(&self) -> Result<Option<Timestamp>, Error> {
        let url = self.base_url()?;
        if url.scheme() != "https" {
            return Ok(None);
        }
        let client = transport::builder(self)?
            .tls_info(true)
            .build()
            .map_err(|source| Error::Client { source })?;
        let answer = client.get(url).send().await;
        let answer =
            answer.map_err(|error| transport::broken(&Call::version(), error, self.timeout))?;
        let shown = answer.extensions().get::<TlsInfo>();
        let shown = shown.and_then(TlsInfo::peer_certificate);
        let end = shown.and_then(|der| {
            let certificate = Certificate::from_der(der).ok()?;
            let end = certificate.tbs_certificate.validity.not_after;
            let seconds = i64::try_from(end.to_unix_duration().as_secs()).ok()?;
            Timestamp::from_second(seconds).ok()
        });
        Ok(end)
    }
}
