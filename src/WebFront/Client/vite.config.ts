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
      '/api': server,
      '/hubs': { target: server, ws: true },
    },
  },
  test: { include: ['sdk/**/*.test.ts', 'src/**/*.test.ts'] },
});
