import type { Wire } from "@muster/shared";
import { api, ask } from "./api";

type Answer = Wire["PasskeyAnswer"];

/** Keys are bound to a name; an address in figures has none. */
const IS_NAMED = !/^[\d.]+$|:/.test(location.hostname);

/** Whether this browser can make keys here, and the server takes them. */
export async function canUsePasskeys(): Promise<boolean> {
  if (!IS_NAMED || typeof PublicKeyCredential !== "function") return false;
  return (await ask(api.GET("/about"))).passkeys;
}

/** The phone makes a key after its owner has unlocked it, and the server keeps it. */
export async function makePasskey(owner: { id: string; name: string }, label: string): Promise<void> {
  const asked = await ask(api.POST("/me/passkey-challenges"));
  const made = await navigator.credentials.create({
    publicKey: {
      challenge: bytes(asked.challenge),
      rp: { id: asked.place, name: document.title },
      user: { id: new TextEncoder().encode(owner.id), name: owner.name, displayName: owner.name },
      pubKeyCredParams: [-7, -8, -257].map((alg) => ({ type: "public-key", alg })),
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
      excludeCredentials: asked.known.map((id) => ({ type: "public-key", id: bytes(id) })),
      attestation: "none",
    },
  });
  const { response } = made as PublicKeyCredential & { response: AuthenticatorAttestationResponse };
  const passkey = answer(made as PublicKeyCredential, {
    attestationObject: text(response.attestationObject),
  });
  await ask(api.POST("/me/passkeys", { body: { passkey, label } }));
}

/** What the phone answers when its owner unlocks it to sign in. */
export async function provePasskey(): Promise<Wire["PasskeyCredentials"]> {
  const asked = await ask(api.POST("/passkey-challenges"));
  const given = await navigator.credentials.get({
    publicKey: { challenge: bytes(asked.challenge), rpId: asked.place, userVerification: "required" },
  });
  const { response } = given as PublicKeyCredential & { response: AuthenticatorAssertionResponse };
  const passkey = answer(given as PublicKeyCredential, {
    authenticatorData: text(response.authenticatorData),
    signature: text(response.signature),
  });
  return { passkey };
}

/** The owner closed the question, or the phone has no key of theirs. */
export function isDismissed(problem: unknown): boolean {
  return problem instanceof DOMException && problem.name === "NotAllowedError";
}

function answer(credential: PublicKeyCredential, more: Partial<Answer["response"]>): Answer {
  return {
    id: credential.id,
    rawId: credential.id,
    type: "public-key",
    clientExtensionResults: {},
    response: { clientDataJSON: text(credential.response.clientDataJSON), ...more },
  };
}

function bytes(base64url: string): Uint8Array<ArrayBuffer> {
  const plain = atob(base64url.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (character) => character.charCodeAt(0));
}

function text(buffer: ArrayBuffer): string {
  const plain = btoa(String.fromCharCode(...new Uint8Array(buffer)));
  return plain.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
