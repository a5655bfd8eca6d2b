// After the bundles: the sprite of icons, and the digest of the sources that all of it was made from.
import { writeFileSync } from "node:fs";
import { buildSprite, iconNames } from "./icons.mjs";
import { sourceDigest } from "./digest.mjs";

const OUT = "../src/fengqiao/foundation/design/static/design/dist";

writeFileSync(`${OUT}/icons.svg`, buildSprite(iconNames("icons.txt"), "node_modules/lucide-static/icons"));
writeFileSync(`${OUT}/sources.sha256`, `${sourceDigest()}\n`);
