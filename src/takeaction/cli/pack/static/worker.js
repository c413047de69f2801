// Python in a worker. All of it loads at the start; then the means to send anything are gone.
import { loadPyodide } from "./pyodide.mjs";

const here = new URL("./", import.meta.url).href;
const MEANS = ["fetch", "XMLHttpRequest", "WebSocket", "WebTransport", "EventSource", "Worker", "importScripts"];

async function start() {
  const settings = await (await fetch(here + "settings.json")).json();
  const wheels = settings.wheels.map(async (name) => {
    const response = await fetch(here + name);
    if (!response.ok) throw new Error(name);
    return response.arrayBuffer();
  });
  const quiet = () => {};  // no console shows what is in a file
  const python = await loadPyodide({ indexURL: here, stdout: quiet, stderr: quiet });
  for (const content of await Promise.all(wheels)) python.unpackArchive(content, "wheel");
  for (const name of MEANS) {
    Object.defineProperty(self, name, { value: undefined, writable: false });
  }
  const answer = python.pyimport("takeaction.cli.pack.workbench").workbench();
  return (request, contents) => {
    const files = python.toPy(contents.map((content) => new Uint8Array(content)));
    const result = answer(request, files);
    files.destroy();
    const [text, data] = result.toJs();
    result.destroy();
    return { text, data };
  };
}

const ready = start();
ready.then(
  () => self.postMessage({ state: "ready" }),
  () => self.postMessage({ state: "failed" })
);

self.onmessage = async (event) => {
  const { id, request, contents } = event.data;
  try {
    self.postMessage({ id, ...(await ready)(request, contents) });
  } catch {
    self.postMessage({ id, text: null });
  }
};
