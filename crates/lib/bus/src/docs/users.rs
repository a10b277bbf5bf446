//! The section of `docs/events.md` about the users of the broker.

use crate::topology::{Rights, SERVICES, TopicRights, rights};

/// What each user may do on the broker.
pub(super) fn section() -> String {
    let mut text = String::from(HEAD);
    for (service, rights) in SERVICES.iter().zip(rights()) {
        text.push_str(&user(service.name, &rights));
    }
    text
}

const HEAD: &str = "
## Users and their rights

Each service logs in as a user of its own. The names are patterns, each for a whole name; RabbitMQ
refuses everything else. `deploy/rabbitmq/permissions.json` has the same as definitions that
`rabbitmqctl import_definitions` takes. Publishing and binding also need the routing key.
";

fn user(service: &str, rights: &Rights) -> String {
    let list = |patterns: &[String]| match patterns {
        [] => "nothing".to_owned(),
        patterns => format!("`{}`", patterns.join("`, `")),
    };
    let used = |topic: &&TopicRights| !topic.write.is_empty() || !topic.read.is_empty();
    let keys: Vec<_> = rights
        .topics
        .iter()
        .filter(used)
        .map(
            |TopicRights {
                 exchange,
                 write,
                 read,
             }| {
                format!(
                    "- Routing keys of `{exchange}`: publishes with {}, binds with {}\n",
                    list(write),
                    list(read)
                )
            },
        )
        .collect();
    format!(
        "
### `{user}`: {service}

- Configure: {configure}
- Write: {write}
- Read: {read}
{keys}",
        user = rights.user,
        configure = list(&rights.configure),
        write = list(&rights.write),
        read = list(&rights.read),
        keys = keys.concat(),
    )
}
