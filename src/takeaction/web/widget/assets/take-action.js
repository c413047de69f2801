// <take-action region="GB" finder="https://…"><a href="https://…">Get help</a></take-action>
//
// Shows who helps in a place, from the folder of this file. It asks no question, stores nothing,
// and sends nothing but the two requests for its data. What is written inside the element stays
// where there is no script, and where the data cannot be read.
//
// Attributes: region, a code such as GB; language, else that of the page; finder, the address of
// your finder; level, of the headings (2 to 6); data, the folder of the data if it is elsewhere.
(function () {
  "use strict";
  if (!window.customElements || customElements.get("take-action")) return;

  var here = document.currentScript ? document.currentScript.src : document.baseURI;
  var IN_SIGHT = 3;  // the lines in sight; the others open with a click

  var STYLE = [
    ":host{display:block;color:var(--ta-ink,#261f29);font:1.0625rem/1.55 system-ui,sans-serif;overflow-wrap:anywhere}",
    "*{box-sizing:border-box}",
    ".box{background:var(--ta-page,#fffdfa);border:1px solid var(--ta-rule,#dfd5dd);border-radius:.75rem;padding:0 clamp(.75rem,4%,1.5rem) .75rem;overflow:hidden}",
    ".danger{margin:0 calc(-1*clamp(.75rem,4%,1.5rem));padding:.7rem clamp(.75rem,4%,1.5rem);background:#ffe9d3;color:#3a230f}",
    ".danger a{color:inherit;font-weight:700;font-size:1.25rem;display:inline-block;padding:.6rem .2rem;line-height:1}",
    "p{margin:.6rem 0}ul{list-style:none;margin:0;padding:0}",
    ".title{font-size:1.375rem;font-weight:700;line-height:1.2;margin:1rem 0}",
    ".name{font-size:1.125rem;font-weight:700;line-height:1.2;margin:0}",
    "li{background:var(--ta-sheet,#f6f0f4);border-radius:.75rem;padding:1.125rem clamp(.75rem,4%,1.5rem) .5rem;margin:1rem 0}",
    "a,summary{color:var(--ta-act,#63306b);text-underline-offset:.18em}summary{cursor:pointer;padding:.6rem 0}",
    ".go{display:inline-block;padding:.6rem 0}",
    ".num{display:block;min-height:3.5rem;padding:.5rem 1.1rem;border-radius:.75rem;background:#0d5c45;color:#fff;border:2px solid #0d5c45;font-weight:700;font-size:1.375rem;text-decoration:none;font-variant-numeric:tabular-nums}",
    ".num:hover{text-decoration:underline}.num+p{margin-top:.25rem}bdi{white-space:nowrap}",
    ".num.two{background:none;color:inherit;border-color:currentColor;margin-top:.75rem}",
    ".src,.orig{color:var(--ta-soft,#574f59);font-size:.9375rem;line-height:1.4}.orig{display:block}.danger .orig{color:inherit}",
    ".src{border-top:1px solid var(--ta-rule,#dfd5dd);padding-top:.6rem}",
    ".old{border:1px solid #7d7280;border-radius:.75rem;padding:.75rem 1rem;font-weight:700}",
    ":focus-visible{outline:3px solid #261f29;outline-offset:3px;box-shadow:0 0 0 3px #ffbf47;border-radius:.25rem}",
    "@media (prefers-color-scheme:dark){:host(:not([theme=light])){color:var(--ta-ink-dark,#ede8e6)}",
    ":host(:not([theme=light])) .box{background:var(--ta-page-dark,#17131a);border-color:#3f3644}",
    ":host(:not([theme=light])) li{background:var(--ta-sheet-dark,#231d27)}",
    ":host(:not([theme=light])) :is(a:not(.num),summary){color:var(--ta-act-dark,#dfb9e6)}",
    ":host(:not([theme=light])) .danger{background:#3b2918;color:#ffe3c6}:host(:not([theme=light])) .danger a{color:inherit}",
    ":host(:not([theme=light])) .num:not(.two){background:#1f7d5f;border-color:#1f7d5f}",
    ":host(:not([theme=light])) :is(.src,.orig){color:#beb5bd}}",
    "@media (forced-colors:active){.num,li,.danger{border:2px solid}}",
    "@media print{li{break-inside:avoid}}"
  ].join("\n");

  // Data is text, or nothing: an object or a number in its place is shown as nothing.
  function text(value) {
    return typeof value === "string" ? value : "";
  }

  // Make an element with a text. Only textContent is used, so markup in data stays text.
  function make(name, className, content) {
    var element = document.createElement(name);
    if (className) element.className = className;
    if (content) element.textContent = content;
    return element;
  }

  // Mark an element with the language and the direction of its words.
  function speaking(element, words) {
    if (/^[A-Za-z0-9-]{2,35}$/.test(text(words.language))) element.lang = words.language;
    element.dir = words.dir === "rtl" ? "rtl" : "ltr";
    return element;
  }

  // Make an element with words in their own language and direction, the source beneath.
  function said(name, className, words) {
    var element = speaking(make(name, className, text(words.text)), words);
    if (text(words.source)) {
      var source = make("span", "orig", words.source);
      source.lang = "en";
      source.dir = "ltr";
      element.append(source);
    }
    return element;
  }

  // The digits of a number, with its plus; nothing else can become part of a link.
  function digits(dial) {
    return /^\+?[0-9]{2,15}$/.test(text(dial)) ? dial : "";
  }

  function page(address) {
    try {
      var url = new URL(text(address));
      return url.protocol === "https:" && !url.username ? url.href : "";
    } catch (_) {
      return "";
    }
  }

  // Links to a number by channel, made by scripts/words.py.
  var LINKS = {"voice": "tel:", "sms": "sms:", "tty": "tel:"};

  function addressOf(way) {
    var dial = digits(way.dial);
    if (dial) return (LINKS[way.channel] || "tel:") + dial;
    if (/^[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+$/.test(text(way.email))) return "mailto:" + way.email;
    return page(way.url);
  }

  function link(className, content, address, number) {
    var element = make(address ? "a" : "p", address ? className : "", "");
    var parts = number ? content.split(number) : [content];
    element.append(parts.shift());
    if (parts.length) {
      // A number stays in its order and in one row, also in text from right to left.
      var digits = make("bdi", "", number);
      digits.dir = "ltr";
      element.append(digits, parts.join(number));
    }
    if (address) {
      element.href = address;
      element.rel = "noopener noreferrer";
      element.referrerPolicy = "no-referrer";
    }
    return element;
  }

  function heading(className, content, level) {
    var element = said("div", className, content);
    element.setAttribute("role", "heading");
    element.setAttribute("aria-level", String(level));
    return element;
  }

  // Fill the button of the first voice line of a body that is no police; all others have an edge.
  function wayPart(way, isFirst) {
    var part = speaking(make("div", "", ""), way);
    var address = addressOf(way);
    var isNumber = /^(tel|sms):/.test(address);
    var shown = isNumber ? text(way.text) : text(way.text).replace(/https:\/\/(www\.)?|\/$/g, "");
    var shape = isFirst && way.channel === "voice" ? "num" : "num two";
    part.append(link(isNumber ? shape : "go", shown, address, text(way.display)));
    if (text(way.times)) part.append(make("p", "", way.times));
    return part;
  }

  function folded(title, content) {
    var details = make("details", "", "");
    details.append(make("summary", "", text(title)), content);
    return details;
  }

  function linePart(line, labels, level) {
    var item = make("li", "", "");
    item.append(heading("name", line.name, level));
    item.append(said("p", "", line.who));
    if (text(line.only_for)) item.append(make("p", "", line.only_for));
    line.ways.forEach(function (way, place) {
      item.append(wayPart(way, place === 0 && line.is_enforcement === false));
    });
    if (line.warning) item.append(folded(labels.know, said("p", "", line.warning)));
    var source = make("p", "src", text(line.evidence) + " ");
    var at = page(line.source && line.source.url);
    if (at) source.append(link("", text(line.source.title), at));
    item.append(source);
    return item;
  }

  function list(lines, labels, level) {
    var part = make("ul", "", "");
    part.setAttribute("role", "list");
    lines.forEach(function (line) { part.append(linePart(line, labels, level)); });
    return part;
  }

  // Pick the language that the page asks for; else the first of the data.
  function pick(element, answers) {
    var near = element.closest("[lang]");
    var wish = element.getAttribute("language") || (near && near.lang) || "";
    var has = function (tag) { return Object.prototype.hasOwnProperty.call(answers, tag); };
    return [wish, wish.split("-")[0]].filter(has)[0] || Object.keys(answers)[0];
  }

  function view(element, index, place) {
    var language = pick(element, place.languages);
    var answer = place.languages[language];
    var labels = answer.labels;
    var level = Math.min(6, Math.max(2, parseInt(element.getAttribute("level"), 10) || 3));
    var box = speaking(make("section", "box", ""), labels);
    box.setAttribute("aria-label", text(labels.title));
    var danger = said("p", "danger", answer.danger);
    var dial = digits(answer.danger.dial);
    if (dial) danger.append(" ", link("", dial, "tel:" + dial, dial));
    box.append(danger);
    box.append(heading("title", { text: labels.title, language: labels.language, dir: labels.dir }, level));
    if (!(new Date() <= new Date(text(index.check_again_by) + "T23:59:59Z"))) {
      box.append(make("p", "old", text(labels.old).replace("{day}", text(index.made))));
    }
    var below = Math.min(6, level + 1);
    box.append(list(answer.lines.slice(0, IN_SIGHT), labels, below));
    var more = answer.lines.slice(IN_SIGHT);
    if (more.length) {
      var title = text(labels.more).replace("{count}", String(more.length));
      box.append(folded(title, list(more, labels, below)));
    }
    answer.notices.forEach(function (notice) { box.append(said("p", "", notice)); });
    var finder = finderOf(element);
    if (finder) box.append(link("go", text(labels.finder), finder));
    box.append(make("p", "src", text(labels.made).replace("{day}", text(index.made))));
    return box;
  }

  // The finder is an address of the host's own page, so it may be relative.
  function finderOf(element) {
    try {
      var url = new URL(element.getAttribute("finder") || "", document.baseURI);
      return element.hasAttribute("finder") && /^https?:$/.test(url.protocol) ? url.href : "";
    } catch (_) {
      return "";
    }
  }

  function read(address) {
    var options = { credentials: "omit", referrerPolicy: "no-referrer" };
    return fetch(address, options).then(function (response) {
      if (!response.ok) throw new Error("no data");
      return response.json();
    });
  }

  class TakeAction extends HTMLElement {
    static get observedAttributes() { return ["region", "language", "finder", "level", "data"]; }

    connectedCallback() { this.show(); }

    attributeChangedCallback() { if (this.isConnected) this.show(); }

    // Read once, however many attributes change together.
    show() {
      var element = this;
      if (this.waits) return;
      this.waits = true;
      Promise.resolve().then(function () {
        element.waits = false;
        element.load();
      });
    }

    load() {
      var element = this;
      var region = (this.getAttribute("region") || "").toUpperCase();
      var turn = this.turn = (this.turn || 0) + 1;
      if (!/^[A-Z0-9]{2,3}(-[A-Z0-9]{1,3})?$/.test(region)) return this.fall();
      var folder = new URL(this.getAttribute("data") || ".", this.hasAttribute("data") ? document.baseURI : here);
      Promise.all([
        read(new URL("index.json", folder)),
        read(new URL("places/" + region + ".json", folder))
      ]).then(function (data) {
        // An answer that is not in the form of ours throws here, and what is inside stays.
        var box = view(element, data[0], data[1]);
        if (turn === element.turn) element.fill(box);
      }).catch(function () {
        if (turn === element.turn) element.fall();
      });
    }

    fill(box) {
      var shadow = this.shadowRoot || this.attachShadow({ mode: "open" });
      if ("adoptedStyleSheets" in shadow) {
        // A sheet that is made by a script needs no 'unsafe-inline' in the policy of the page.
        var sheet = new CSSStyleSheet();
        sheet.replaceSync(STYLE);
        shadow.adoptedStyleSheets = [sheet];
      }
      shadow.replaceChildren(box);
    }

    // Show what the page wrote inside the element.
    fall() {
      if (this.shadowRoot) this.shadowRoot.replaceChildren(document.createElement("slot"));
    }
  }

  customElements.define("take-action", TakeAction);
})();
