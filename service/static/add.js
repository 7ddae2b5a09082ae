// Adding documents: each file is read and shown first, and kept only when the reader says so.
import { address, el } from "./elements.js";
import { actMark, actName, t } from "./wording.js";

const find = (/** @type {string} */ id) => /** @type {HTMLInputElement} */ (document.getElementById(id));
const form = /** @type {HTMLFormElement} */ (document.getElementById("adding"));
const target = form.dataset.target ?? "";
const most = Number(form.dataset.most);
const token = find("token");
const KEY = "ronten-token";
token.value = window.sessionStorage.getItem(KEY) ?? "";
token.addEventListener("change", () => window.sessionStorage.setItem(KEY, token.value));
form.addEventListener("submit", (event) => event.preventDefault());

/** @param {string} words */
const say = (words) => (find("said").textContent = words);

/**
 * Ask the service for something that needs the token.
 * @param {string} method
 * @param {string} url
 * @param {FormData | null} body
 * @param {(share: number) => void} [progress] hears which share of the body has been sent, from 0 to 1
 * @returns {Promise<any>}
 */
function ask(method, url, body, progress = () => {}) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, url);
    request.setRequestHeader("Authorization", `Bearer ${token.value}`);
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", (event) => event.lengthComputable && progress(event.loaded / event.total));
    request.addEventListener("error", () => reject(new Error(t("サービスに届きませんでした。大きすぎるか、接続が切れています。"))));
    request.addEventListener("load", () => {
      const told = parsed(request.responseText);
      if (request.status < 300) resolve(told);
      else reject(new Error(request.status === 401 || request.status === 403 ? t("合言葉が違います。") : told.detail || `${request.status} ${request.statusText}`));
    });
    request.send(body);
  });
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text || "{}");
  } catch {
    return {};
  }
}

/** @param {File} file */
function sent(file) {
  const body = new FormData();
  body.append("file", file);
  for (const name of ["publisher", "source", "licence"]) if (find(name).value.trim()) body.append(name, find(name).value.trim());
  return body;
}

/** One file that was handed in: reading, read, kept or put away. */
class Handed {
  /** @param {File} file */
  constructor(file) {
    this.file = file;
    this.state = el("p", { class: "state" });
    this.bar = /** @type {HTMLProgressElement} */ (el("progress", { max: "1", "aria-label": t("送信の進み") }));
    this.body = el("div");
    this.box = el("section", { class: "part", "aria-label": file.name }, el("h2", {}, file.name, " ", el("small", {}, t("{size} KB", { size: Math.ceil(file.size / 1024) }))), this.state, this.bar, this.body);
  }

  /**
   * @param {string} words
   * @param {boolean} [busy]
   */
  tell(words, busy = false) {
    this.state.textContent = words;
    this.bar.hidden = !busy;
    if (!busy) this.bar.removeAttribute("value");
    this.box.setAttribute("aria-busy", String(busy));
    say(`${this.file.name}：${words}`);
  }

  async read() {
    if (this.file.size > most) return this.failed(new Error(t("このファイルは大きすぎます。{size} MB までです。", { size: Math.floor(most / 1048576) })));
    this.tell(t("送っています…"), true);
    try {
      const found = await ask("POST", `${target}?preview=true`, sent(this.file), (share) => {
        this.bar.value = share;
        if (share === 1) {
          this.tell(t("読み取っています…"), true);
          this.bar.removeAttribute("value");
        }
      });
      this.show(found);
    } catch (error) {
      this.failed(/** @type {Error} */ (error));
    }
  }

  /** @param {Error} error */
  failed(error) {
    this.tell(t("加えられません：{reason}", { reason: error.message }));
    this.body.replaceChildren(el("p", { class: "deeds" }, el("button", { type: "button", click: () => void this.read() }, t("もう一度試す")), el("button", { type: "button", click: () => this.drop() }, t("やめる"))));
  }

  drop() {
    this.box.remove();
    say(t("{name}をやめました。何も書き込んでいません。", { name: this.file.name }));
    find("files").focus();
  }

