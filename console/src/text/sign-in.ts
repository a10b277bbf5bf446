/** Sign-in. */
import type { Texts } from "./message";

export const signIn = {
  "sign-in.title": ["Entrar", "Sign in"],
  "sign-in.tenant": ["Los libros de {name}", "The books of {name}"],
  "sign-in.ended": [
    "Su sesión terminó. Entre otra vez: volverá a la misma página.",
    "Your session has ended. Sign in again: you will come back to the same page.",
  ],
  email: ["Correo electrónico", "E-mail"],
  password: ["Contraseña", "Password"],
  "password.show": ["Mostrar", "Show"],
  "password.hide": ["Ocultar", "Hide"],
  "password.rule": [
    "De 12 a 128 caracteres, difícil de adivinar. Una frase sirve.",
    "12 to 128 characters, hard to guess. A sentence is fine.",
  ],
  "password.new": ["Contraseña nueva", "New password"],
  "sign-in.submit": ["Entrar", "Sign in"],
  "sign-in.code": ["Código de verificación", "Verification code"],
  "sign-in.code.hint": [
    "De su aplicación de códigos, o un código de recuperación.",
    "From your authenticator app, or a recovery code.",
  ],
  "sign-in.other": ["Usar otra cuenta", "Use another account"],
  "sign-in.passkey": ["Entrar con llave de acceso", "Sign in with a passkey"],
  "sign-in.with": ["Entrar con {name}", "Sign in with {name}"],
  "sign-in.or": ["o", "or"],
  "sign-in.forgotten": ["Olvidé mi contraseña", "I forgot my password"],
  "sign-in.no-mail": [
    "¿Olvidó su contraseña? Pida un enlace nuevo a quien administra Espejo.",
    "Forgot your password? Ask an admin of Espejo for a new link.",
  ],
  "sign-in.cancelled": [
    "El dispositivo no confirmó la llave de acceso.",
    "The device did not confirm the passkey.",
  ],
  "forgotten.title": ["Contraseña olvidada", "Forgotten password"],
  "forgotten.explain": [
    "Le enviaremos un enlace para poner una contraseña nueva.",
    "We will mail you a link to set a new password.",
  ],
  "forgotten.submit": ["Enviar el enlace", "Send the link"],
  "forgotten.sent": [
    "Si {email} tiene una cuenta, el enlace ya va en camino. Sirve 30 minutos.",
    "If {email} has an account, the link is on its way. It works for 30 minutes.",
  ],
  back: ["Volver", "Back"],
  "invitation.title": ["Bienvenido a Espejo", "Welcome to Espejo"],
  "invitation.for": ["Esta invitación es para {email}.", "This invitation is for {email}."],
  "invitation.name": ["Su nombre", "Your name"],
  "invitation.submit": ["Guardar y entrar", "Save and sign in"],
  "reset.title": ["Contraseña nueva", "New password"],
  "reset.explain": [
    "Después tendrá que entrar con ella. Todas sus sesiones se cierran.",
    "Then sign in with it. All your sessions will end.",
  ],
  "reset.submit": ["Guardar la contraseña", "Save the password"],
  "reset.done": [
    "La contraseña nueva está guardada. Entre con ella.",
    "The new password is saved. Sign in with it.",
  ],
  "link.missing": ["El enlace está incompleto", "The link is incomplete"],
  "link.missing.detail": [
    "Ábralo desde el correo o cópielo entero.",
    "Open it from the mail, or copy all of it.",
  ],
} as const satisfies Texts;
