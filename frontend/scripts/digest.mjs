// One digest over everything that a bundle is made from. src/fengqiao/foundation/design/bundles.py computes the same.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";

const FILES = ["package.json", "package-lock.json", "tsconfig.json", "vite.config.ts", "icons.txt"];
const FOLDERS = ["scripts", "src"];

function walk(folder) {
  return readdirSync(folder).flatMap((name) => {
    const path = `${folder}/${name}`;
    return statSync(path).isDirectory() ? walk(path) : [path];
  });
}

export function sourceDigest() {
  const hash = createHash("sha256");
  for (const path of [...FILES, ...FOLDERS.flatMap(walk)].sort()) {
    hash.update(`${path}\0`);
    hash.update(createHash("sha256").update(readFileSync(path)).digest("hex"));
    hash.update("\n");
  }
  return hash.digest("hex");
}
