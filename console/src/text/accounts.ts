/** What a person may choose and protect. */
import { addTexts } from ".";
import type { Texts } from "./message";

export const accounts = {
  "me.profile": ["Usted", "You"],
  "me.looks": ["Aspecto", "Looks"],
  "density.title": ["Altura de las filas", "Row height"],
  "density.compact": ["Compacta", "Compact"],
  "density.normal": ["Normal", "Normal"],
  "density.comfortable": ["Cómoda", "Comfortable"],
  "me.password.current": ["Contraseña actual", "Present password"],
  "me.password.change": ["Cambiar la contraseña", "Change the password"],
  "me.password.done": [
    "La contraseña cambió. Sus otras sesiones se cerraron.",
    "The password has changed. Your other sessions have ended.",
  ],
  "totp.title": ["Segundo factor", "Second factor"],
  "totp.on": ["Activo", "On"],
  "totp.off": ["Inactivo", "Off"],
  "totp.what": [
    "Al entrar se pide también un código de su teléfono.",
    "Signing in also asks for a code from your phone.",
  ],
  "totp.set-up": ["Configurar", "Set up"],
  "totp.scan": [
    "Escanee el código con su aplicación de códigos, o copie la clave.",
    "Scan the code with your code app, or copy the key.",
  ],
  "totp.qr": ["Código QR para la aplicación de códigos", "QR code for the code app"],
  "totp.secret": ["Clave", "Key"],
  "totp.first-code": [
    "El código que ahora muestra la aplicación.",
    "The code that the app shows now.",
  ],
  "totp.turn-on": ["Activar", "Turn on"],
  "totp.turn-off": ["Desactivar el segundo factor", "Turn off the second factor"],
  "totp.turn-off.what": [
    "Para entrar bastará la contraseña.",
    "The password alone will be enough to sign in.",
  ],
  "totp.codes": [
    "El segundo factor está activo. Guarde estos códigos: cada uno sirve una vez si pierde el teléfono, y no se muestran otra vez.",
    "The second factor is on. Keep these codes: each works once if you lose your phone, and they are not shown again.",
  ],
  "totp.codes.label": ["Códigos de recuperación", "Recovery codes"],
  "totp.kept": ["Ya los guardé", "I have kept them"],
  "passkeys.title": ["Llaves de acceso", "Passkeys"],
  "passkeys.what": [
    "Entre con la huella, el rostro o el PIN de su dispositivo.",
    "Sign in with the fingerprint, face or PIN of your device.",
  ],
  "passkeys.name": ["Nombre", "Name"],
  "passkeys.example": ["Laptop de la oficina", "Office laptop"],
  "passkeys.add": ["Agregar este dispositivo", "Add this device"],
  "passkeys.remove": ["Borrar 1 llave de acceso", "Delete 1 passkey"],
  "passkeys.remove.title": ["¿Borrar «{name}»?", "Delete “{name}”?"],
  "passkeys.remove.what": [
    "Con ese dispositivo ya no podrá entrar sin contraseña.",
    "You can no longer sign in with that device without a password.",
  ],
  "sessions.title": ["Sesiones", "Sessions"],
  "sessions.unknown": ["Dispositivo desconocido", "Unknown device"],
  "sessions.seen": ["vista {at}", "seen {at}"],
  "sessions.this": ["esta sesión", "this session"],
  "sessions.end": ["Cerrar", "End"],

  // Fresh confirmation
  "confirm.title": ["Confirme que es usted", "Confirm that it is you"],
  "confirm.why": [
    "Para este paso tiene que haber confirmado quién es hace menos de diez minutos.",
    "For this step you must have confirmed who you are less than ten minutes ago.",
  ],
  "confirm.submit": ["Confirmar", "Confirm"],
  "confirm.passkey": ["Confirmar con llave de acceso", "Confirm with a passkey"],
  "confirm.with": ["Confirmar con {name}", "Confirm with {name}"],
} as const satisfies Texts;

addTexts(accounts);
