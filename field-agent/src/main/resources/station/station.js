// The kiosk's page: it shows what the station knows and tells it which button was pressed.
const WORDS = {
  "zh-CN": {
    code: "到岗码",
    roll: "名册",
    count: "应到 {n} 人，已到 {m} 人",
    find: "按姓名或单位查找",
    notFound: "名册中没有“{text}”",
    refused: "未被接受，请核对",
    online: "已连接，数据截至 {time}",
    cut: "已断网：照常登记，恢复后自动上传。数据截至 {time}，待上传 {n} 项",
    until: "{time} 更换",
    noCode: "没有可用的到岗码，请直接点“到岗”登记",
    present: "到岗",
    absent: "未到",
    drill: "演练",
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
    count: "{n} expected, {m} here",
    find: "Find by name or unit",
    notFound: "Nobody on the roll for “{text}”",
    refused: "Not accepted, please check",
    online: "Connected, data as of {time}",
    cut: "Cut off: go on receiving people, it is sent later. Data as of {time}, {n} to be sent",
    until: "Changes at {time}",
    noCode: "No code at hand; tick people off instead",
    present: "Here",
    absent: "Not here",
    drill: "Drill",
    seen: "Noted",
    empty: "Nobody is sent here now",
    waits: "to be sent",
    away: "The station's program does not answer; call the administrator",
    states: { accepted: "accepted", departed: "on the way", onPost: "on post", relieved: "has left" },
    ticked: { present: "ticked as here", absent: "ticked as not here" },
  },
};
const LOOK_AGAIN_MS = 1500;
const drawn = new Map();
let wanted = "";
let language = localStorage.getItem("muster.language") === "en" ? "en" : "zh-CN";
const find = (selector) => document.querySelector(selector);
const say = (key, values = {}) =>
  Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, value), WORDS[language][key]);
const clock = (at) => (at ? new Date(at).toLocaleTimeString("zh-CN", { hour12: false, timeZone: "Asia/Shanghai" }) : "—");

function text(kind, content, className = "") {
  const made = document.createElement(kind);
  made.textContent = content;
  made.className = className;
  return made;
}

function line(said, note, ...buttons) {
  const made = document.createElement("li");
  const about = document.createElement("span");
  about.append(...said);
  made.append(about, ...(note ? [text("strong", note, "waits")] : []), ...buttons);
  return made;
}

/** Draws a part of the page when what it shows has changed: a button must not go while it is pressed. */
function redraw(part, of, draw) {
  const now = JSON.stringify([of, language]);
  if (drawn.get(part) === now) return;
  drawn.set(part, now);
  const place = find(part);
  const held = place.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  place.replaceChildren(...draw());
  if (held !== undefined) (place.querySelector(`[data-key="${held}"]`) ?? find("[data-find]")).focus({ preventScroll: true });
}

function button(said, key, first, press) {
  const made = text("button", said, first ? "first" : "");
  made.type = "button";
  made.dataset.key = key;
  made.addEventListener("click", press);
  return made;
}

let asked = 0;
let answered = 0;

/** Asks the station and shows what it says; an answer that was overtaken by a newer one is dropped. */
async function send(method, path, body) {
  const mine = ++asked;
  const headers = { "X-Station": "1", "Content-Type": "application/json" };
  try {
    const answer = await fetch(path, { method, headers, body: body && JSON.stringify(body) });
    const content = await answer.json();
    if (mine < answered) return;
    answered = mine;
    find("[data-problem]").textContent = answer.ok ? "" : content.detail;
    if (answer.ok) show(content);
  } catch {
    find("[data-problem]").textContent = say("away");
  }
}

const look = () => send("GET", "/state");
const tick = (person, deed) =>
  send("POST", "/ticks", { id: crypto.randomUUID(), assignment: person.assignment, deed });

/** On the way, and not ticked off yet. */
const isExpected = (person) => ["accepted", "departed"].includes(person.state) && !person.ticked;
const isHere = (person) => person.ticked === "present" || (!person.ticked && person.state === "onPost");

function onRoll(person) {
  const words = WORDS[language];
  const state = person.ticked ? words.ticked[person.ticked] : words.states[person.state];
  const name = text("strong", person.name);
  name.dataset.name = "";
  const press = (deed, first) =>
    button(say(deed), `${person.assignment} ${deed}`, first, () => tick(person, deed));
  const made = line(
    [
      ...(person.space === "live" ? [] : [text("b", say("drill"))]),
      name,
      `　${person.unit}　`,
      text("em", state),
    ],
    person.ticked ? say("waits") : "",
    ...(isExpected(person) ? [press("present", true), press("absent", false)] : []),
  );
  made.dataset.state = person.ticked ?? person.state;
  return made;
}

function onRefused(one) {
  return line(
    [text("strong", one.name), `　${WORDS[language].ticked[one.deed]}　${clock(one.at)}　${one.detail}`],
    "",
    button(say("seen"), one.id, true, () => send("DELETE", `/ticks/${one.id}`)),
  );
}

function show(state) {
  document.documentElement.lang = language;
  for (const named of document.querySelectorAll("[data-say]")) named.textContent = say(named.dataset.say);
  find("[data-language]").textContent = language === "en" ? "中文" : "English";
  document.body.classList.toggle("cut", !state.online);
  find("[data-community]").textContent = state.communityName ?? state.community;
  find("[data-line]").textContent =
    say(state.online ? "online" : "cut", { time: clock(state.asOf), n: state.waiting.length }) +
    (state.trouble ? ` ${state.trouble}` : "");
  find("[data-code]").textContent = state.code?.code ?? "——";
  find("[data-code-until]").textContent = state.code
    ? say("until", { time: clock(state.code.validUntil) })
    : say("noCode");
  find("[data-refused]").hidden = state.refused.length === 0;
  redraw("[data-refused] ul", state.refused, () => state.refused.map(onRefused));
  find("[data-count]").textContent = say("count", {
    n: state.people.filter((one) => isExpected(one) || isHere(one)).length,
    m: state.people.filter(isHere).length,
  });
  const found = state.people.filter((one) => `${one.name} ${one.unit}`.includes(wanted));
  redraw("[data-roll]", [found, wanted], () =>
    found.length
      ? found.map(onRoll)
      : [line([wanted ? say("notFound", { text: wanted }) : say("empty")], "")],
  );
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
