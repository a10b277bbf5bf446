//! Sentences of problems in Spanish. `{}` stands for a value, which stays as it is.
//!
//! A sentence that is not here stays in English: `type`, title and hint of the problem always are in
//! the language that was asked for.

/// The sentence in Spanish, if it is known, with the sentences in it.
pub(crate) fn translated(english: &str) -> Option<String> {
    all().find_map(|(pattern, spanish)| {
        let values = values(pattern, english)?;
        let mut text = String::with_capacity(english.len() + 16);
        for (at, part) in spanish.split("{}").enumerate() {
            if at > 0 {
                // A sentence may stand in another one.
                let value = values.get(at - 1)?;
                text.push_str(translated(value).as_deref().unwrap_or(value));
            }
            text.push_str(part);
        }
        Some(text)
    })
}

/// What stands for each `{}`, if the text has this form.
fn values<'t>(pattern: &str, text: &'t str) -> Option<Vec<&'t str>> {
    let mut parts = pattern.split("{}");
    let mut rest = text.strip_prefix(parts.next()?)?;
    let mut values = Vec::new();
    let mut parts = parts.peekable();
    while let Some(part) = parts.next() {
        let end = if parts.peek().is_none() {
            rest.strip_suffix(part)?.len()
        } else {
            rest.find(part)?
        };
        values.push(&rest[..end]);
        rest = &rest[end + part.len()..];
    }
    rest.is_empty().then_some(values)
}

fn all() -> impl Iterator<Item = &'static (&'static str, &'static str)> {
    // The first that fits counts, so the longer ones come before the shorter ones here.
    super::operations::PHRASES
        .iter()
        .chain(&PHRASES)
        .chain(&super::notes::PHRASES)
        .chain(&super::alarms::PHRASES)
        .chain(&super::webhooks::PHRASES)
}

