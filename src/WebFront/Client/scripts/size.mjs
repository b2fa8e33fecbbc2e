// Prints the gzipped size of what a browser loads, and fails when a part grows past its budget: the first load (the page, and all it names),
// and each section that is loaded when somebody goes there.
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const firstKb = 150;
const sectionKb = 30;
const folder = new URL('../../wwwroot/assets/', import.meta.url);
const page = readFileSync(new URL('../index.html', folder), 'utf8');

const files = readdirSync(folder)
  .filter((name) => /\.(js|css)$/.test(name))
  .map((name) => ({ name, first: page.includes(name), kb: gzipSync(readFileSync(new URL(name, folder)), { level: 9 }).length / 1024 }));

const first = files.filter((file) => file.first).reduce((sum, file) => sum + file.kb, 0);
for (const file of files) console.log(`${file.kb.toFixed(1).padStart(7)} KB  ${file.first ? 'first  ' : 'section'}  ${file.name}`);
console.log(`${first.toFixed(1).padStart(7)} KB  first load (gzip), budget ${firstKb} KB; a section's file may have ${sectionKb} KB`);
if (first === 0 || first > firstKb || files.some((file) => !file.first && file.kb > sectionKb)) {
  console.error(first === 0 ? 'Nothing built: run npm run build first.' : 'Over budget.');
  process.exit(1);
}
