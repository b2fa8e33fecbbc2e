import { defineConfig } from 'vitest/config';

/** Tests against a running server, QUIZ_SERVER; tests/Browser.Tests starts one and runs them. */
export default defineConfig({ test: { include: ['sdk/tests/live/*.live.ts'], testTimeout: 120_000 } });
