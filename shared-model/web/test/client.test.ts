import { describe, expect, it, vi } from "vitest";
import { ask, createClient, newId } from "../src/client";
import { Problem } from "../src/problem";

const json = (status: number, body: unknown, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json", ...headers } });

function client(...answers: (Response | Error)[]) {
  const requests: Request[] = [];
  const fetch = vi.fn((request: RequestInfo | URL) => {
    requests.push(request as Request);
    const answer = answers.shift();
    return answer instanceof Response ? Promise.resolve(answer) : Promise.reject(answer);
  });
  const made = createClient({
    baseUrl: "http://test/api/v1",
    language: () => "en",
    fetch: fetch as typeof globalThis.fetch,
    pause: () => Promise.resolve(),
  });
  return { made, requests };
}

describe("the client", () => {
  it("names every change, proves the session and says its language", async () => {
    const { made, requests } = client(json(200, {}));
    made.csrf = "c";
    await ask(made.DELETE("/session"));
    expect(requests[0]!.headers.get("Idempotency-Key")).toMatch(/^[0-9a-f-]{36}$/);
    expect(requests[0]!.headers.get("X-CSRF-Token")).toBe("c");
    expect(requests[0]!.headers.get("Accept-Language")).toBe("en");
  });

  it("sends a change again under the same name when no answer came", async () => {
    const { made, requests } = client(new TypeError("cut"), json(503, {}), json(201, { ticket: "t" }));
    await expect(ask(made.POST("/socket-ticket"))).resolves.toEqual({ ticket: "t" });
    const names = requests.map((request) => request.headers.get("Idempotency-Key"));
    expect(names).toHaveLength(3);
    expect(new Set(names).size).toBe(1);
  });

  it("turns a refusal into a problem with its code and fields", async () => {
    const problem = { code: "invalid", detail: "no", errors: [{ field: "level", reason: "missing" }] };
    const { made } = client(json(400, problem));
    const refused = await ask(made.GET("/session")).catch((e: unknown) => e);
    expect(refused).toBeInstanceOf(Problem);
    expect(refused).toMatchObject({ code: "invalid", status: 400, errors: problem.errors });
  });

  it("says offline when nothing answers", async () => {
    const { made } = client(new TypeError("a"), new TypeError("b"));
    await expect(ask(made.GET("/session"))).rejects.toMatchObject({ code: "offline", status: 0 });
  });

  it("makes names without randomUUID, as on pages without TLS", () => {
    const real = crypto.randomUUID;
    Object.defineProperty(crypto, "randomUUID", { value: undefined, configurable: true });
    try {
      expect(newId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    } finally {
      Object.defineProperty(crypto, "randomUUID", { value: real, configurable: true });
    }
  });
});
