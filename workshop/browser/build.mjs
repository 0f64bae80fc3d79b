// Builds the page: node build.mjs COURSE PACKAGES RESULT
//
// COURSE is what `workshop.page.course()` returns, PACKAGES an archive of what Python imports, RESULT a new folder.
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { build } from "esbuild";
import { marked } from "marked";

const [course, packages, result] = process.argv.slice(2);
const PYODIDE = ["pyodide.asm.mjs", "pyodide.asm.wasm", "pyodide-lock.json", "python_stdlib.zip"];

mkdirSync(join(result, "pyodide"), { recursive: true });
for (const name of PYODIDE) copyFileSync(join("node_modules/pyodide", name), join(result, "pyodide", name));
for (const name of ["index.html", "style.css", "icon.svg"]) copyFileSync(join("src", name), join(result, name));
copyFileSync(packages, join(result, "packages.tar.gz"));
writeFileSync(join(result, "course.json"), JSON.stringify(JSON.parse(readFileSync(course, "utf8")).map(withStory)));

const options = { bundle: true, minify: true, target: "es2022", external: ["node:*"], logLevel: "warning" };
await build({
  ...options,
  format: "esm",
  outdir: result,
  entryPoints: { page: "src/page/main.ts", judge: "src/workers/judge.ts" },
});
await build({ ...options, entryPoints: { theme: "src/page/theme.ts" }, outdir: result });

const entries = readdirSync(result, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
const files = entries.map((entry) => relative(result, join(entry.parentPath, entry.name))).sort();
const hash = createHash("sha256");
for (const file of files) hash.update(readFileSync(join(result, file)));
const define = { FILES: JSON.stringify(["./", ...files]), VERSION: JSON.stringify(hash.digest("hex")) };
await build({ ...options, entryPoints: { offline: "src/workers/offline.ts" }, outdir: result, define });

// Returns the exercise with its README as HTML, whose links lead to the pages of the guide.
function withStory({ readme, ...exercise }) {
  const toPage = (link) => link.replace(/^(?:\.\.\/)+docs\/(.+)\.md/, "../$1.html");
  const walkTokens = (token) => token.type === "link" && (token.href = toPage(token.href));
  return { ...exercise, story: marked.parse(readme, { walkTokens }) };
}
