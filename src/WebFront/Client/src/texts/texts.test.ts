import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ar } from './ar';
import { de } from './de';
import { en, type TextKey, type Texts } from './en';

const holes = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([hole]) => hole).sort();

test.each([['de', de], ['ar', ar]] as [string, Texts][])('%s has every text, and no other', (_, texts) => {
  expect(Object.keys(texts).sort()).toEqual(Object.keys(en).sort());
  expect(Object.entries(texts).filter(([, text]) => !text.trim())).toEqual([]);
});

const names = ['appName', 'b_f_opentdb', 'b_f_gift', 'b_f_aiken', 'b_f_kahoot', 'b_f_qti', 'w_times'];
const germanToo = ['themeAuto', 'teams', 'teamsSetting', 'format', 'pause', 'lobby', 'bot', 'b_status', 'b_version', 'b_secondsShort'];

test.each([['de', de, [...names, ...germanToo]], ['ar', ar, names]] as [string, Texts, string[]][])('%s leaves nothing in English', (_, texts, same) => {
  expect((Object.keys(en) as TextKey[]).filter((key) => texts[key] === en[key] && !same.includes(key))).toEqual([]);
});

test.each([['de', de], ['ar', ar]] as [string, Texts][])('%s fills the same holes as English', (_, texts) => {
  for (const [key, text] of Object.entries(texts)) expect({ key, holes: holes(text) }).toEqual({ key, holes: holes(en[key as TextKey]) });
});

test('every refusal that a page can meet is told in every language', () => {
  const wire = readFileSync(new URL('../../../../../docs/protocol.md', import.meta.url), 'utf8');
  const rows = wire.slice(wire.indexOf('\n## Errors\n'), wire.indexOf('\n## Coming from')).matchAll(/^\| (`[^|]+`) \|/gm);
  const table = [...rows].flatMap(([, cell = '']) => [...cell.matchAll(/`(\w+)`/g)].map(([, code]) => code as string));
  expect(table.length).toBeGreaterThan(60);
  // What a page sends is none of these, and the reasons for closing a connection are told to the connection, which makes another.
  const neverShown = ['unknown_method', 'method_not_allowed', 'unknown_role', 'too_many_connections', 'idle', 'session_over', 'signed_out'];
  expect(neverShown.filter((code) => !table.includes(code))).toEqual([]);
  const codes = [...table.filter((code) => !neverShown.includes(code)), 'offline'];
  const others = Object.keys(en).filter((key) => key.startsWith('e_')).map((key) => key.slice(2));
  for (const texts of [en, de, ar] as Texts[]) expect([...new Set([...codes, ...others])].filter((code) => !texts[`e_${code}` as TextKey])).toEqual([]);
});

test('the pages of duels are told in every language', () => {
  const folder = new URL('../pages/duel/', import.meta.url);
  const sources = readdirSync(folder).filter((name) => name.endsWith('.tsx')).map((name) => readFileSync(new URL(name, folder), 'utf8')).join('\n');
  const said = [...sources.matchAll(/'(\w+)'/g)].map(([, key]) => key as TextKey).filter((key) => key in en);
  const grouped = (Object.keys(en) as TextKey[]).filter((key) => /^(r|m|o|q)_/.test(key));
  for (const texts of [de, ar] as Texts[]) expect([...new Set([...said, ...grouped])].filter((key) => !texts[key])).toEqual([]);
});

test('the pages of the account, and what they can be refused, are told in every language', () => {
  const folder = new URL('../pages/account/', import.meta.url);
  const sources = readdirSync(folder).filter((name) => name.endsWith('.tsx')).map((name) => readFileSync(new URL(name, folder), 'utf8')).join('\n');
  const said = [...sources.matchAll(/'(\w+)'/g)].map(([, key]) => key as TextKey).filter((key) => key in en);
  const refused = ['invalid_email', 'email_taken', 'weak_password', 'wrong_credentials', 'wrong_code', 'session_ended', 'accounts_closed', 'mail_unavailable', 'code_sent', 'rate_limited'].map((code) => `e_${code}` as TextKey);
  expect(said.length).toBeGreaterThan(30);
  for (const texts of [en, de, ar] as Texts[]) expect([...new Set([...said, ...refused])].filter((key) => !texts[key])).toEqual([]);
});

