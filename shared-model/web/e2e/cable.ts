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
  /** Every open socket of a page is told this, as if the server had said so. */
  say(frame: string): void;
  /** Connections open now. */
  count(): number;
  end(): void;
}

export async function lay(to: string): Promise<Cable> {
  const server = new globalThis.URL(to);
  const ends = new Set<Socket>();
  const served = new Map<string, string>();
  const sockets = new Set<Socket>();
  let isCut = false;
  const listening = createServer((near) => {
    if (isCut) {
      near.destroy();
      return;
    }
    const far = connect(Number(server.port), server.hostname);
    near.on("data", (bytes) => {
      if (/^GET \S+ HTTP[^]*\r\nupgrade: websocket\r\n/i.test(bytes.toString("latin1"))) sockets.add(near);
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
        sockets.delete(one);
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
    say(frame) {
      const bytes = framed(frame);
      sockets.forEach((one) => one.write(bytes));
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

/** One text frame of RFC 6455 as a server sends it: whole, not masked, its length in eight bytes. */
function framed(text: string): Buffer {
  const head = Buffer.alloc(10);
  head.writeUInt8(0x81, 0);
  head.writeUInt8(127, 1);
  head.writeBigUInt64BE(BigInt(Buffer.byteLength(text)), 2);
  return Buffer.concat([head, Buffer.from(text)]);
}
