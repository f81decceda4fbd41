import { createServer, connect, type AddressInfo, type Socket } from "node:net";

/** The network between a browser and the server, which a story can cut and mend. */
export interface Cable {
  /** Address at which the server is reached through it. */
  url: string;
  /** Every connection breaks, and no new one comes about. */
  cut(): void;
  mend(): void;
  /** From now on a script is answered with this one, as after an update of the server. */
  serve(path: string, script: string): void;
  /** Connections open now. */
  count(): number;
  end(): void;
}

export async function lay(to: string): Promise<Cable> {
  const server = new globalThis.URL(to);
  const ends = new Set<Socket>();
  const served = new Map<string, string>();
  let isCut = false;
  const listening = createServer((near) => {
    if (isCut) {
      near.destroy();
      return;
    }
    const far = connect(Number(server.port), server.hostname);
    near.on("data", (bytes) => {
      const script = served.get(/^GET (\S+) HTTP/.exec(bytes.toString("latin1"))?.[1] ?? "");
      if (script) near.write(answer(script));
      else far.write(bytes);
    });
    far.pipe(near);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(one);
      one.on("error", () => other.destroy());
      one.on("close", () => {
        ends.delete(one);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
  const { port } = listening.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    cut() {
      isCut = true;
      ends.forEach((end) => end.destroy());
    },
    mend() {
      isCut = false;
    },
    serve: (path, script) => served.set(path, script),
    count: () => ends.size / 2,
    end: () => {
      ends.forEach((one) => one.destroy());
      listening.close();
    },
  };
}

function answer(script: string): string {
  const head = [
    "HTTP/1.1 200 OK",
    "Content-Type: text/javascript",
    `Content-Length: ${Buffer.byteLength(script)}`,
  ];
  return `${head.join("\r\n")}\r\n\r\n${script}`;
}
