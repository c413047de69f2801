// The question box: on request it loads Python into a worker, which answers in this page.
// Nothing loads before the button is pressed, and no typed text leaves the page.
(function () {
  "use strict";
  var box = document.getElementById("box");
  // A page that was opened as a file may load nothing, so it keeps to its links.
  if (!box || !window.Worker || !/^https?:$/.test(window.location.protocol)) return;
  var button = box.querySelector("button");
  var status = box.querySelector("[role=status]");
  var folder = new URL(".", document.currentScript.src).href;  // the top of the finder
  var worker = null;
  var waiting = null;
  var seen = [];
  box.hidden = false;

  button.addEventListener("click", function () {
    button.disabled = true;
    status.textContent = box.getAttribute("data-loading");
    ask({ method: "GET", path: "/", query: language(), body: "" }, true);
  });

  function language() {
    return "language=" + encodeURIComponent(document.documentElement.lang);
  }

  function ask(request, isNew) {
    if (!worker) {
      worker = new Worker(folder + "runtime/worker.js", { type: "module" });
      worker.onmessage = function (event) { finish(event.data); };
      worker.onerror = function () { finish(null); };
    }
    waiting = { request: request, isNew: isNew };
    worker.postMessage(JSON.stringify(request));
  }

  function finish(response) {
    var asked = waiting;
    waiting = null;
    if (!response && seen.length) {
      window.location.reload();  // the page comes back as it was
    } else if (!response) {
      status.textContent = box.getAttribute("data-failed");
      if (worker) worker.terminate();
      worker = null;
      button.disabled = false;
    } else if (response.kind.indexOf("text/html") !== 0) {
      save(response);
    } else {
      if (asked && asked.isNew) {
        seen.push(response.body);
        window.history.pushState({ page: seen.length - 1 }, "");  // no address shows a question
      }
      show(response.body);
    }
  }

  // Put the answer in place of this page; quick exit stays where it is, and works meanwhile.
  function show(html) {
    var page = new DOMParser().parseFromString(html, "text/html");
    ["header", "main", "footer"].forEach(function (part) {
      var fresh = page.querySelector("body > " + part);
      var old = document.querySelector("body > " + part);
      if (fresh && old) old.replaceWith(document.adoptNode(fresh));
    });
    document.documentElement.lang = page.documentElement.lang;
    document.documentElement.dir = page.documentElement.dir;
    document.title = page.title;
    var heading = document.querySelector("main h1") || document.querySelector("main");
    heading.tabIndex = -1;
    heading.focus();
    window.scrollTo(0, 0);
  }

  function save(response) {
    var link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([response.body], { type: response.kind }));
    link.download = response.name || "plan";
    link.click();
  }

  window.addEventListener("popstate", function (event) {
    var html = event.state && seen[event.state.page];
    if (html) show(html);
    else if (seen.length) window.location.reload();
  });

  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[href]");
    if (!seen.length || !link || event.defaultPrevented || event.ctrlKey || event.metaKey) return;
    // Links of the finder start at its top; one that only has a query is to another language.
    var parts = /^(\/[^?#]*)?(?:\?([^#]*))?/.exec(link.getAttribute("href"));
    if (!parts[0]) return;
    event.preventDefault();
    var query = withLanguage(parts[2] || "");
    ask({ method: "GET", path: decodeURI(parts[1] || "/"), query: query, body: "" }, true);
  });

  document.addEventListener("submit", function (event) {
    if (!seen.length) return;
    event.preventDefault();
    var form = event.target;
    var fields = new URLSearchParams(new FormData(form, event.submitter)).toString();
    var isPost = form.method === "post";
    ask({
      method: isPost ? "POST" : "GET",
      path: form.getAttribute("action").replace(/[?#].*/, ""),
      query: isPost ? language() : withLanguage(fields),
      body: isPost ? fields : ""
    }, true);
  });

  function withLanguage(query) {
    if (/(^|&)language=/.test(query)) return query;
    return query ? query + "&" + language() : language();
  }
})();
