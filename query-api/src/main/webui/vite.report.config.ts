import { defineConfig } from "vite";

// What reports hold inside: one script and one style, which the service reads from its class path.
export default defineConfig({
  build: {
    outDir: "../../../target/classes/report",
    emptyOutDir: true,
    target: "es2022",
    lib: { entry: "src/report/main.tsx", formats: ["iife"], name: "SpyhopReport", fileName: () => "report.js", cssFileName: "report" },
  },
});
