// The licence texts of everything that is built in: the packages of the lock that are not only tools, and the icons.
import { existsSync, readdirSync, readFileSync } from "node:fs";

const ALSO = "node_modules/lucide-static";

export function licenceTexts() {
  const lock = JSON.parse(readFileSync("package-lock.json", "utf8"));
  const folders = Object.keys(lock.packages).filter((path) => path && (!lock.packages[path].dev || path === ALSO));
  return folders.filter(existsSync).sort().map(textOf).join("\n");
}

function textOf(folder) {
  const about = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  const files = readdirSync(folder).filter((name) => /^licen[cs]e/i.test(name));
  const text = files.map((name) => readFileSync(`${folder}/${name}`, "utf8").trim()).join("\n\n");
  return `==== ${about.name} ${about.version} (${about.license ?? "see below"})\n\n${text || "No text comes with the package."}\n`;
}
