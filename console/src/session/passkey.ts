/** Sign-in with a passkey: challenge, the device's proof, session. */

import type { Problem } from "../api/answers";
import { client, problemIn } from "../api/client";
import { problemOf, unreachable } from "../api/problem";

export function passkeysWork(): boolean {
  return (
    typeof PublicKeyCredential !== "undefined" &&
    "parseRequestOptionsFromJSON" in PublicKeyCredential
  );
}

function optionsOf(options: Record<string, unknown>): PublicKeyCredentialRequestOptions {
  return PublicKeyCredential.parseRequestOptionsFromJSON(
    options.publicKey as PublicKeyCredentialRequestOptionsJSON,
  );
}

interface Proof {
  challenge_id: string;
  credential: Record<string, unknown>;
}

/** The device's proof for a challenge, a problem, or "cancelled" if the device gave none. */
export async function passkeyProof(): Promise<Proof | Problem | "cancelled"> {
  const path = "/v1/session/passkey-challenges";
  try {
    const { data, error, response } = await client.POST(path, { body: {} });
    if (!data) return problemOf(error, response);
    const credential = await navigator.credentials
      .get({ publicKey: optionsOf(data.options) })
      .catch(() => null);
    if (!(credential instanceof PublicKeyCredential)) return "cancelled";
    return { challenge_id: data.challenge_id, credential: credential.toJSON() };
  } catch {
    return unreachable(path);
  }
}

/** A problem, null if the person is signed in, or "cancelled" if the device gave no proof. */
export async function signInWithPasskey(): Promise<Problem | null | "cancelled"> {
  const made = await passkeyProof();
  if (made === "cancelled" || !("challenge_id" in made)) return made;
  return problemIn(client.POST("/v1/session/passkeys", { body: made }), "/v1/session/passkeys");
}

/** A new passkey of this device; null if the device made none. */
export async function newPasskey(
  options: Record<string, unknown>,
): Promise<Record<string, unknown> | null> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(
    options.publicKey as PublicKeyCredentialCreationOptionsJSON,
  );
  const credential = await navigator.credentials.create({ publicKey }).catch(() => null);
  return credential instanceof PublicKeyCredential ? credential.toJSON() : null;
}
