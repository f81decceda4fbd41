import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { account, required } from "../../../shared-model/web/e2e/stage";

const AGENT = JSON.parse(required("MUSTER_AGENT")) as [string, ...string[]];

/** A community's computer with the station's program, which can be switched off and on again. */
export class Kiosk {
  private readonly data = mkdtempSync(join(tmpdir(), "station-"));
  private running: ChildProcess | undefined;

  constructor(
    private readonly server: string,
    private readonly community: string,
  ) {}

  /** Starts the program; returns where its page is. */
  switchOn(): Promise<string> {
    const { login, password } = account("community", (one) => one.area === this.community);
    const [java, ...rest] = AGENT;
    const place = ["--server", this.server, "--community", this.community, "--data", this.data];
    const running = spawn(java, [...rest, "station", ...place, "--login", login, "--port", "0"], {
      env: { ...process.env, MUSTER_STATION_PASSWORD: password },
      stdio: ["ignore", "pipe", "inherit"],
    });
    this.running = running;
    return new Promise((resolve, reject) => {
      running.on("exit", (code) => reject(new Error(`the station ended: ${code}`)));
      running.stdout.on("data", (text: Buffer) => {
        const page = /http:\/\/\S+/.exec(text.toString())?.[0];
        if (page) resolve(page);
      });
    });
  }

  /** As when somebody pulls the plug. */
  async pullThePlug(): Promise<void> {
    const { running } = this;
    this.running = undefined;
    if (!running || running.exitCode !== null) return;
    const ended = new Promise((resolve) => running.once("close", resolve));
    running.kill("SIGKILL");
    await ended;
  }
}
