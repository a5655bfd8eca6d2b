// After the bundles: the sprite of icons, the licences, and the digest of the sources that all of it was made from.
import { writeFileSync } from "node:fs";
import { buildSprite, iconNames } from "./icons.mjs";
import { licenceTexts } from "./licences.mjs";
import { sourceDigest } from "./digest.mjs";

const OUT = "../src/fengqiao/foundation/design/static/design/dist";

writeFileSync(`${OUT}/icons.svg`, buildSprite(iconNames("icons.txt"), "node_modules/lucide-static/icons"));
writeFileSync(`${OUT}/licences.txt`, licenceTexts());
writeFileSync(`${OUT}/sources.sha256`, `${sourceDigest()}\n`);
