import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  accessible,
  account,
  complaints,
  dropCurtain,
  expecting,
  raiseCurtain,
  shot,
  until,
  URL,
} from "../../../shared-model/web/e2e/stage";
import { pullThePlug, putItBack } from "../../../shared-model/web/e2e/power";
import { enter, open } from "./desk";

/** What holds on every page, whoever looks at it. */
describe.sequential("pages keep to what was promised", () => {
  beforeAll(raiseCurtain);
  afterAll(dropCurtain);

  it("runs no script that stands in a page", async () => {
    const policy = (await fetch(URL)).headers.get("content-security-policy")!;
    const scripts = /script-src ([^;]*)/.exec(policy)![1]!;
    expect(scripts).toBe("'self'");
    expect(policy).toMatch(/default-src 'none'/);
    const page = await enter(account("dispatcher"));
    await expecting(["Content Security Policy"], async () => {
      const ran = await page.evaluate(() => {
        const script = document.createElement("script");
        script.textContent = "window.ran = true";
        document.body.append(script);
        return "ran" in window;
      });
      expect(ran).toBe(false);
      await page.context().close();
    });
  });

  it("keeps still for whoever asked for less motion, and only for them", async () => {
    for (const reducedMotion of ["reduce", "no-preference"] as const) {
      const page = await enter(account("dispatcher"), { reducedMotion });
      await page.keyboard.press("?");
      await page.getByRole("dialog").waitFor();
      const longest = await page.evaluate(() =>
        Math.max(
          0,
          ...[...document.querySelectorAll("*")].flatMap((one) => {
            const { animationDuration, transitionDuration } = getComputedStyle(one);
            return `${animationDuration}, ${transitionDuration}`.split(", ").map(parseFloat);
          }),
        ),
      );
      if (reducedMotion === "reduce") expect(longest).toBeLessThan(0.001);
      else expect(longest).toBeGreaterThan(0.1);
      await page.context().close();
    }
  });

  it("comes back by itself on the wall when the server was killed and started again, without a reload", async () => {
    await expecting(["ERR_", "WebSocket", "Failed to load"], async () => {
      const page = await enter(account("commander"), { viewport: { width: 1920, height: 1080 } });
      await open(page, "/wall");
      const light = page.locator(".wall .light");
      await page.locator(".wall .light.live").waitFor();
      await page.evaluate(() => Object.assign(window, { stayed: true }));
      await pullThePlug();
      await page.locator(".wall .light.old").waitFor();
      expect(await light.innerText()).toContain("数据");
      await accessible(page, "wall-old");
      await shot(page, "wall-old");
      await putItBack();
      await page.locator(".wall .light.live").waitFor();
      await until(async () => expect(await page.locator(".wall .light.old").count()).toBe(0));
      expect(await page.evaluate(() => "stayed" in window)).toBe(true);
      await page.context().close();
    });
  });

  it("says what there is to see when nothing is there, when it cannot be read, or may not be", async () => {
    const page = await enter(account("dispatcher"));
    await open(page, "/orders?state=withdrawn");
    await page.locator(".el-empty").waitFor();
    await accessible(page, "empty");
    await shot(page, "empty");
    await expecting(["ERR_FAILED"], async () => {
      await page.route("**/api/v1/orders**", (route) => route.abort());
      await page.reload();
      await page.locator(".el-alert").first().waitFor();
      await accessible(page, "unreachable");
      await shot(page, "unreachable");
      await page.context().close();
    });
    const liaison = await enter(account("liaison"));
    await open(liaison, "/plan");
    await liaison.waitForURL(/#\/liaison$/);
    await expecting(["404"], async () => {
      await open(liaison, "/orders/00000000-0000-4000-8000-000000000000");
      await liaison.locator(".el-empty").waitFor();
      await accessible(liaison, "not-yours");
      await shot(liaison, "not-yours");
      await liaison.context().close();
    });
  });

  it("complained of nothing in the browser", () => expect(complaints).toEqual([]));
});
