// Run buttons on the examples of a page. Nothing loads before the first click.
// Python runs in a worker of the reader's own browser, and then has no means to send anything.
(function () {
  "use strict";
  const place = document.querySelector('meta[name="takeaction-runtime"]');
  if (!place || !window.Worker || !/^https?:$/.test(window.location.protocol)) return;
  const runtime = new URL(place.content, window.location.href).href;
  const here = new URL("run-worker.js", document.currentScript.src).href;
  let worker = null;
  let waiting = null;
  const examples = [];

  function ask(source) {
    if (!worker) {
      worker = new Worker(here, { type: "module" });
      worker.postMessage({ runtime: runtime });
    }
    return new Promise((resolve) => {
      waiting = resolve;
      worker.onmessage = (event) => waiting(event.data);
      worker.onerror = () => waiting(null);
      worker.postMessage({ source: source });
    });
  }

  // The examples of a page build on each other, so those before it run first.
  async function run(last) {
    for (const each of examples) each.button.disabled = true;
    for (const each of examples.slice(0, last + 1)) {
      if (each.ran) continue;
      each.output.hidden = false;
      each.output.textContent = worker ? "Running…" : "Loading Python. It takes a few seconds, once.";
      const printed = await ask(each.source);
      each.ran = printed !== null;
      each.output.textContent = printed === null ? "Python did not start in this browser." : printed || "Done.";
      if (!each.ran) { worker.terminate(); worker = null; break; }
    }
    for (const each of examples) each.button.disabled = each.ran;
  }

  document.querySelectorAll("div.highlight-python, div.highlight-default").forEach((block) => {
    const source = block.querySelector("pre").textContent;
    const button = document.createElement("button");
    const output = document.createElement("pre");
    const number = examples.length;
    button.className = "run";
    button.type = "button";
    button.textContent = "Run";
    button.setAttribute("aria-label", "Run example " + (number + 1) + " in this browser");
    output.className = "ran";
    output.setAttribute("role", "status");
    output.hidden = true;
    block.append(button, output);
    examples.push({ source: source, button: button, output: output, ran: false });
    button.addEventListener("click", () => run(number));
  });
})();
