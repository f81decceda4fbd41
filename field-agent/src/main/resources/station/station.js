// The kiosk's page: it shows what the station knows and tells it which button was pressed.
const WORDS = {
  "zh-CN": {
    code: "到岗码",
    roll: "名册",
    find: "按姓名或单位查找",
    notFound: "名册中没有“{text}”",
    refused: "未被接受，请核对",
    online: "已连接，数据截至 {time}",
    cut: "已断网：照常登记，恢复后自动上传。数据截至 {time}，待上传 {n} 项",
    until: "{time} 更换",
    noCode: "没有可用的到岗码，请直接点“到岗”登记",
    present: "到岗",
    absent: "未到",
    seen: "知道了",
    empty: "当前没有派到本社区的人员",
    waits: "待上传",
    away: "社区站程序没有响应，请联系管理员",
    states: { accepted: "已接受", departed: "在途", onPost: "在岗", relieved: "已离岗" },
    ticked: { present: "已登记到岗", absent: "已登记未到" },
  },
  en: {
    code: "Arrival code",
    roll: "Roll",
    find: "Find by name or unit",
    notFound: "Nobody on the roll for “{text}”",
    refused: "Not accepted, please check",
    online: "Connected, data as of {time}",
    cut: "Cut off: go on receiving people, it is sent later. Data as of {time}, {n} to be sent",
    until: "Changes at {time}",
    noCode: "No code at hand; tick people off instead",
    present: "Here",
    absent: "Not here",
    seen: "Noted",
    empty: "Nobody is sent here now",
    waits: "to be sent",
    away: "The station's program does not answer; call the administrator",
    states: { accepted: "accepted", departed: "on the way", onPost: "on post", relieved: "has left" },
    ticked: { present: "ticked as here", absent: "ticked as not here" },
  },
};
const LOOK_AGAIN_MS = 1500;
let shown = "";
let wanted = "";
let language = localStorage.getItem("muster.language") === "en" ? "en" : "zh-CN";
const find = (selector) => document.querySelector(selector);
const say = (key, values = {}) =>
  Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, value), WORDS[language][key]);
const clock = (at) => (at ? new Date(at).toLocaleTimeString("zh-CN", { hour12: false, timeZone: "Asia/Shanghai" }) : "—");

function button(text, first, press) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.classList.toggle("first", first);
  made.addEventListener("click", press);
  return made;
}

function line(text, note, ...buttons) {
  const made = document.createElement("li");
  const span = document.createElement("span");
  span.textContent = text;
  made.append(span);
  if (note) {
    const waits = document.createElement("strong");
    waits.className = "waits";
    waits.textContent = note;
    made.append(waits);
  }
  made.append(...buttons);
  return made;
}

async function send(method, path, body) {
  const headers = { "X-Station": "1", "Content-Type": "application/json" };
  const answer = await fetch(path, { method, headers, body: body && JSON.stringify(body) });
  const content = await answer.json();
  find("[data-problem]").textContent = answer.ok ? "" : content.detail;
  if (answer.ok) show(content);
}

const tick = (person, deed) =>
  send("POST", "/ticks", { id: crypto.randomUUID(), assignment: person.assignment, deed });

function onRoll(person) {
  const state = person.ticked ? WORDS[language].ticked[person.ticked] : WORDS[language].states[person.state];
  const expected = ["accepted", "departed"].includes(person.state) && !person.ticked;
  const made = line(
    `${person.name}　${person.unit}　${state}`,
    person.ticked ? say("waits") : "",
    ...(expected
      ? [
          button(say("present"), true, () => tick(person, "present")),
          button(say("absent"), false, () => tick(person, "absent")),
        ]
      : []),
  );
  made.dataset.state = person.ticked ?? person.state;
  return made;
}

function show(state) {
  const drawn = JSON.stringify({ ...state, now: language, wanted });
  if (drawn === shown) return;
  shown = drawn;
  document.documentElement.lang = language;
  for (const named of document.querySelectorAll("[data-say]")) named.textContent = say(named.dataset.say);
  find("[data-language]").textContent = language === "en" ? "中文" : "English";
  document.body.classList.toggle("cut", !state.online);
  find("[data-community]").textContent = state.community;
  find("[data-line]").textContent =
    say(state.online ? "online" : "cut", { time: clock(state.asOf), n: state.waiting.length }) +
    (state.trouble ? ` ${state.trouble}` : "");
  find("[data-code]").textContent = state.code?.code ?? "——";
  find("[data-code-until]").textContent = state.code
    ? say("until", { time: clock(state.code.validUntil) })
    : say("noCode");
  find("[data-refused]").hidden = state.refused.length === 0;
  find("[data-refused] ul").replaceChildren(
    ...state.refused.map((one) =>
      line(
        `${one.name}　${WORDS[language].ticked[one.deed]}　${clock(one.at)}　${one.detail}`,
        "",
        button(say("seen"), true, () => send("DELETE", `/ticks/${one.id}`)),
      ),
    ),
  );
  const found = state.people.filter((one) => `${one.name} ${one.unit}`.includes(wanted));
  find("[data-roll]").replaceChildren(...found.map(onRoll));
  if (!found.length)
    find("[data-roll]").replaceChildren(line(wanted ? say("notFound", { text: wanted }) : say("empty"), ""));
}

async function look() {
  try {
    await send("GET", "/state");
  } catch {
    find("[data-problem]").textContent = say("away");
  }
}

find("[data-language]").addEventListener("click", () => {
  language = language === "en" ? "zh-CN" : "en";
  localStorage.setItem("muster.language", language);
  void look();
});
find("[data-find]").addEventListener("input", (event) => {
  wanted = event.target.value.trim();
  void look();
});
setInterval(look, LOOK_AGAIN_MS);
await look();
