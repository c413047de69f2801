// Python in a worker: the page stays usable while it loads, and quick exit with it.
import { loadPyodide } from "./pyodide.mjs";

const here = new URL("./", import.meta.url).href;
let answering = null;

async function start() {
  const settings = await (await fetch(here + "settings.json")).text();
  const python = await loadPyodide({ indexURL: here });
  const wheels = await (await fetch(here + "wheels.tar.xz")).arrayBuffer();
  const place = python.runPython("import site; site.getsitepackages()[0]");
  python.unpackArchive(wheels, "xztar", { extractDir: place });
  // From here on nothing is loaded. No word of a person can leave: the means to send are gone.
  for (const name of ["fetch", "XMLHttpRequest", "WebSocket", "EventSource", "importScripts"]) {
    Object.defineProperty(self, name, { value: undefined, writable: false });
  }
  const make = python.pyimport("takeaction.web.static_site.runtime").answering;
  return make(settings);
}

self.onmessage = async (event) => {
  try {
    answering ??= start();
    const answer = await answering;
    self.postMessage(JSON.parse(answer(event.data)));
  } catch {
    self.postMessage(null);
  }
};
