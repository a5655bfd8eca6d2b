import { defineConfig } from "vite";

// Fixed names: the pages name the bundles, and a digest of the sources travels beside them.
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
      output: {
        entryFileNames: "[name].js",
        chunkFileNames: "[name].js",
        assetFileNames: "[name][extname]",
      },
    },
  },
});
