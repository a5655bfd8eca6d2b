// Builds one SVG sprite from the named icons of the lucide-static package.
import { readFileSync } from "node:fs";

export function iconNames(listPath) {
  return [...new Set(readFileSync(listPath, "utf8").split(/\s+/).filter(Boolean))].sort();
}

export function buildSprite(names, iconFolder) {
  const symbols = names.map((name) => {
    const source = readFileSync(`${iconFolder}/${name}.svg`, "utf8");
    const inner = source.slice(source.indexOf(">", source.indexOf("<svg")) + 1, source.indexOf("</svg>"));
    return `<symbol id="${name}" viewBox="0 0 24 24">${inner.replace(/\s+/g, " ").trim()}</symbol>`;
  });
  const licence = "Icons: Lucide (ISC), partly Feather (MIT); see docs/licences.md";
  return `<svg xmlns="http://www.w3.org/2000/svg"><!-- ${licence} -->\n${symbols.join("\n")}\n</svg>\n`;
}
