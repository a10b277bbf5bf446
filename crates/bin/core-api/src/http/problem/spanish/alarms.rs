//! What alarms say. The longer ones come before the shorter ones with the same beginning.

#[rustfmt::skip]
pub(super) static PHRASES: [(&str, &str); 12] = [
    ("the Odoo user no longer has the companies {}",
        "el usuario de Odoo ya no tiene las compañías {}"),
    ("{} records of {} are missing although records of {} refer to them",
        "faltan {} registros de {} aunque hay registros de {} que los mencionan"),
    ("{} rows of {} are missing since the rights of the Odoo user changed",
        "faltan {} filas de {} desde que cambiaron los derechos del usuario de Odoo"),
    ("{} rows of {} are missing",
        "faltan {} filas de {}"),
    ("{} numbered invoices are missing although later ones of their sequence exist",
        "faltan {} facturas numeradas aunque existen otras posteriores de su secuencia"),
    ("{} journals have lost all of their entries",
        "{} diarios perdieron todos sus asientos"),
    ("{} entries do not balance without the lines that are missing",
        "{} asientos no cuadran sin los apuntes que faltan"),
    ("{} reconciliations are missing although the residuals of their lines still count them",
        "faltan {} conciliaciones aunque los saldos de sus apuntes todavía las cuentan"),
    ("Compare the Odoo user's companies, groups and record rules with what they were. Restore the \
      rights, then start a verify. If the records were really deleted, an admin may POST \
      /v1/sync-runs/{}/confirm-deletions.",
        "Compare las compañías, los grupos y las reglas de registro del usuario de Odoo con los de \
         antes. Devuelva los derechos y luego inicie una verificación. Si los registros se \
         eliminaron de verdad, un administrador puede enviar POST \
         /v1/sync-runs/{}/confirm-deletions."),
    ("{}: record {} was last written {}, but its known write_date is {}",
        "{}: el registro {} se escribió por última vez {}, pero su write_date conocido es {}"),
    ("{}: the {} latest records that were known are all gone",
        "{}: los {} últimos registros que se conocían ya no existen"),
    ("If Odoo was restored from a backup, an admin may accept this with POST \
      /v1/mirror/accept-restore: everything is read again, and what is gone is removed. If not, the \
      tenant's url or database may point at another Odoo.",
        "Si Odoo se restauró desde una copia, un administrador puede aceptarlo con POST \
         /v1/mirror/accept-restore: todo se lee otra vez, y lo que ya no existe se elimina. Si no, la \
         URL o la base de datos del inquilino puede señalar a otro Odoo."),
];
