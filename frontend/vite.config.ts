import { defineConfig } from "vite";

// Fixed names: the pages name the bundles, and a digest of the sources travels beside them.
// `main` only starts things: what both it and the map need lies in `shared`, so that no module is loaded twice.
function chunkOf(id: string): string | undefined {
  if (id.includes("maplibre") || id.includes("/src/map/")) return "map";
  if (id.includes("/src/main.ts") || id.endsWith(".css")) return undefined;
  return "shared";
}

const names = { entryFileNames: "[name].js", chunkFileNames: "[name].js", assetFileNames: "[name][extname]" };

export default defineConfig({
  base: "./",
  publicDir: false,
  build: {
    outDir: "../src/fengqiao/foundation/design/static/design/dist",
    emptyOutDir: true,
    target: "chrome78",
    cssTarget: "chrome78",
    modulePreload: false,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
    rollupOptions: {
      input: { main: "src/main.ts", design: "src/styles/design.css" },
      output: { ...names, manualChunks: chunkOf },
    },
  },
  worker: { format: "es", rollupOptions: { output: { entryFileNames: "map-worker.js" } } },
});
