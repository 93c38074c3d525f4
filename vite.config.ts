import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// the page's own Host goes through: the server compares it with the Origin
const server = { target: 'http://127.0.0.1:8000', changeOrigin: false };

export default defineConfig({
  plugins: [react(), tailwindcss()],
  // the server puts a fresh nonce in this word's place in every page it sends
  html: { cspNonce: 'CSP_NONCE' },
  resolve: {
    alias: { eventsource: fileURLToPath(new URL('client/browserEventSource.ts', import.meta.url)) },
  },
  publicDir: 'client/public',
  build: {
    outDir: 'dist/client',
    emptyOutDir: true,
    // the page's policy allows no data: address and no inline script
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // zod has to be told what it may do before any other file makes its schemas
        codeSplitting: { groups: [{ name: 'zod', test: /withoutEval|node_modules\/zod\// }] },
      },
    },
  },
  server: { proxy: { '/trpc': server, '/api': server, '/healthz': server } },
});