test('the writing of questions is told in every language', () => {
  const keys = (Object.keys(en) as TextKey[]).filter((key) => key.startsWith('g_'));
  expect(keys.length).toBeGreaterThan(20);
  for (const texts of [de, ar] as Texts[]) expect(['generating', 'secondsLeft', 'youAreIn', 'playersHere', ...keys].filter((key) => !texts[key as TextKey])).toEqual([]);
});

test('the pages of the bank are told in every language', () => {
  const keys = (Object.keys(en) as TextKey[]).filter((key) => key.startsWith('b_'));
  expect(keys.length).toBeGreaterThan(50);
  const folder = new URL('../pages/bank/', import.meta.url);
  const sources = readdirSync(folder).filter((name) => name.endsWith('.tsx')).map((name) => readFileSync(new URL(name, folder), 'utf8')).join('\n');
  const said = [...sources.matchAll(/say\('(\w+)'/g)].map(([, key]) => key as TextKey).filter((key) => key in en);
  for (const texts of [de, ar] as Texts[]) expect([...new Set([...keys, ...said])].filter((key) => !texts[key])).toEqual([]);
});

test('the pages of administration are told in every language', () => {
  const keys = (Object.keys(en) as TextKey[]).filter((key) => key.startsWith('ad_'));
  expect(keys.length).toBeGreaterThan(50);
  for (const texts of [de, ar] as Texts[]) expect(keys.filter((key) => !texts[key])).toEqual([]);
});

test('administration has a word for every action of the audit', () => {
  const source = readFileSync(new URL('../../../../Grains.Abstractions/Audit/AuditActions.cs', import.meta.url), 'utf8');
  const actions = [...source.matchAll(/"([a-z_]+)"/g)].map(([, action]) => action);
  expect(actions.length).toBeGreaterThan(15);
  expect((Object.keys(en) as TextKey[]).filter((key) => key.startsWith('ad_a_')).sort()).toEqual(actions.map((action) => `ad_a_${action}`).sort());
});

test('the page on which questions are written, and what can go wrong, are told in every language', () => {
  const keys = (Object.keys(en) as TextKey[]).filter((key) => key.startsWith('w_'));
  expect(keys.length).toBeGreaterThan(60);
  const folder = new URL('../pages/generate/', import.meta.url);
  const sources = readdirSync(folder).filter((name) => name.endsWith('.tsx')).map((name) => readFileSync(new URL(name, folder), 'utf8')).join('\n');
  const said = [...sources.matchAll(/'(\w+)'/g)].map(([, key]) => key as TextKey).filter((key) => key in en);
  for (const texts of [de, ar] as Texts[]) expect([...new Set([...keys, ...said])].filter((key) => !texts[key])).toEqual([]);

  // Every reason and code that docs/protocol.md names.
  const reasons = ['disagreed', 'unchecked', 'in_bank', 'duplicate', 'language', 'link', 'gives_away'];
  const codes = ['no_provider', 'no_keys', 'keys_resting', 'provider_rate_limited', 'provider_refused', 'content_refused', 'provider_unavailable', 'provider_unreadable', 'timed_out', 'too_few_passed', 'invalid_argument', 'request_taken', 'rate_limited', 'forbidden', 'not_found'];
  expect([...reasons.map((reason) => `w_d_${reason}`), ...codes.map((code) => `w_f_${code}`)].filter((key) => !(key in en))).toEqual([]);
});

test('the rule for ties is the server\'s', () => {
  const source = readFileSync(new URL('../../../../Rules/Rooms/Standings.cs', import.meta.url), 'utf8');
  expect(source).toContain(`"${en.tieRule}"`);
});