/// Longer ones before shorter ones with the same beginning.
#[rustfmt::skip]
static PHRASES: [(&str, &str); 172] = [
    ("this needs the role {}, and you have the role {}",
        "esto necesita el rol {}, y usted tiene el rol {}"),
    ("the request came from a page of another site",
        "la solicitud vino de una página de otro sitio"),
    ("this needs a proof of who you are, not older than ten minutes",
        "esto necesita una prueba de quién es usted, de hace diez minutos como máximo"),
    ("this is only for people who are signed in, not for API keys",
        "esto es solo para personas que iniciaron sesión, no para claves de API"),
    ("e-mail address or password is wrong",
        "la dirección o la contraseña no es correcta"),
    ("the password is right, and a code is needed too",
        "la contraseña es correcta, y también se necesita un código"),
    ("there were too many failed attempts",
        "hubo demasiados intentos fallidos"),
    ("the provider cannot be reached, or its answer cannot be trusted",
        "no se puede llegar al proveedor, o no se puede confiar en su respuesta"),
    ("the sign-in was begun in another browser or too long ago; begin again",
        "el inicio de sesión comenzó en otro navegador o hace demasiado tiempo; comience de nuevo"),
    ("nobody has invited you with a verified address",
        "nadie le ha invitado con una dirección verificada"),
    ("your account is disabled",
        "su cuenta está desactivada"),
    ("the provider gives you no role here",
        "el proveedor no le da ningún rol aquí"),
    ("the answer comes from another provider",
        "la respuesta viene de otro proveedor"),
    ("the provider did not let you in",
        "el proveedor no le dejó entrar"),
    ("the provider does not say when you proved who you are",
        "el proveedor no dice cuándo demostró usted quién es"),
    ("the provider names no companies",
        "el proveedor no nombra ninguna compañía"),
    ("the token is not for this URL, has expired, or ended with its session or key",
        "el token no es para esta URL, ha vencido, o terminó con su sesión o su clave"),
    ("it is easy to guess",
        "es fácil de adivinar"),
    ("it has {} characters",
        "tiene {} caracteres"),
    ("they have {} bytes",
        "tienen {} bytes"),
    ("12 to 128 characters that are hard to guess, such as four words that do not belong together",
        "de 12 a 128 caracteres difíciles de adivinar, como cuatro palabras que no tienen relación"),
    ("it needs a password or a passkey",
        "necesita una contraseña o una llave de acceso"),
    ("send one of them",
        "envíe una de ellas"),
    ("it does not answer the challenge",
        "no responde al desafío"),
    ("begin again with POST /v1/me/passkey-challenges",
        "comience de nuevo con POST /v1/me/passkey-challenges"),
    ("this passkey is in use already",
        "esta llave de acceso ya está en uso"),
    ("no token is needed for it",
        "para eso no se necesita un token"),
    ("/v1/events, /v1/exports/{}/events or /v1/exports/{}/file",
        "/v1/events, /v1/exports/{}/events o /v1/exports/{}/file"),
    ("the six digits that the app shows now; the phone's clock must be right",
        "los seis dígitos que la aplicación muestra ahora; la hora del teléfono debe ser correcta"),
    ("this installation has no ESPEJO_SECRETS_KEY, which second factors need",
        "esta instalación no tiene ESPEJO_SECRETS_KEY, que los segundos factores necesitan"),
    ("this installation does not mail links (ESPEJO_MAIL_LINKS)",
        "esta instalación no envía enlaces por correo (ESPEJO_MAIL_LINKS)"),
    ("a later instant, such as 2027-01-01T00:00:00Z; delete the key to revoke it now",
        "un instante posterior, como 2027-01-01T00:00:00Z; borre la clave para revocarla ahora"),
    ("the link was used before, or it has expired",
        "el enlace ya se usó o ha vencido"),
    ("there is no {} with this id here",
        "aquí no hay nada con este id ({})"),
    ("nothing is served under this path",
        "no hay nada en esta ruta"),
    ("this installation serves no console",
        "esta instalación no sirve ninguna consola"),
    ("this URL accepts {}",
        "esta URL acepta {}"),
    ("the run {} has not ended yet, and a tenant has only one active run",
        "la sincronización {} aún no ha terminado, y un inquilino tiene una sola activa"),
    ("{} exports are waiting or running, and {} are allowed at a time",
        "{} exportaciones esperan o están en curso, y se permiten {} a la vez"),
    ("{} of your exports are waiting or running, and one requester may have {}",
        "{} de sus exportaciones esperan o están en curso, y cada solicitante puede tener {}"),
    ("{} event streams are open",
        "hay {} flujos de eventos abiertos"),
    ("it was changed since, and has version {} now",
        "se cambió entretanto, y ahora tiene la versión {}"),
    ("it does not exist, or not any more",
        "no existe, o ya no existe"),
    ("the request does not say which version it changes",
        "la solicitud no dice qué versión cambia"),
    ("the export finished, but its file has been removed",
        "la exportación terminó, pero su archivo fue eliminado"),
    ("range outside the file ({} bytes)",
        "rango fuera del archivo ({} bytes)"),
    ("the answer is {}, and the request does not accept it",
        "la respuesta es {}, y la solicitud no la acepta"),
    ("path and query have more than {} bytes",
        "la ruta y los parámetros tienen más de {} bytes"),
    ("the body has more than {} bytes",
        "el cuerpo tiene más de {} bytes"),
    ("the Host header of this request names no tenant",
        "la cabecera Host de esta solicitud no nombra a ningún inquilino"),
    ("the tenant has several companies, or none is mirrored yet",
        "el inquilino tiene varias compañías, o aún no se ha copiado ninguna"),
    ("this Idempotency-Key was used with another request before",
        "esta Idempotency-Key ya se usó con otra solicitud"),
    ("the limit is {} requests per second",
        "el límite es de {} solicitudes por segundo"),
    ("the report was stopped after {} seconds",
        "el reporte se detuvo después de {} segundos"),
    ("the database is unavailable, full or starting",
        "la base de datos no está disponible, está llena o está arrancando"),
    ("other reports have used every database connection of this tenant for too long",
        "otros reportes ocuparon demasiado tiempo todas las conexiones de este inquilino a la base de datos"),
    ("the message broker is unavailable or did not answer in time",
        "el sistema de mensajes no está disponible o no respondió a tiempo"),
    ("the request failed because of an internal error",
        "la solicitud falló por un error interno"),
    ("the request was refused with status {}",
        "la solicitud fue rechazada con el estado {}"),
    ("company {} is not one of yours",
        "la compañía {} no es una de las suyas"),
    ("this concerns all companies, and you may see only some",
        "esto concierne a todas las compañías, y usted solo puede ver algunas"),
    ("there is neither an Authorization header nor a session",
        "no hay cabecera Authorization ni sesión"),
    ("the Authorization header holds no API key",
        "la cabecera Authorization no contiene una clave de API"),
    ("the API key is not valid for this tenant",
        "la clave de API no es válida para este inquilino"),
    ("the session has ended",
        "la sesión ha terminado"),
    ("this URL needs somebody who is signed in",
        "esta URL necesita que alguien haya iniciado sesión"),
    ("the body did not arrive in time",
        "el cuerpo no llegó a tiempo"),
    ("the body could not be read completely",
        "el cuerpo no se pudo leer completo"),
    ("the Content-Type is {}",
        "el Content-Type es {}"),
    ("the Content-Encoding is {}",
        "el Content-Encoding es {}"),
    ("a saved view named {} of {} already exists",
        "ya existe una vista guardada con el nombre {} de {}"),
    ("a schedule named {} already exists",
        "ya existe una programación con el nombre {}"),
    ("there is already a person with the address {}",
        "ya hay una persona con la dirección {}"),
    ("this is the last admin who may manage people; make another one first",
        "es el último administrador que puede gestionar personas; nombre antes a otro"),
    ("the person is invited; remove the person to withdraw the invitation",
        "la persona está invitada; elimínela para retirar la invitación"),
    ("the person is {}",
        "la persona tiene el estado {}"),
    ("there is a second factor; remove it first",
        "hay un segundo factor; quítelo antes"),
    ("the key is revoked already",
        "la clave ya está revocada"),
    ("the key is revoked",
        "la clave está revocada"),
    ("the export is {} and will have no file; request the report again",
        "la exportación está en {} y no tendrá archivo; pida el reporte de nuevo"),
    ("its export is {}; request the report again",
        "su exportación está en {}; pida el reporte de nuevo"),
    ("the export is {}",
        "la exportación está en {}"),
    ("the mail is {}; only a failed mail can be tried again",
        "el correo está en {}; solo se puede reintentar uno que falló"),
    ("the run is {}",
        "la ejecución está en {}"),
    ("the reload is {}",
        "la recarga está en {}"),
    ("no item of the run has failed",
        "ningún elemento de la ejecución ha fallado"),
    ("there is no alarm that Odoo was restored",
        "no hay ninguna alarma de que Odoo fue restaurado"),
    ("it has the character U+0000",
        "tiene el carácter U+0000"),
    ("leave the character out",
        "omita el carácter"),
    ("it is not valid UTF-8",
        "no es UTF-8 válido"),
    ("encode it in UTF-8",
        "codifíquelo en UTF-8"),
    ("its year is beyond the calendar of this API",
        "su año está fuera del calendario de esta API"),
    ("a year from 0001 to 9999",
        "un año de 0001 a 9999"),
    ("there is no such parameter",
        "no existe este parámetro"),
    ("the path already sets it",
        "la ruta ya lo fija"),
    ("leave it out",
        "omítalo"),
    ("it is required",
        "es obligatorio"),
    ("it is given more than once",
        "se da más de una vez"),
    ("{} is invalid: {} is none of {}",
        "{} no es válido: {} no es ninguno de {}"),
    ("{} is invalid: {}",
        "{} no es válido: {}"),
    ("it is not a cursor of this API",
        "no es un cursor de esta API"),
    ("pass `next` of the previous page unchanged, with the same filter",
        "pase sin cambios el `next` de la página anterior, con el mismo filtro"),
    ("pass `next` of the previous page unchanged",
        "pase sin cambios el `next` de la página anterior"),
    ("the cursor belongs to another report, sort or filter",
        "el cursor es de otro reporte, orden o filtro"),
    ("use {} to {}; an export has every row",
        "use de {} a {}; una exportación tiene todas las filas"),
    ("{} to {} characters, without the spaces around them",
        "de {} a {} caracteres, sin los espacios de alrededor"),
    ("1 to {} characters, or leave it out",
        "de 1 a {} caracteres, u omítalo"),
    ("1 to 100 characters, without spaces at the start or end",
        "de 1 a 100 caracteres, sin espacios al inicio ni al final"),
    ("1 to 200 characters, without spaces at the start or end",
        "de 1 a 200 caracteres, sin espacios al inicio ni al final"),
    ("1 to 255 visible ASCII characters, such as a UUID",
        "de 1 a 255 caracteres ASCII visibles, como un UUID"),
    ("{} is out of range",
        "{} está fuera de rango"),
    ("{} is too short",
        "{} es demasiado corto"),
    ("three letters or digits in a row",
        "tres letras o dígitos seguidos"),
    ("{} is negative",
        "{} es negativo"),
    ("{} is in the past",
        "{} está en el pasado"),
    ("it is in the past",
        "está en el pasado"),
    ("{} is not an address",
        "{} no es una dirección"),
    ("such as ana@example.com, without a name",
        "como ana@example.com, sin nombre"),
    ("{} appears twice",
        "{} aparece dos veces"),
    ("{} are too many",
        "{} son demasiados"),
    ("at most {}; a mailing list is one address",
        "como máximo {}; una lista de correo es una sola dirección"),
    ("there are no recipients",
        "no hay destinatarios"),
    ("it is not a valid name",
        "no es un nombre válido"),
    ("it is not a valid label",
        "no es una descripción válida"),
    ("it is not a valid key",
        "no es una clave válida"),
    ("{} is not a valid amount",
        "{} no es un importe válido"),
    ("a decimal number other than zero and below 10^15, such as -12500.00",
        "un número decimal distinto de cero y menor que 10^15, como -12500.00"),
    ("it is empty, too long or has control characters",
        "está vacío, es demasiado largo o tiene caracteres de control"),
    ("it is empty or too long",
        "está vacío o es demasiado largo"),
    ("the list is empty",
        "la lista está vacía"),
    ("there is no company {}",
        "no hay una compañía {}"),
    ("there is no partner {}",
        "no hay un contacto {}"),
    ("there is no currency {}",
        "no hay una moneda {}"),
    ("there is no document type {}",
        "no hay un tipo de documento {}"),
    ("there is no tag {}",
        "no hay una etiqueta {}"),
    ("there is no report {}",
        "no hay un reporte {}"),
    ("there is no queue {}",
        "no hay una cola {}"),
    ("ids of GET /v1/companies, or null for all",
        "ids de GET /v1/companies, o null para todas"),
    ("an id of GET /v1/partners",
        "un id de GET /v1/partners"),
    ("use an ISO 4217 code such as PEN or USD",
        "use un código ISO 4217 como PEN o USD"),
    ("use an amount of 0 or more",
        "use un importe de 0 o más"),
    ("the first day must not be after the last",
        "el primer día no debe ser posterior al último"),
    ("{} is after date_to {}",
        "{} es posterior a date_to {}"),
    ("{} is after due_to {}",
        "{} es posterior a due_to {}"),
    ("use a shorter period",
        "use un período más corto"),
    ("it applies only to pages",
        "solo se aplica a páginas"),
    ("the format is not csv",
        "el formato no es csv"),
    ("{} is not mirrored",
        "{} no se copia"),
    ("{} is no ETag",
        "{} no es un ETag"),
    ("an ETag with its quotes, such as {}, or *",
        "un ETag con sus comillas, como {}, o *"),
    ("it is not the current password",
        "no es la contraseña actual"),
    ("it is not the current code",
        "no es el código actual"),
    ("a schedule starts exactly one thing",
        "una programación inicia exactamente una cosa"),
    ("send one of run_kind, report and statement_run",
        "envíe uno de run_kind, report y statement_run"),
    ("a language and optionally a region, such as es-PE",
        "un idioma y, si se quiere, una región, como es-PE"),
    ("today or a later day; delete the exclusion to end it now",
        "hoy o un día posterior; borre la exclusión para terminarla ahora"),
    ("one of {}",
        "uno de {}"),
    ("one of: {}",
        "uno de: {}"),
    ("1 to {}",
        "de 1 a {}"),
    ("at most {}",
        "como máximo {}"),
    ("unknown field {}, expected one of {}",
        "campo desconocido {}; se esperaba uno de {}"),
    ("unknown field {}, expected {}",
        "campo desconocido {}; se esperaba {}"),
    ("unknown field {}, there are no fields",
        "campo desconocido {}; aquí no hay campos"),
    ("missing field {}",
        "falta el campo {}"),
    ("duplicate field {}",
        "campo repetido {}"),
    ("unknown variant {}, expected one of {}",
        "valor desconocido {}; se esperaba uno de {}"),
    ("unknown variant {}, expected {}",
        "valor desconocido {}; se esperaba {}"),
    ("invalid type: {}, expected {}",
        "tipo no válido: {}; se esperaba {}"),
    ("invalid value: {}, expected {}",
        "valor no válido: {}; se esperaba {}"),
    ("number out of range",
        "número fuera de rango"),
    ("lone leading surrogate in hex escape",
        "mitad de un par sustituto"),
    ("recursion limit exceeded",
        "demasiados niveles"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stay_as_they_are() {
        for (english, spanish) in [
            ("there is no company 7", "no hay una compañía 7"),
            (
                "unknown field `x`, expected one of `a`, `b`",
                "campo desconocido `x`; se esperaba uno de `a`, `b`",
            ),
            ("the key is revoked already", "la clave ya está revocada"),
            ("it is required", "es obligatorio"),
        ] {
            assert_eq!(translated(english).as_deref(), Some(spanish));
        }
        assert_eq!(translated("it is required here"), None);
        assert_eq!(translated(""), None);
    }

    #[test]
    fn every_phrase_has_as_many_values_in_both_languages() {
        for (english, spanish) in all() {
            let count = |text: &str| text.matches("{}").count();
            assert_eq!(count(english), count(spanish), "{english}");
        }
    }

    /// What an error says by itself, in the source of the errors.
    #[test]
    fn every_error_has_a_spanish_sentence() {
        let source = include_str!("../../error.rs");
        let mut checked = 0;
        for part in source.split("#[error(\"").skip(1) {
            let english = part.split("\")]").next().unwrap_or_default();
            let english = english.split("\", ").next().unwrap_or_default();
            let mut sentence = String::new();
            let mut inside = false;
            for letter in english.chars() {
                match letter {
                    '{' => sentence.push('7'),
                    '}' => {}
                    _ if inside => {}
                    letter => sentence.push(letter),
                }
                inside = letter == '{' || inside && letter != '}';
            }
            if sentence != "7" {
                assert!(translated(&sentence).is_some(), "{sentence}");
                checked += 1;
            }
        }
        assert!(checked > 25, "{checked}");
    }
}
