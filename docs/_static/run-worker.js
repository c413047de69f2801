// Python for the Run buttons: Pyodide and the wheels of the finder, all from this site.
let running = null;

const PYTHON = `
import io, re
from contextlib import redirect_stdout

_names = {"__name__": "page"}
_EXAMPLE = re.compile("^>>>(?: .*)?(?:\\n[.]{3}(?: .*)?)*", re.MULTILINE)

def statements(text):
    for part in _EXAMPLE.findall(text):
        yield "".join(line[4:] + "\\n" for line in part.split("\\n"))

def run_example(text):
    sources = [*statements(text)] or [text]
    mode = "exec" if sources == [text] else "single"
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
  const python = await loadPyodide({ indexURL: runtime });
  const wheels = await (await fetch(runtime + "wheels.tar.xz")).arrayBuffer();
  const place = python.runPython("import site; site.getsitepackages()[0]");
  python.unpackArchive(wheels, "xztar", { extractDir: place });
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
