//! Sentences about webhooks.

#[rustfmt::skip]
pub(super) static PHRASES: [(&str, &str); 14] = [
    ("this installation has no ESPEJO_SECRETS_KEY, which webhooks need",
        "esta instalación no tiene ESPEJO_SECRETS_KEY, que los webhooks necesitan"),
    ("there are {} webhooks, and a tenant may have {}",
        "hay {} webhooks, y un inquilino puede tener {}"),
    ("only a failed message can be sent again",
        "solo un mensaje fallido se puede enviar otra vez"),
    ("it is not a URL of at most 2000 letters",
        "no es una URL de 2000 letras como máximo"),
    ("it has a user or a password",
        "tiene un usuario o una contraseña"),
    ("it has a fragment",
        "tiene un fragmento"),
    ("it is not an https URL",
        "no es una URL https"),
    ("port {} is not allowed",
        "el puerto {} no está permitido"),
    ("its host is not on the public internet",
        "su host no está en la Internet pública"),
    ("put a secret into the path or the query",
        "ponga un secreto en la ruta o en los parámetros"),
    ("https on port 443 or 8443 of a host on the internet; the operator can allow another origin with webhooks.origins in the tenant's file",
        "https en el puerto 443 u 8443 de un host de Internet; el operador puede permitir otro origen con webhooks.origins en el archivo del inquilino"),
    ("such as https://hooks.andina.example/espejo",
        "por ejemplo https://hooks.andina.example/espejo"),
    ("at least one event",
        "al menos un evento"),
    ("it is empty",
        "está vacío"),
];

#[cfg(test)]
mod tests {
    use webhooks::Refusal;

    use crate::http::problem::spanish::translated;

    /// The next variant, so that a new one cannot be forgotten.
    fn next(refusal: Refusal) -> Option<Refusal> {
        match refusal {
            Refusal::NoUrl => Some(Refusal::Credentials),
            Refusal::Credentials => Some(Refusal::Fragment),
            Refusal::Fragment => Some(Refusal::Scheme),
            Refusal::Scheme => Some(Refusal::Port(22)),
            Refusal::Port(_) => Some(Refusal::Private),
            Refusal::Private => None,
        }
    }

    #[test]
    fn every_refusal_of_a_url_has_a_spanish_sentence() {
        let all = std::iter::successors(Some(Refusal::NoUrl), |refusal| next(*refusal));
        for refusal in all {
            let english = refusal.to_string();
            assert!(translated(&english).is_some(), "{english}");
        }
    }
}
