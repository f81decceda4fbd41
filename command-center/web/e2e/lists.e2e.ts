import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  accessible,
  account,
  complaints,
  dropCurtain,
  raiseCurtain,
  shot,
} from "../../../shared-model/web/e2e/stage";
import { enter, open } from "./desk";

describe.sequential("lists come in, are looked at and changed", () => {
  beforeAll(raiseCurtain);
  afterAll(dropCurtain);

  it("shows what is wrong with a roster where it is wrong, and changes nothing before the commit", async () => {
    const page = await enter(account("dispatcher"));
    await open(page, "/import");
    await page.setInputFiles("input[type=file]", process.env["MUSTER_ROSTER"]!);
    await page.getByRole("button", { name: "上传核对" }).click();
    await page.locator(".problems tbody tr").first().waitFor();
    expect(await page.locator(".problems tbody tr.attention").count()).toBeGreaterThan(0);
    expect(await page.getByRole("button", { name: "确认导入", exact: true }).isDisabled()).toBe(true);
    await accessible(page, "import");
    await shot(page, "import");
    for (const place of ["units", "roster", "plan"]) {
      await open(page, `/${place}`);
      await page.locator("table.list tbody tr").first().waitFor();
      if (place === "roster") {
        const said = await page.getByText(/已列 .* 人/).innerText();
        const total = /共 ([\d,]+) 人/.exec(said)![1]!.replaceAll(",", "");
        await page.getByText(`共 ${total} 行`).waitFor();
      }
      await accessible(page, place);
      await shot(page, place);
    }
    await page.getByRole("button", { name: "编辑" }).click();
    const cell = page.locator("input[type=number]").nth(2);
    const before = Number(await cell.inputValue());
    await cell.fill(String(before + 1));
    await page.getByText("1 行已改").waitFor();
    await page.getByRole("button", { name: "撤一步" }).click();
    await page.getByText("0 行已改").waitFor();
    await cell.fill(String(before + 2));
    await shot(page, "plan-edit");
    await page.getByRole("button", { name: "保存为第 2 版" }).click();
    await page.getByRole("button", { name: "编辑" }).waitFor();
    await page.getByRole("tab", { name: "覆盖与缺口" }).click();
    await page.getByText("已覆盖").first().waitFor();
    await shot(page, "coverage");
    await accessible(page, "coverage");
    await page.getByRole("tab", { name: "层级转换预演" }).click();
    await page.getByText("新增").first().waitFor();
    await shot(page, "difference");
    await accessible(page, "difference");
    await page.context().close();
  });

  it("complained of nothing in the browser", () => expect(complaints).toEqual([]));
});