  /** @param {any} found */
  show(found) {
    this.tell(found.known ? t("読み取りました。この文書はすでにあります。") : t("読み取りました。まだ何も書き込んでいません。"));
    const { meeting } = found;
    const keep = el("button", { type: "button", class: "button main", click: () => void this.keep() }, found.known ? t("読み直して残す") : t("この文書を残す"));
    const doubt = found.opinions.length === 0;
    this.body.replaceChildren(
      doubt && el("p", { class: "doubt", role: "alert" }, t("意見が一件も読み取れませんでした。議事録や議事概要か、中身をお確かめください。")),
      el("p", { class: "deeds" }, keep, el("button", { type: "button", click: () => this.drop() }, t("やめる"))),
      el(
        "dl",
        { class: "facts" },
        ...fact(t("会議"), meeting.title), ...fact(t("会議体"), meeting.series), ...fact(t("回"), meeting.number), ...fact(t("開催日"), meeting.date), ...fact(t("場所"), meeting.place),
        ...fact(t("記録の形"), { summary: t("議事概要（要旨）"), verbatim: t("議事録（逐語）") }[/** @type {"summary" | "verbatim"} */ (found.genre)]),
      ),
      part(t("議題"), found.agenda, (/** @type {string} */ item) => el("li", {}, item)),
      part(t("出席者"), found.attendees, (/** @type {any} */ one) => el("li", {}, el("span", { class: "grow" }, one.name, " ", el("span", { class: "soft small" }, one.affiliation ?? "")), el("span", { class: "number" }, one.group ?? ""))),
      part(t("意見"), found.opinions, opinion, true),
      part(t("読み取れなかった箇所"), found.unread, (/** @type {any} */ span) => el("li", {}, el("span", { class: "grow" }, span.text.slice(0, 120)), el("span", { class: "number" }, span.reason ?? ""))),
    );
    if (!doubt && !document.activeElement?.closest(".handed")) keep.focus(); // who reads another file is not called away
  }

  async keep() {
    this.tell(t("書き込んでいます…"), true);
    this.body.querySelectorAll("button").forEach((button) => (button.disabled = true));
    try {
      const kept = await ask("POST", target, sent(this.file));
      this.tell({ added: t("加えました。"), "read again": t("読み直しました。"), unchanged: t("すでにあり、変わりありません。") }[/** @type {"added"} */ (kept.status)]);
      const page = el("a", { class: "button main", href: address(["documents", kept.id]) }, t("この文書のページ"));
      this.body.replaceChildren(el("p", { class: "deeds" }, page, kept.status === "added" && el("button", { type: "button", click: () => void this.undo(kept.id) }, t("取り消す"))));
      page.focus();
    } catch (error) {
      this.failed(/** @type {Error} */ (error));
    }
  }

  /** @param {string} id */
  async undo(id) {
    try {
      await ask("DELETE", `${target}/${encodeURIComponent(id)}`, null);
      this.drop();
      say(t("{name}を取り消しました。", { name: this.file.name }));
    } catch (error) {
      this.failed(/** @type {Error} */ (error));
    }
  }
}

/**
 * @param {string} name
 * @param {unknown} value
 */
const fact = (name, value) => [el("dt", {}, name), el("dd", {}, value === null || value === undefined || value === "" ? el("span", { class: "soft" }, t("読み取れませんでした")) : String(value))];

/**
 * @param {string} heading
 * @param {any[]} items
 * @param {(item: any) => HTMLElement} row
 * @param {boolean} [open]
 */
function part(heading, items, row, open = false) {
  const list = el("ul", { class: "rows tight" }, ...items.map(row));
  return el("details", { open }, el("summary", {}, heading, " ", el("span", { class: "count" }, t("{count}件", { count: items.length }))), items.length ? list : el("p", { class: "none" }, t("ありません")));
}

/** @param {any} found */
function opinion(found) {
  const concepts = [...new Set(found.mentions.map((/** @type {any} */ mention) => mention.concept))];
  const sides = found.positions.map((/** @type {any} */ position) => `${{ for: "○", against: "×", mixed: "△" }[/** @type {"for"} */ (position.polarity)]} ${position.target}`);
  const note = [found.topic, found.speaker, concepts.join("・"), sides.join("　")].filter(Boolean).join(" ／ ");
  return el(
    "li",
    { class: "quote" },
    el("p", { class: "stamp" }, el("span", { class: `act act-${found.act}` }, el("span", { class: "mark", "aria-hidden": "true" }, actMark(found.act)), actName(found.act))),
    el("div", { class: "said" }, el("blockquote", { lang: "ja" }, found.text), el("footer", {}, note)),
  );
}

/** @param {Iterable<File>} files */
async function take(files) {
  if (!token.value) {
    say(t("先に合言葉を入れてください。"));
    token.focus();
    return;
  }
  window.sessionStorage.setItem(KEY, token.value);
  const handed = [...files].map((file) => new Handed(file));
  find("handed").prepend(...handed.map((each) => each.box));
  handed.forEach((each) => each.tell(t("待っています…"), true));
  for (const each of handed) await each.read();
}

find("files").addEventListener("change", () => {
  const chosen = [...(find("files").files ?? [])];
  find("files").value = "";
  void take(chosen);
});
const drop = find("drop");
for (const name of ["dragover", "dragenter"]) drop.addEventListener(name, (event) => (event.preventDefault(), drop.classList.add("over")));
for (const name of ["dragleave", "drop"]) drop.addEventListener(name, () => drop.classList.remove("over"));
drop.addEventListener("drop", (event) => {
  event.preventDefault();
  void take([.../** @type {DragEvent} */ (event).dataTransfer?.files ?? []]);
});
