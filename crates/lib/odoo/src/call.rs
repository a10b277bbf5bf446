//! The calls that can be made to Odoo: its version, a login, and a fixed list of methods that only
//! read. Nothing else can be called, so no mistake of a caller can change Odoo.

use std::{fmt, sync::Arc, time::Duration};

/// The only model methods that this crate can call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ReadMethod {
    FieldsGet,
    SearchRead,
    Read,
    Search,
    SearchCount,
    ReadGroup,
    FormattedReadGroup,
    /// Language, time zone and id of the calling user.
    ContextGet,
}

impl ReadMethod {
    pub const ALL: [Self; 8] = [
        Self::FieldsGet,
        Self::SearchRead,
        Self::Read,
        Self::Search,
        Self::SearchCount,
        Self::ReadGroup,
        Self::FormattedReadGroup,
        Self::ContextGet,
    ];

    /// The name of the method in Odoo.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::FieldsGet => "fields_get",
            Self::SearchRead => "search_read",
            Self::Read => "read",
            Self::Search => "search",
            Self::SearchCount => "search_count",
            Self::ReadGroup => "read_group",
            Self::FormattedReadGroup => "formatted_read_group",
            Self::ContextGet => "context_get",
        }
    }

    /// The names of its positional arguments, in Odoo's own order.
    pub(crate) fn parameters(self) -> &'static [&'static str] {
        match self {
            Self::FieldsGet => &["allfields", "attributes"],
            Self::SearchRead | Self::Search | Self::SearchCount => &["domain"],
            Self::Read => &["ids"],
            Self::ReadGroup => &["domain", "fields", "groupby"],
            Self::FormattedReadGroup => &["domain", "groupby", "aggregates"],
            Self::ContextGet => &[],
        }
    }
}

/// One finished call, for metrics.
#[derive(Clone, Copy, Debug)]
pub struct CallReport<'a> {
    /// `version`, `login`, or a name of [`ReadMethod`].
    pub method: &'static str,
    pub model: Option<&'a str>,
    /// From sending the call to the decoded answer.
    pub duration: Duration,
    /// Size of the answer after decompression; 0 if there was none.
    pub bytes: u64,
    /// Records, ids or fields in the answer.
    pub rows: u64,
    /// `ok`, or [`Error::kind`](crate::Error::kind): a few fixed values, for a label.
    pub outcome: &'static str,
}

/// Receives a report of each call of a session when the call has ended.
pub type Observer = Arc<dyn Fn(&CallReport<'_>) + Send + Sync>;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Service {
    Common,
    Object,
}

impl Service {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Common => "common",
            Self::Object => "object",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Action {
    Version,
    /// With the name of the method in the dialect: `login` or `authenticate`.
    Login(&'static str),
    Read(ReadMethod),
}

/// A call without its arguments; prints as `search_read on account.move.line`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Call<'a> {
    pub(crate) service: Service,
    pub(crate) action: Action,
    pub(crate) model: Option<&'a str>,
}

impl<'a> Call<'a> {
    pub(crate) fn version() -> Self {
        Self {
            service: Service::Common,
            action: Action::Version,
            model: None,
        }
    }

    pub(crate) fn login(method: &'static str) -> Self {
        Self {
            service: Service::Common,
            action: Action::Login(method),
            model: None,
        }
    }

    pub(crate) fn read(method: ReadMethod, model: &'a str) -> Self {
        Self {
            service: Service::Object,
            action: Action::Read(method),
            model: Some(model),
        }
    }

    /// The method of the service.
    pub(crate) fn rpc_method(&self) -> &'static str {
        match self.action {
            Action::Version => "version",
            Action::Login(method) => method,
            Action::Read(_) => "execute_kw",
        }
    }

    /// The name of the method in reports and messages.
    pub(crate) fn label(&self) -> &'static str {
        match self.action {
            Action::Version => "version",
            Action::Login(_) => "login",
            Action::Read(method) => method.as_str(),
        }
    }
}

impl fmt::Display for Call<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.label())?;
        match self.model {
            Some(model) => write!(formatter, " on {model}"),
            None => Ok(()),
        }
    }
}
