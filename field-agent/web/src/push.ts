import { api, ask } from "./api";

/** Why a phone is not woken while its page is closed, or that it is. */
export type Waking = "on" | "off" | "denied" | "unable";

/** The browser and the server can both wake this phone; the server's public key. */
async function key(): Promise<string | undefined> {
  const able = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
  return able ? (await ask(api.GET("/me/push-key"))).key : undefined;
}

async function subscription(): Promise<PushSubscription | null> {
  const worker = await navigator.serviceWorker?.getRegistration();
  return (await worker?.pushManager?.getSubscription()) ?? null;
}

export async function waking(): Promise<Waking> {
  if (!(await key())) return "unable";
  if (Notification.permission === "denied") return "denied";
  return (await subscription()) ? "on" : "off";
}

/** Asks the person and the push service, and tells the server where this phone is reached. */
export async function wakeMe(): Promise<Waking> {
  const applicationServerKey = await key();
  if (!applicationServerKey) return "unable";
  if ((await Notification.requestPermission()) !== "granted") return "denied";
  const worker = await navigator.serviceWorker.ready;
  await keep(await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey }));
  return "on";
}

/** Says again where this phone is reached: push services move phones now and then. */
export async function stayAwake(): Promise<void> {
  const now = await subscription();
  if (now) await keep(now);
}

export async function letMeSleep(): Promise<void> {
  await (await subscription())?.unsubscribe();
  await ask(api.DELETE("/me/push"));
}

/** Signing out: the push service forgets this phone even when the server cannot be reached. */
export async function endWaking(): Promise<void> {
  await (await subscription())?.unsubscribe();
}

async function keep(now: PushSubscription): Promise<void> {
  const { endpoint, keys } = now.toJSON();
  const body = { endpoint: endpoint!, p256dh: keys!["p256dh"]!, auth: keys!["auth"]! };
  await ask(api.PUT("/me/push", { body }));
}
