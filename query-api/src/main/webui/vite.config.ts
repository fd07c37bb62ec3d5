import { defineConfig } from "vite";

// The service serves META-INF/resources; `npm run dev` proxies to a service on port 8080.
export default defineConfig({
  base: "./",
  build: {
    outDir: "../../../target/classes/META-INF/resources",
    emptyOutDir: true,
    target: "es2022",
  },
  server: {
    proxy: {
      "/api": "http://127.0.0.1:8080",
      "/ws": { target: "ws://127.0.0.1:8080", ws: true },
    },
  },
});
