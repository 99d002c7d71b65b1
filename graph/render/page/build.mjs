// Bundles src/ into ../static/page.js and page.css; with --check, says whether the committed files are just that.
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

async function bundle(entry) {
  const result = await build({
    entryPoints: [here(entry)],
    bundle: true,
    write: false,
    format: "iife",
    target: ["chrome111", "firefox115", "safari16.4"],
    minify: true,
    charset: "utf8",
    legalComments: "none",
  });
  // The space before the value of a variable is kept by esbuild; it means nothing.
  return result.outputFiles[0].text.replace(/([{;]--[\w-]+): /g, "$1:");
}

const built = { "../static/page.js": await bundle("src/main.js"), "../static/page.css": await bundle("src/page.css") };
let stale = 0;
for (const [path, text] of Object.entries(built)) {
  if (!process.argv.includes("--check")) await writeFile(here(path), text);
  else if ((await readFile(here(path), "utf8")) !== text) {
    console.error(`${path} is not what its sources give; run: npm run build`);
    stale = 1;
  }
}
process.exitCode = stale;
