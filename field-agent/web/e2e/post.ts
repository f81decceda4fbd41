import { account, accounts, call, code, required, token, until } from "../../../shared-model/web/e2e/stage";

/** An assignment as the command post sees it. */
export interface Assignment {
  id: string;
  volunteer: string;
  community: string;
  state: string;
  version: number;
}

type GraveTier = "emergency" | "critical";

/** What somebody at the command post does through the API, so that phones have something to do. */
export class Post {
  private readonly commander = account("commander");
  tokens = { commander: "", dispatcher: "", reviewer: "" };
  private response = "";
  private naming: Promise<string> | undefined;
  private phones = new Map<string, string>();
  unit = "";

  /** Signed in, with a response in the gravest tier. */
  static async open(): Promise<Post> {
    const post = new Post();
    post.tokens = {
      commander: await post.signedIn(),
      dispatcher: await token(account("dispatcher")),
      reviewer: await token(account("dispatcher", undefined, 1)),
    };
    const plans = await call<{ items: { id: string }[] }>(post.tokens.dispatcher, "GET", "/plans");
    const raised = await call<{ id: string }>(post.tokens.commander, "POST", "/responses", {
      area: "330522000000",
      tier: "critical",
      subject: "太湖流域洪水",
      level: 2,
      expectedUntil: hence(48),
      measures: ["巡查圩堤"],
      plan: plans.items[0]!.id,
      otp: code(post.commander),
    });
    post.response = raised.id;
    const path = "/units?limit=500";
    const { items } = await call<{ items: { id: string; headcount: number }[] }>(
      post.tokens.dispatcher,
      "GET",
      path,
    );
    post.unit = items.sort((a, b) => b.headcount - a.headcount)[0]!.id;
    const devices = await call<{ volunteer: string; token: string }[]>(
      await token(account("sysadmin")),
      "POST",
      "/trial/devices",
      { count: 500, unit: post.unit },
    );
    post.phones = new Map(devices.map((one) => [one.volunteer, one.token]));
    return post;
  }

  private async signedIn(): Promise<string> {
    const { login, password } = this.commander;
    const body = { login, password, otp: code(this.commander) };
    return (await call<{ token: string }>("", "POST", "/session", body)).token;
  }

  /** The device token of a volunteer. */
  phone(volunteer: string): string {
    return this.phones.get(volunteer)!;
  }

  /** An order in force for some people of the unit in one community. */
  async order(tier: GraveTier, community: string, people: number): Promise<string> {
    const id = await this.reviewed(tier, community, people);
    await this.sign(id);
    return id;
  }

  /** The same as far as it waits for the signature. */
  async reviewed(tier: GraveTier, community: string, people: number): Promise<string> {
    const { id } = await call<{ id: string }>(this.tokens.dispatcher, "POST", "/orders", {
      kind: "order",
      title: "关于机关志愿者下沉社区参加防汛的命令",
      nature: "voluntary",
      response: this.response,
      tier,
      issuer: "长兴县防汛指挥部",
      signer: "王建国 总指挥",
      basis: "二级响应",
      task: "巡查圩堤，协助低洼住户转移，登记涉险人员",
      risk: "涉水作业，注意触电和落水",
      contact: { name: "李慧", phone: "0572-6012345" },
      target: { areas: [community] },
      need: { total: people },
      units: [this.unit],
      addressees: ["各单位"],
      meetingPoint: "社区居委会门口",
      receiptBy: hence(1),
      namesBy: hence(1),
      arriveBy: hence(2),
      until: hence(8),
      answerWithinS: 3600,
    });
    await call(this.tokens.reviewer, "POST", `/orders/${id}/review`, { pass: true });
    return id;
  }

  async sign(order: string): Promise<void> {
    await call(this.tokens.commander, "POST", `/orders/${order}/sign`, { otp: code(this.commander) });
  }

  /** Whom the system proposes for a community, the best first. */
  async proposed(order: string, community: string): Promise<string[]> {
    const path = `/orders/${order}/proposal?unit=${this.unit}&community=${community}`;
    const read = await call<{ posts: { candidates: { volunteer: string }[] }[] }>(
      await this.liaison(),
      "GET",
      path,
    );
    return read.posts[0]!.candidates.map((one) => one.volunteer);
  }

  /** The liaison names people; the offers go out. */
  async name(order: string, community: string, volunteers: string[]): Promise<void> {
    await call(await this.liaison(), "POST", `/orders/${order}/names`, {
      items: [{ community, volunteers }],
    });
  }

  private liaison(): Promise<string> {
    this.naming ??= token(account("liaison", (one) => one.unit === this.unit));
    return this.naming;
  }

  async assignments(order: string): Promise<Assignment[]> {
    const path = `/orders/${order}/assignments?limit=500`;
    return (await call<{ items: Assignment[] }>(this.tokens.dispatcher, "GET", path)).items;
  }

  async assignment(order: string, volunteer: string): Promise<Assignment> {
    return (await this.assignments(order)).find((one) => one.volunteer === volunteer)!;
  }

  /** Waits until so many are asked, and has all of them accept. */
  async accepted(order: string, people: number): Promise<Assignment[]> {
    await this.asked(order, people);
    const offered = await this.assignments(order);
    for (const { id, volunteer } of offered)
      await call(this.phone(volunteer), "POST", `/assignments/${id}/accept`, {});
    return offered;
  }

  /** Who was asked without a liaison's naming them: the shock team, in the critical tier. */
  async asked(order: string, people: number): Promise<string[]> {
    let asked: string[] = [];
    await until(async () => {
      asked = (await this.assignments(order)).map((one) => one.volunteer);
      if (asked.length < people) throw new Error(`${asked.length} asked`);
    });
    return asked;
  }

  /** Waits until the server has it so. */
  async awaitState(order: string, volunteer: string, state: string): Promise<void> {
    await until(async () => {
      const now = (await this.assignment(order, volunteer)).state;
      if (now !== state) throw new Error(`${now}, not ${state}`);
    });
  }

  async withdraw(order: string): Promise<void> {
    const body = { reason: "险情解除", otp: code(this.commander) };
    await call(this.tokens.commander, "POST", `/orders/${order}/withdraw`, body);
  }

  /** The code on the screen of a community. */
  async arrivalCode(community: string): Promise<string> {
    const there = await token(account("community", (one) => one.area === community));
    return (await call<{ code: string }>(there, "GET", `/communities/${community}/code`)).code;
  }

  /** A place on the ground of a community. */
  async placeIn(community: string): Promise<{ longitude: number; latitude: number }> {
    const path = `/areas/${community}`;
    const area = await call<{ center: [number, number] }>(this.tokens.dispatcher, "GET", path);
    const [longitude, latitude] = area.center;
    return { longitude, latitude };
  }
}

/** Communities whose desks have an account. */
export function communities(): string[] {
  return accounts
    .filter((one) => one.role === "community" && !one.area!.endsWith("000"))
    .map((one) => one.area!);
}

/** The newest code that the practice gateway was asked to send to a number. */
export async function codeSentTo(number: string): Promise<string> {
  let code = "";
  await until(async () => {
    const answer = await fetch(new globalThis.URL(`texts?phone=${number}`, required("MUSTER_TEXTS")));
    const texts = (await answer.json()) as { text: string }[];
    code = /\d{6}/.exec(texts[0]?.text ?? "")?.[0] ?? "";
    if (!code) throw new Error("no code yet");
  });
  return code;
}

function hence(hours: number): string {
  return new Date(Date.now() + hours * 3_600_000).toISOString();
}
