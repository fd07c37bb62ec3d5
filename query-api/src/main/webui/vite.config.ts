import { defineConfig } from "vite";

// `npm run dev` shows what it builds with the answers of a service that runs already.
const service = process.env.SPYHOP_QUERY_API ?? "http://127.0.0.1:8080";

// The service serves META-INF/resources.
export default defineConfig({
  base: "./",
  build: {
    outDir: "../../../target/classes/META-INF/resources",
    emptyOutDir: true,
    target: "es2022",
  },
  server: {
    proxy: {
      "/api": service,
      "/mysql": service,
      "/ws": { target: service.replace(/^http/, "ws"), ws: true },
    },
  },
});
