/** Sign-in with a passkey: challenge, the device's proof, session. */

import type { Problem } from "../api/answers";
import { client, problemIn } from "../api/client";
import { problemOf } from "../api/problem";

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

/** A problem, null if the person is signed in, or "cancelled" if the device gave no proof. */
export async function signInWithPasskey(): Promise<Problem | null | "cancelled"> {
  const { data, error, response } = await client.POST("/v1/session/passkey-challenges", {
    body: {},
  });
  if (!data) return problemOf(error, response);
  const credential = await navigator.credentials
    .get({ publicKey: optionsOf(data.options) })
    .catch(() => null);
  if (!(credential instanceof PublicKeyCredential)) return "cancelled";
  const proof = { challenge_id: data.challenge_id, credential: credential.toJSON() };
  return problemIn(client.POST("/v1/session/passkeys", { body: proof }), "/v1/session/passkeys");
}
