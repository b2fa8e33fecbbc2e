import type { RoomSettings } from '../../../sdk';
import { useTexts, type TextKey } from '../../texts';

type Settings = Omit<RoomSettings, 'quizId'>;

export const defaultSettings: Settings = {
  kind: 'party', pace: 'host', questionTimeSeconds: 20, scoring: 'timed', teams: 'none', streakBonus: true,
  shuffleQuestions: false, shuffleChoices: true, changeAnswers: false, lateJoin: true,
};

const switches: readonly [keyof Settings & ('streakBonus' | 'shuffleQuestions' | 'shuffleChoices' | 'changeAnswers' | 'lateJoin'), TextKey][] = [
  ['streakBonus', 'streakBonus'], ['shuffleQuestions', 'shuffleQuestions'], ['shuffleChoices', 'shuffleChoices'], ['changeAnswers', 'changeAnswers'], ['lateJoin', 'lateJoin'],
];

export function SettingsForm({ settings, onChange }: { settings: Settings; onChange: (settings: Settings) => void }) {
  const { say } = useTexts();
  const set = (change: Settings) => onChange({ ...settings, ...change });
  const whole = (text: string): number | undefined => (text.trim() === '' ? undefined : Math.round(Number(text)));

  return (
    <div className="stack">
      <h2>{say('settings')}</h2>
      <Pick label="kind" value={settings.kind} options={{ party: 'party', pub: 'pub' }} onPick={(kind) => set({ kind, teams: kind === 'pub' ? 'free' : 'none' })} />
      <Pick label="pace" value={settings.pace} options={{ host: 'paceHost', auto: 'paceAuto' }} onPick={(pace) => set({ pace })} />
      <label className="field"><span>{say('questionTime')}</span>
        <input type="number" min={5} max={300} value={settings.questionTimeSeconds ?? ''} onChange={(event) => set({ questionTimeSeconds: whole(event.target.value) })} />
      </label>
      <Pick label="scoring" value={settings.scoring} options={{ timed: 'timed', noSpeed: 'noSpeed', flat: 'flat' }} onPick={(scoring) => set({ scoring })} />
      {settings.scoring === 'flat' && (
        <label className="field"><span>{say('flatPoints')}</span>
          <input type="number" min={1} max={1000} value={settings.flatPoints ?? 10} onChange={(event) => set({ flatPoints: whole(event.target.value) })} />
        </label>
      )}
      <Pick label="teamsSetting" value={settings.teams} options={{ none: 'teamsNone', free: 'teamsFree', fixed: 'teamsFixed' }} onPick={(teams) => set({ teams })} />
      {settings.teams === 'fixed' && (
        <label className="field"><span>{say('teamNames')}</span>
          <textarea rows={4} defaultValue={settings.teamNames?.join('\n')} onChange={(event) => set({ teamNames: event.target.value.split('\n').map((name) => name.trim()).filter(Boolean) })} />
        </label>
      )}
      <label className="field"><span>{say('maxPlayers')}</span>
        <input type="number" min={1} value={settings.maxPlayers ?? ''} aria-describedby="max-hint" onChange={(event) => set({ maxPlayers: whole(event.target.value) })} />
        <small id="max-hint">{say('maxPlayersHint')}</small>
      </label>
      <div className="switches">
        {switches.map(([name, text]) => (
          <label key={name} className="switch"><input type="checkbox" checked={settings[name] ?? false} onChange={(event) => set({ [name]: event.target.checked })} /><span>{say(text)}</span></label>
        ))}
      </div>
    </div>
  );
}

function Pick<T extends string>({ label, value, options, onPick }: { label: TextKey; value: T | undefined; options: Readonly<Record<T, TextKey>>; onPick: (value: T) => void }) {
  const { say } = useTexts();
  return (
    <label className="field">
      <span>{say(label)}</span>
      <select value={value} onChange={(event) => onPick(event.target.value as T)} data-testid={`setting-${label}`}>
        {(Object.keys(options) as T[]).map((option) => <option key={option} value={option}>{say(options[option])}</option>)}
      </select>
    </label>
  );
}
