// The workbench: it hands files to the Python in the worker, and shows its answers.
// No file leaves the page: the worker can't send anything, and this script never does.
(function () {
  "use strict";
  const MOST_FILES = 2000;
  const MOST_BYTES = 32 * 1024 * 1024;
  const IGNORED = /(^|\/)(\.git|\.venv|node_modules|__pycache__|__MACOSX|\.DS_Store)(\/|$)/;
  const KINDS = {
    resource: "Helplines and services",
    action: "Things that people can do",
    indicator: "Signs of trafficking",
    vendor: "Shops and brands",
    label: "Certification labels",
    good: "Goods at risk",
    rating: "Ratings of countries",
    word: "Words of your own"
  };
  const FIELDS = { regions: "region", languages: "language" };
  const byId = (id) => document.getElementById(id);
  const status = byId("status");
  const waiting = new Map();
  let asked = 0;
  let opened = null;  // the files of the last choice, their contents and the kinds of sheets
  let turn = 0;       // the number of that choice: answers to earlier ones are dropped
  let address = null; // of the last file that was made

  if (!window.Worker || !/^https?:$/.test(window.location.protocol)) {
    status.textContent = "This page has to come from a web server. Opened as a file, it can’t load its program.";
    return;
  }
  const worker = new Worker("runtime/worker.js", { type: "module" });
  worker.onmessage = (event) => {
    const { id, state, text, data } = event.data;
    if (state) return begun(state);
    waiting.get(id)(text ? { ...JSON.parse(text), data } : null);
    waiting.delete(id);
  };
  worker.onerror = () => begun("failed");
  byId("tools").hidden = false;
  status.textContent = "Getting ready. You can already choose a file.";

  function begun(state) {
    if (state === "failed") {
      status.textContent = "The program of this page didn’t load. Reload the page to try again.";
      byId("tools").hidden = true;
    } else if (!opened) {
      status.textContent = "Ready. You can turn off the network now.";
    }
  }

  function ask(request, contents) {
    const id = ++asked;
    return new Promise((resolve) => {
      waiting.set(id, resolve);
      worker.postMessage({ id, request: JSON.stringify(request), contents: contents || [] });
    });
  }

  // Choosing and dropping

  byId("choose").addEventListener("click", () => byId("files").click());
  byId("choose-folder").addEventListener("click", () => byId("folder").click());
  for (const input of [byId("files"), byId("folder")]) {
    input.addEventListener("change", () => {
      const files = [...input.files].map((file) => ({ name: file.webkitRelativePath || file.name, file }));
      input.value = "";  // the same file can be chosen again, once it is fixed
      open(files);
    });
  }
  byId("template").addEventListener("click", async () => {
    say("Making the workbook…");
    const answer = await ask({ do: "template" });
    if (!answer) return say("The workbook could not be made. Reload the page to try again.");
    if (answer.refused) return say(answer.refused.text);
    const kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    download(answer, kind);
    say(answer.name + " is in your downloads. Fill it in, then open it here.");
  });
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    byId("drop").classList.add("over");
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) byId("drop").classList.remove("over");
  });
  document.addEventListener("drop", async (event) => {
    event.preventDefault();  // else the browser would open the file in place of the page
    byId("drop").classList.remove("over");
    if (byId("tools").hidden) return;
    const entries = [...event.dataTransfer.items]
      .map((item) => item.webkitGetAsEntry && item.webkitGetAsEntry())
      .filter(Boolean);
    const loose = [...event.dataTransfer.files].map((file) => ({ name: file.name, file }));
    const found = [];
    try {
      for (const entry of entries) await walk(entry, "", found);
    } catch {
      found.length = 0;
    }
    open(entries.length ? found : loose);
  });

  async function walk(entry, above, found) {
    const name = above + entry.name;
    if (IGNORED.test(name) || found.length > MOST_FILES) return;
    if (entry.isFile) {
      const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
      found.push({ name, file });
      return;
    }
    const reader = entry.createReader();
    let some;
    do {
      some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
      for (const inner of some) await walk(inner, name + "/", found);
    } while (some.length);
  }

  async function open(every) {
    const files = every.filter(({ name }) => !IGNORED.test(name));
    if (!files.length) return say("No file could be read there.");
    const size = files.reduce((sum, { file }) => sum + file.size, 0);
    if (files.length > MOST_FILES || size > MOST_BYTES) {
      return say("That is more than a pack holds: choose the folder of the pack alone.");
    }
    say("Reading " + described(files.map(({ name }) => name)) + "…");
    try {
      const contents = await Promise.all(files.map(({ file }) => file.arrayBuffer()));
      opened = { names: files.map(({ name }) => name), contents, kinds: {} };
    } catch {
      return say("The file can’t be read. It may have been moved: choose it again.");
    }
    check();
  }

  function described(names) {
    const top = names[0].split("/")[0];
    if (names.length === 1 || names.every((name) => name.startsWith(top + "/"))) return top;
    return names.length + " files";
  }

  function say(text) {
    status.textContent = text;
  }

  async function check() {
    const mine = ++turn;
    const { names, contents, kinds } = opened;
    byId("download").disabled = true;  // what is in the form is for the files before
    const answer = await ask({ do: "open", names, kinds }, contents);
    if (mine !== turn) return;
    if (!answer) return say("This page could not read that file. Reload the page, and try a smaller part of it.");
    show(answer);
    byId("download").disabled = false;
    say(answer.headline + ".");
    byId("headline").focus();
    byId("result").scrollIntoView();
    await preview(0, mine);
  }

  // Showing

  function element(name, text, className) {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  function show(answer) {
    const title = answer.what === "pack" ? answer.title : "";
    const holds = [title, answer.contents].filter(Boolean).join(": ");
    byId("result").hidden = false;
    byId("opened").textContent = described(opened.names);
    byId("contents").textContent = holds && holds + ".";
    byId("contents").hidden = !holds;
    showMistakes(answer);
    byId("notes").replaceChildren(...answer.notes.map((note) => element("li", note)));
    byId("kinds").replaceChildren(...answer.sheets.map(kindChoice));
    byId("save").hidden = !answer.can_save;
    byId("jumps").hidden = !answer.can_save;
    byId("names").hidden = !answer.form;
    byId("saved").replaceChildren();
    for (const name of Object.keys(answer.form || {})) byId("f-" + name).value = answer.form[name];
    clearProblems();
  }

  function showMistakes(answer) {
    byId("headline").textContent = answer.headline;
    byId("mistakes").replaceChildren(...answer.mistakes.map(mistake));
    byId("mistakes").hidden = !answer.mistakes.length;
    byId("hidden-mistakes").hidden = !answer.hidden;
    byId("hidden-mistakes").textContent = answer.hidden + " more. Fix these first, then open it again.";
  }

  function mistake(each) {
    const item = element("li", "", "line s");
    const place = element("p", "", "place");
    place.append(element("b", each.place));
    if (each.inside) place.append(element("span", each.inside, "soft"));
    if (each.is_warning) place.append(element("span", "Warning", "tag"));
    item.append(place, element("p", each.problem));
    if (each.fix) {
      const fix = element("p");
      fix.append(element("b", "How to fix it: "), each.fix);
      item.append(fix);
    }
    item.append(element("p", each.cost + ": " + each.code, "src"));
    return item;
  }

  function kindChoice(sheet, number) {
    const choice = element("p");
    const label = element("label", "What is in " + sheet.name + "?");
    const select = element("select");
    select.id = label.htmlFor = "kind-" + number;
    for (const [kind, name] of Object.entries(KINDS)) {
      const option = element("option", name);
      option.value = kind;
      option.selected = kind === sheet.kind;
      select.append(option);
    }
    select.addEventListener("change", () => {
      opened.kinds[sheet.name] = select.value;
      say("Reading " + sheet.name + " again…");
      check();
    });
    choice.append(label, " ", select);
    return choice;
  }

  async function preview(start, mine) {
    const answer = await ask({ do: "preview", start });
    if (mine !== turn || !answer) return null;
    const cards = answer.cards.map((card, place) => cardOf(card, start + place + 1, answer.total));
    if (!start) byId("cards").replaceChildren();
    byId("cards").append(...cards);
    byId("preview").hidden = !answer.total;
    byId("more").hidden = answer.next === null;
    byId("more").onclick = () => {
      preview(answer.next, mine).then((first) => first && first.focus());
    };
    return cards[0];
  }

  function cardOf(card, number, total) {
    const made = element("article", "", "card s");
    made.tabIndex = -1;
    made.setAttribute("aria-label", card.name);
    made.append(element("p", number + " of " + total + ": " + (KINDS[card.kind] || card.kind), "kick"));
    if (!card.help) {
      made.append(...written(card.page, 2));
    } else {
      if (card.help.html) made.append(...written(card.help.html, 1));
      else made.append(element("h3", card.name), element("p", "No answer lists it: none of its contacts works there."));
      const details = element("details");
      details.append(element("summary", "The page of this record"), ...written(card.page, 3));
      made.append(details);
    }
    return made;
  }

  // The library has escaped all text of the pack. The headings move below those of this page.
  function written(html, deeper) {
    const page = new DOMParser().parseFromString(html, "text/html");
    page.querySelectorAll(".danger").forEach((line) => line.remove());
    page.querySelectorAll("a").forEach((link) => link.removeAttribute("href"));
    page.querySelectorAll("[id]").forEach((part) => part.removeAttribute("id"));
    page.querySelectorAll("h1, h2, h3").forEach((old) => {
      const fresh = document.createElement("h" + Math.min(Number(old.tagName[1]) + deeper, 6));
      for (const { name, value } of old.attributes) fresh.setAttribute(name, value);
      fresh.append(...old.childNodes);
      old.replaceWith(fresh);
    });
    return [...page.body.childNodes].map((node) => document.adoptNode(node));
  }

  // Saving

  byId("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    clearProblems();
    const form = byId("names").hidden ? null : Object.fromEntries(new FormData(byId("form")));
    byId("download").disabled = true;
    const mine = turn;
    const answer = await ask({ do: "save", form });
    if (mine !== turn) return;
    byId("download").disabled = false;
    if (!answer) return saved([element("p", "The pack could not be saved. Reload the page, and try again.")]);
    if (answer.refused) return refuse(answer.refused);
    if (answer.mistakes) showMistakes(answer);
    keep(answer);
    if (form) await preview(0, mine);
  });

  function refuse({ field, text }) {
    const input = byId("f-" + (FIELDS[field] || field));
    if (!input) return saved([element("p", text, "problem")]);
    const problem = element("span", text, "problem hint");
    problem.id = input.id + "-problem";
    input.setAttribute("aria-invalid", "true");
    input.dataset.hint = input.getAttribute("aria-describedby") || "";
    input.setAttribute("aria-describedby", problem.id + " " + input.dataset.hint);
    input.parentElement.append(problem);
    input.focus();
  }

  function clearProblems() {
    document.querySelectorAll("#form .problem").forEach((each) => each.remove());
    document.querySelectorAll("#form [aria-invalid]").forEach((each) => {
      each.removeAttribute("aria-invalid");
      if (each.dataset.hint) each.setAttribute("aria-describedby", each.dataset.hint);
      else each.removeAttribute("aria-describedby");
    });
  }

  function saved(parts) {
    byId("saved").replaceChildren(...parts);
  }

  function download({ name, data }, type) {
    if (address) URL.revokeObjectURL(address);
    address = URL.createObjectURL(new Blob([data], { type }));
    const link = element("a", name);
    link.href = address;
    link.download = name;
    link.click();
    return link;
  }

  function keep(answer) {
    const { errors, warnings } = answer;
    const first = element("p");
    first.append(download(answer, "application/zip"), " is in your downloads.");
    const next = errors + warnings
      ? "It isn’t ready yet: fix what is listed here, then save it again."
      : "Next: unpack it, read its README.md and replace every EXAMPLE. Then give it to whoever publishes your packs.";
    saved([first, element("p", next)]);
  }
})();
