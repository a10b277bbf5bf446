//! Problems in Spanish.

mod alarms;
#[cfg(test)]
mod events;
mod files;
mod matching;
mod notes;
mod operations;
mod phrases;
#[cfg(test)]
mod refusals;
mod runs;
mod webhooks;

pub(crate) use self::matching::{told, translated};

/// Title and hint of a kind of problem, by its slug.
pub(crate) fn kind(slug: &str) -> Option<(&'static str, &'static str)> {
    let found = KINDS.iter().find(|(known, ..)| *known == slug);
    found.map(|(_, title, hint)| (*title, *hint))
}

#[rustfmt::skip]
static KINDS: [(&str, &str, &str); 45] = [
    ("bad-request",
        "La solicitud no está bien formada",
        "Vea en /docs las solicitudes que acepta esta API."),
    ("invalid-json",
        "El cuerpo no es JSON válido",
        "Envíe un objeto JSON codificado en UTF-8."),
    ("key-required",
        "Nadie ha iniciado sesión",
        "Inicie sesión, o envíe `Authorization: Bearer esp_<id>_<secret>` con una clave de este inquilino que no haya vencido ni esté revocada."),
    ("bad-credentials",
        "No se pudo iniciar sesión",
        "Revise la dirección y la contraseña, o pida una contraseña nueva."),
    ("second-factor-required",
        "Se necesita un código",
        "Envíe también `code`: el de la aplicación de su teléfono o uno de los códigos de recuperación."),
    ("sign-in-refused",
        "No se aceptó el inicio de sesión",
        "Un administrador de su empresa puede invitarle, a la dirección que el proveedor ha verificado."),
    ("role-too-low",
        "El rol no alcanza",
        "Pida a un administrador de su empresa el rol que indica `detail`."),
    ("company-not-allowed",
        "Los libros de esta compañía no están abiertos para usted",
        "GET /v1/companies muestra las compañías que puede ver."),
    ("cross-origin",
        "La solicitud vino de otro sitio",
        "Envíela desde una página de este host, o con una clave de API."),
    ("confirmation-required",
        "Se necesita una confirmación reciente",
        "Envíe POST /v1/session/confirm con la contraseña o un código, y repita la solicitud."),
    ("person-required",
        "Esto solo lo puede hacer una persona",
        "Inicie sesión; una clave de API no tiene cuenta."),
    ("not-found",
        "El recurso no existe",
        "Revise el id; los ids son de un solo inquilino."),
    ("no-such-url",
        "No existe esta URL",
        "Vea en /docs todas las URL de esta API."),
    ("no-console",
        "No hay consola",
        "El operador puede construirla con Node.js (npm ci && npm run build en la carpeta console) y nombrar la carpeta console/dist en ESPEJO_CONSOLE_DIR."),
    ("method-not-allowed",
        "Esta URL no acepta este método",
        "Use un método de la cabecera Allow."),
    ("not-acceptable",
        "La respuesta no sería aceptada",
        "Omita Accept, o incluya el tipo que indica `detail`."),
    ("request-too-slow",
        "La solicitud no llegó a tiempo",
        "Envíela de nuevo, sin pausas."),
    ("run-active",
        "Otra sincronización está activa",
        "Espere a que termine y repita la solicitud."),
    ("export-limit",
        "Hay demasiadas exportaciones activas",
        "Espere a que termine una."),
    ("export-not-finished",
        "La exportación no tiene archivo",
        "Consulte la exportación hasta que su estado sea finished. Si falló, pida otra."),
    ("conflict",
        "La solicitud contradice el estado actual",
        "Lea el estado actual y cambie la solicitud."),
    ("link-spent",
        "El enlace ya no sirve",
        "Pida uno nuevo."),
    ("file-gone",
        "El archivo ya no se guarda",
        "Pida la exportación de nuevo."),
    ("outdated",
        "Alguien lo cambió entretanto",
        "Léalo otra vez con GET, repita el cambio sobre lo que es ahora y envíe su ETag en If-Match."),
    ("body-too-large",
        "El cuerpo es demasiado grande",
        "Envíe como máximo 64 KiB."),
    ("target-too-long",
        "La URL es demasiado larga",
        "Envíe menos parámetros o más cortos."),
    ("json-required",
        "El cuerpo debe ser JSON",
        "Envíe `Content-Type: application/json`, comprimido con gzip o sin comprimir."),
    ("no-such-range",
        "El archivo no tiene ese rango",
        "Pida un rango dentro del archivo. Content-Range muestra su tamaño."),
    ("unknown-host",
        "Ningún inquilino tiene este nombre de host",
        "Use en la URL el nombre de host del inquilino."),
    ("invalid-request",
        "Algunos valores no son válidos",
        "Corrija los valores que enumera `errors`."),
    ("company-required",
        "Se necesita una compañía",
        "Envíe company_id con una de `choices`."),
    ("idempotency-key-reused",
        "La Idempotency-Key se usó para otra solicitud",
        "Use una clave nueva para una solicitud nueva."),
    ("version-required",
        "Un cambio debe decir para qué versión es",
        "Envíe `If-Match` con el ETag de un GET. Donde un PUT puede crear, `If-None-Match: *` crea."),
    ("too-many-attempts",
        "Demasiados intentos fallidos",
        "Espere el tiempo que indica Retry-After."),
    ("export-share",
        "Demasiadas exportaciones suyas están activas",
        "Espere a que termine una de ellas."),
    ("too-many-streams",
        "Hay demasiados flujos de eventos abiertos",
        "Cierre uno, o consulte la exportación de vez en cuando."),
    ("too-many-requests",
        "Demasiadas solicitudes",
        "Espere el tiempo que indica Retry-After."),
    ("headers-too-large",
        "Las cabeceras son demasiado grandes",
        "Envíe menos cabeceras y cookies, o más cortas."),
    ("internal",
        "Error interno",
        "Inténtelo de nuevo. Si vuelve a fallar, dé el trace_id al operador."),
    ("provider-failed",
        "Falló el inicio de sesión con el proveedor",
        "Comience de nuevo. Si vuelve a fallar, dé el trace_id al operador: el registro tiene la causa."),
    ("unavailable",
        "La base de datos no responde por el momento",
        "Inténtelo de nuevo después de Retry-After."),
    ("report-too-slow",
        "El reporte tardó demasiado",
        "Use más filtros, o pida una exportación."),
    ("stopping",
        "El servicio se está deteniendo",
        "Inténtelo de nuevo después de Retry-After."),
    ("broker-unavailable",
        "El sistema de mensajes no responde por el momento",
        "Inténtelo de nuevo después de Retry-After."),
    ("busy",
        "Se están calculando demasiados reportes",
        "Inténtelo de nuevo después de Retry-After. Pida una exportación si un reporte tarda."),
];

#[cfg(test)]
mod tests {
    use super::{super::kinds, *};

    #[test]
    fn every_kind_of_problem_has_spanish_texts() {
        for known in &kinds::KINDS {
            assert!(kind(known.slug).is_some(), "{} has none", known.slug);
        }
        assert_eq!(KINDS.len(), kinds::KINDS.len());
    }
}
