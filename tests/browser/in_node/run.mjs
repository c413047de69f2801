// Starts Pyodide in Node, installs wheels, and prints what a program returns, as JSON.
// Arguments: the folder of Pyodide, the folder of files for the program, wheels or an archive.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [runtime, files, ...packed] = process.argv.slice(2);

function bytes(path) {
  return new Uint8Array(readFileSync(path)); // Pyodide knows no Buffer
}

async function main() {
  const { loadPyodide } = await import(pathToFileURL(join(runtime, "pyodide.mjs")).href);
  const python = await loadPyodide({ indexURL: runtime });
  const place = python.runPython("import site; site.getsitepackages()[0]");
  for (const path of packed) {
    const isWheel = path.endsWith(".whl");
    python.unpackArchive(bytes(path), isWheel ? "wheel" : "xztar", isWheel ? {} : { extractDir: place });
  }
  python.FS.mkdir("/program");
  for (const name of readdirSync(files)) {
    python.FS.writeFile("/program/" + name, bytes(join(files, name)));
  }
  return python.runPython(readFileSync(join(files, "main.py"), "utf8"));
}

try {
  process.stdout.write(await main());
} catch (error) {
  console.error(error.message); // alone: Node adds the line of Pyodide, which is all of its source
  process.exitCode = 1;
}
