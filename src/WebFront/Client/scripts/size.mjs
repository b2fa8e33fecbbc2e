// Prints the gzipped size of what a browser loads, and fails when it grows past the budget.
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const budgetKb = 150;
const folder = new URL('../../wwwroot/assets/', import.meta.url);

const files = readdirSync(folder)
  .filter((name) => /\.(js|css)$/.test(name))
  .map((name) => ({ name, kb: gzipSync(readFileSync(new URL(name, folder)), { level: 9 }).length / 1024 }));

const total = files.reduce((sum, file) => sum + file.kb, 0);
for (const file of files) console.log(`${file.kb.toFixed(1).padStart(7)} KB  ${file.name}`);
console.log(`${total.toFixed(1).padStart(7)} KB  total (gzip), budget ${budgetKb} KB`);
if (files.length === 0 || total > budgetKb) {
  console.error(files.length === 0 ? 'Nothing built: run npm run build first.' : 'Over budget.');
  process.exit(1);
}
