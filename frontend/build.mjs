// Builds the panel and the cards into custom_components/spindle/frontend, the same bytes each time.
//
//   node build.mjs            writes the files, their licences and manifest.json
//
// manifest.json holds the digest of all files, which becomes part of their address, and which
// files a page needs before it can be drawn.
import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "../custom_components/spindle/frontend");
const entries = { panel: "src/entry/panel.ts", cards: "src/entry/cards.ts" };
/** What each draws first is in: an entry, and what it loads by itself. */
const drawnFirst = { panel: [entries.panel, "src/pages/overview.ts"], cards: [entries.cards] };
const bundled = ["lit", "lit-html", "lit-element", "@lit/reactive-element", "d3-array", "d3-shape", "d3-time", "d3-path"];

/** What esbuild leaves as it is: the white space of styles. */
const tightStyles = {
  name: "tight styles",
  setup({ onLoad }) {
    onLoad({ filter: /\/src\/.*\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      const contents = source.replace(/css`([^`]*)`/g, (_, style) => `css\`${tightened(style)}\``);
      return { contents, loader: "ts" };
    });
  },
};

function tightened(style) {
  return style
    .replace(/\/\*[^]*?\*\//g, "")
    .replace(/\s+/g, " ")
    .replace(/ ?([{};,>]) ?/g, "$1")
    .replace(/: /g, ":")
    .replace(/;}/g, "}")
    .trim();
}

/** Names an output as the package knows it: panel.js, chunks/… */
function nameOf(output) {
  return relative(target, join(here, output)).replaceAll("\\", "/");
}

/** Lists an entry and all that is loaded before it runs. */
function closure(outputs, entry, found = new Set()) {
  if (found.has(entry)) return found;
  found.add(entry);
  for (const { path, kind } of outputs[entry].imports) {
    if (kind === "import-statement") closure(outputs, path, found);
  }
  return found;
}

async function licences() {
  const texts = await Promise.all(
    bundled.map(async (name) => {
      const text = await readFile(join(here, "node_modules", name, "LICENSE"), "utf8");
      return `${name}\n${"-".repeat(name.length)}\n${text.trim()}\n`;
    }),
  );
  return `These packages are part of the files beside this one.\n\n${texts.join("\n")}`;
}

const result = await build({
  absWorkingDir: here,
  entryPoints: entries,
  outdir: target,
  entryNames: "[name]",
  chunkNames: "chunks/[name]-[hash]",
  bundle: true,
  // Modules are put in the order of their paths: the same, wherever their folder is linked to.
  preserveSymlinks: true,
  splitting: true,
  format: "esm",
  // What is drawn needs younger browsers than these anyway: container queries, popovers, color-mix().
  target: "es2022",
  minify: true,
  legalComments: "none",
  metafile: true,
  write: false,
  plugins: [tightStyles],
});

const files = result.outputFiles
  .map((file) => ({ name: relative(target, file.path).replaceAll("\\", "/"), contents: file.contents }))
  .concat({ name: "LICENSES.txt", contents: Buffer.from(await licences()) })
  .sort((a, b) => (a.name < b.name ? -1 : 1));
const digest = createHash("sha256");
for (const { name, contents } of files) digest.update(`${name}\0${contents.length}\0`).update(contents);

await rm(target, { recursive: true, force: true });
for (const { name, contents } of files) {
  await mkdir(dirname(join(target, name)), { recursive: true });
  await writeFile(join(target, name), contents);
}
const outputs = result.metafile.outputs;
const first = Object.fromEntries(
  Object.entries(drawnFirst).map(([name, sources]) => {
    const needed = sources.map((source) => Object.keys(outputs).find((path) => outputs[path].entryPoint === source));
    const found = needed.reduce((known, output) => closure(outputs, output, known), new Set());
    return [name, [...found].map(nameOf).sort()];
  }),
);
const manifest = { hash: digest.digest("hex").slice(0, 16), first };
await writeFile(join(target, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);

const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
const zipped = new Map(files.map(({ name, contents }) => [name, gzipSync(contents, { level: 9 }).length]));
for (const [name, bytes] of zipped) console.log(`${name}  ${kilobytes(bytes)} gz`);
for (const [name, needed] of Object.entries(first)) {
  console.log(`${name} first: ${kilobytes(needed.reduce((sum, file) => sum + zipped.get(file), 0))} gz`);
}
const all = [...zipped].filter(([name]) => name.endsWith(".js")).reduce((sum, [, bytes]) => sum + bytes, 0);
console.log(`all: ${kilobytes(all)} gz, ${manifest.hash}`);
