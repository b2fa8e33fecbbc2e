import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const server = process.env.QUIZ_SERVER ?? 'http://localhost:8080';

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: '../wwwroot',
    emptyOutDir: true,
    // The server's policy allows nothing inline: assets stay files, and data: is for images only.
    assetsInlineLimit: 0,
  },
  server: {
    proxy: {
      // The host as the browser named it: the server compares it with the page's origin.
      '/api': { target: server },
      '/hubs': { target: server, ws: true },
    },
  },
  test: { include: ['sdk/**/*.test.ts', 'src/**/*.test.ts'] },
});
