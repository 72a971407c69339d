// Bundles styles, scripts and icons into src/dudao/web/pages/static/dudao. Everything comes from node_modules; nothing is fetched.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const packages = join(here, "node_modules");
const target = join(here, "..", "src", "dudao", "web", "pages", "static", "dudao");

// Icons that templates may name; a template that names another fails a test.
const icons = JSON.parse(readFileSync(join(here, "icons.json"), "utf8"));

function sprite() {
  const symbols = icons.map((name) => {
    const svg = readFileSync(join(packages, "bootstrap-icons", "icons", `${name}.svg`), "utf8");
    const inner = svg.slice(svg.indexOf(">") + 1, svg.lastIndexOf("</svg>")).trim();
    return `<symbol id="${name}" viewBox="0 0 16 16" fill="currentColor">${inner}</symbol>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("\n")}</svg>\n`;
}

function styles(name) {
  const options = { loadPaths: [packages], style: "compressed", quietDeps: true, silenceDeprecations: ["import"] };
  return sass.compile(join(here, "styles", `${name}.scss`), options).css + "\n";
}

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
for (const file of readdirSync(join(here, "styles"))) {
  if (!file.startsWith("_")) {
    const name = file.replace(".scss", "");
    writeFileSync(join(target, `${name}.css`), styles(name));
  }
}
writeFileSync(join(target, "icons.svg"), sprite());
await build({
  entryPoints: readdirSync(join(here, "scripts")).filter((file) => !file.startsWith("_")).map((file) => join(here, "scripts", file)),
  bundle: true,
  minify: true,
  format: "iife",
  target: "chrome90",
  outdir: target,
  nodePaths: [packages],
  legalComments: "linked",
  logLevel: "warning",
});
