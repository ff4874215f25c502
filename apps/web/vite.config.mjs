import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here('.'),
  cacheDir: here('../../node_modules/.vite'),
  build: {
    outDir: here('../../dist/web'),
    emptyOutDir: true,
    chunkSizeWarningLimit: 1000,
    license: true,
    rolldownOptions: {
      // "use client" in a package is for servers that render.
      onLog: (level, log, handle) => log.code !== 'MODULE_LEVEL_DIRECTIVE' && handle(level, log),
    },
  },
  // The server puts a new value in its place each time that it sends the page.
  html: { cspNonce: '__CSP_NONCE__' },
  // `npx vite apps/web --config apps/web/vite.config.mjs` serves the sources while a hub runs.
  server: { proxy: { '/api': process.env.HUB_URL ?? 'http://127.0.0.1:4000' } },
});
