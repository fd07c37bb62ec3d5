// Builds the console for Maven, unless the built one is of the same sources:
// Maven runs this at every build, and a console build takes longer than all the rest.
// node build-if-changed.mjs TARGET, where TARGET is Maven's build folder
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { fileURLToPath } from "node:url";

const webui = dirname(dirname(fileURLToPath(import.meta.url)));
const target = process.argv[2] ?? join(webui, "../../../target");
const stamp = join(target, "webui.stamp");
const resources = join(target, "classes/META-INF/resources");
const page = join(resources, "index.html");
const installed = join(webui, "node_modules/.spyhop-lock");

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`The console builds with Node.js 20.19 or newer, this is ${process.version}.`);
  process.exit(1);
}

function files(path) {
  return statSync(path).isDirectory()
    ? readdirSync(path).sort().flatMap((name) => files(join(path, name)))
    : [path];
}

function hash(paths) {
  const digest = createHash("sha256");
  for (const path of paths.flatMap((each) => files(join(webui, each)))) {
    digest.update(path.slice(webui.length)).update(readFileSync(path));
  }
  return digest.digest("hex");
}

function read(path) {
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}

// A Node.js that was unpacked from an archive may lack the `npm` command beside it.
const npmOfNode = join(dirname(process.execPath), "../lib/node_modules/npm/bin/npm-cli.js");

function npm(...words) {
  const [program, first] = existsSync(npmOfNode) ? [process.execPath, [npmOfNode]] : ["npm", []];
  const run = spawnSync(program, [...first, ...words], { cwd: webui, stdio: "inherit" });
  if (run.status !== 0) {
    console.error(`npm ${words.join(" ")} failed${run.error ? `: ${run.error.message}` : ""}`);
    process.exit(1);
  }
}

/** What the first view may have to load; more would keep those waiting who are far away. */
const SCRIPT_KB_MAX = 300;

function checkSize() {
  const assets = join(resources, "assets");
  const scripts = readdirSync(assets).filter((name) => name.endsWith(".js"));
  const bytes = scripts.reduce((sum, name) => sum + gzipSync(readFileSync(join(assets, name))).length, 0);
  if (bytes > SCRIPT_KB_MAX * 1000) {
    console.error(`The console's script is ${Math.ceil(bytes / 1000)} KB compressed; the limit is ${SCRIPT_KB_MAX} KB.`);
    process.exit(1);
  }
}

const lock = hash(["package-lock.json"]);
const sources = hash(["package.json", "package-lock.json", "tsconfig.json", "vite.config.ts", "vite.report.config.ts", "index.html", "src"]);
if (read(stamp) !== sources || !existsSync(page)) {
  if (read(installed) !== lock) {
    npm("ci", "--no-audit", "--no-fund", "--loglevel=error");
    writeFileSync(installed, lock);
  }
  npm("run", "--silent", "build", "--", "--outDir", resources);
  npm("run", "--silent", "build:report", "--", "--outDir", join(target, "classes/report"));
  checkSize();
  mkdirSync(target, { recursive: true });
  writeFileSync(stamp, sources);
}
