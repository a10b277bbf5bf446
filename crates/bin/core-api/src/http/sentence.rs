//! Sentences about events of the past, such as why an export failed. They are stored in English, and
//! each answer has them in the language of its request.

use std::cell::Cell;

use actix_web::{
    dev::ServiceResponse,
    http::header::{CONTENT_LANGUAGE, HeaderValue, VARY},
};
use serde::{Serialize, Serializer};

use crate::http::{language::Language, problem};

tokio::task_local! {
    static SPEAKER: Speaker;
}

/// The language of a request, and whether its answer has a sentence.
struct Speaker {
    language: Language,
    has_spoken: Cell<bool>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sentence(String);

impl From<String> for Sentence {
    fn from(english: String) -> Self {
        Self(english)
    }
}

impl Serialize for Sentence {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let language = SPEAKER.try_with(|speaker| {
            speaker.has_spoken.set(true);
            speaker.language
        });
        let language = language.unwrap_or_default();
        serializer.serialize_str(&problem::told(&self.0, language))
    }
}

/// Runs the handler of a request. If its answer has sentences, its headers name their language.
pub(crate) async fn answered<B, E>(
    language: Language,
    work: impl Future<Output = Result<ServiceResponse<B>, E>>,
) -> Result<ServiceResponse<B>, E> {
    let speaker = Speaker {
        language,
        has_spoken: Cell::new(false),
    };
    let work = async {
        let mut answer = work.await?;
        let headers = answer.headers_mut();
        let is_named = headers.contains_key(CONTENT_LANGUAGE);
        if SPEAKER.with(|speaker| speaker.has_spoken.get()) && !is_named {
            headers.insert(CONTENT_LANGUAGE, HeaderValue::from_static(language.tag()));
            headers.append(VARY, HeaderValue::from_static("accept-language"));
        }
        Ok(answer)
    };
    SPEAKER.scope(speaker, work).await
}

/// Writes a part of an answer that is sent later, such as an event of a stream.
pub(crate) fn spoken<T>(language: Language, work: impl FnOnce() -> T) -> T {
    let speaker = Speaker {
        language,
        has_spoken: Cell::new(false),
    };
    SPEAKER.sync_scope(speaker, work)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_in_the_language_of_the_request_and_a_third_party_is_quoted() {
        let sentence = Sentence::from("no connection: Connection refused".to_owned());
        let written = |language| spoken(language, || serde_json::to_string(&sentence).unwrap());
        assert_eq!(
            written(Language::English),
            "\"no connection: Connection refused\""
        );
        assert_eq!(
            written(Language::Spanish),
            "\"no hubo conexión: Connection refused\""
        );
        assert_eq!(
            serde_json::to_string(&sentence).unwrap(),
            written(Language::English)
        );
    }
}
