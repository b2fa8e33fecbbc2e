import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import * as sdk from '../../core';

const server = process.env.QUIZ_SERVER;

/** The TypeScript that a README shows under a heading, to be run as it stands there. */
export function example(file: string, heading: string): string {
  const text = readFileSync(new URL(file, import.meta.url), 'utf8');
  const begin = text.indexOf(`${heading}\n`);
  const code = begin < 0 ? undefined : /```ts\n([\s\S]*?)```/.exec(text.slice(begin))?.[1];
  if (!code) throw new Error(`${file} has no example under "${heading}".`);
  return code;
}

/** What a strict compiler has to say of them where they stand beside the folder `sdk`. */
export function faultsOf(examples: Readonly<Record<string, string>>): string[] {
  const files = new Map(Object.entries(examples).map(([name, code]) => [fileURLToPath(new URL(`../../../${name}.example.ts`, import.meta.url)), code]));
  const options: ts.CompilerOptions = {
    strict: true, noEmit: true, skipLibCheck: true, target: ts.ScriptTarget.ES2022, lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler, jsx: ts.JsxEmit.ReactJSX,
  };
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  host.fileExists = (name) => files.has(name) || fileExists(name);
  host.readFile = (name) => files.get(name) ?? readFile(name);
  const said = ts.getPreEmitDiagnostics(ts.createProgram([...files.keys()], options, host));
  return said.map(({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
}

export interface Running { over: Promise<Record<string, unknown>>; logged: (is: (line: unknown[]) => boolean) => Promise<unknown[]>; lines: () => readonly unknown[][] }

/** Runs it with the test's server, and with `other` words in the place of its own. `results`: those of its names that the test wants. */
export function run(code: string, other: Record<string, string>, results: readonly string[] = []): Running {
  if (!server) throw new Error('QUIZ_SERVER must say where the server is.');
  let text = code.replace(/^import .*$/gm, '');
  for (const [from, to] of Object.entries({ 'http://localhost:8080': server, ...other })) {
    if (!text.includes(`'${from}'`)) throw new Error(`The example does not say '${from}'.`);
    text = text.replaceAll(`'${from}'`, `'${to}'`);
  }
  const body = ts.transpile(`export {};\n${text}`, { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext }).replace(/^export \{\};$/gm, '');
  const lines = new sdk.Observable<readonly unknown[][]>([]);
  const console = { log: (...line: unknown[]) => lines.set([...lines.get(), line]) };
  const scope: Record<string, unknown> = { ...sdk, console };
  const AsyncFunction = (async () => {}).constructor as new (...parts: string[]) => (...given: unknown[]) => Promise<Record<string, unknown>>;
  const over = new AsyncFunction(...Object.keys(scope), `${body}\nreturn { ${results.join(', ')} };`)(...Object.values(scope));
  const logged = async (is: (line: unknown[]) => boolean) => {
    const told = lines.until((all) => all.some(is)).then((all) => all.find(is) ?? []);
    // An example that fails must not leave the test waiting for its words.
    return Promise.race([told, over.then(() => told)]);
  };
  return { over, logged, lines: lines.get };
}
