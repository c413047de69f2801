// Python for the Run buttons: Pyodide and the wheels of the finder, all from this site.
let running = null;

const PYTHON = `
import doctest, io, sys
from contextlib import redirect_stdout

_names = {"__name__": "page"}

def run_example(text):
    parts = doctest.DocTestParser().get_examples(text)
    sources = [part.source for part in parts] or [text]
    mode = "single" if parts else "exec"
    printed = io.StringIO()
    with redirect_stdout(printed):
        for source in sources:
            try:
                exec(compile(source, "<example>", mode), _names)
            except Exception as error:
                print(f"{type(error).__name__}: {error}")
    return printed.getvalue()

run_example
`;

async function start(runtime) {
  const { loadPyodide } = await import(runtime + "pyodide.mjs");
  const settings = await (await fetch(runtime + "settings.json")).json();
  const python = await loadPyodide({ indexURL: runtime });
  const contents = await Promise.all(
    settings.wheels.map(async (name) => (await fetch(runtime + name)).arrayBuffer())
  );
  for (const content of contents) python.unpackArchive(content, "wheel");
  // From here on nothing is loaded, and nothing can be sent.
  for (const name of ["fetch", "XMLHttpRequest", "WebSocket", "EventSource", "importScripts"]) {
    Object.defineProperty(self, name, { value: undefined, writable: false });
  }
  return python.runPython(PYTHON);
}

self.onmessage = async (event) => {
  if (event.data.runtime) {
    running = start(event.data.runtime);
    running.catch(() => {});
    return;
  }
  try {
    const run = await running;
    self.postMessage(run(event.data.source));
  } catch {
    self.postMessage(null);
  }
};
