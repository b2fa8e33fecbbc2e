import { useRead } from '../../../sdk';
import { Note } from '../../components/Note';
import { useTexts } from '../../texts';
import { KeyCard } from './KeyCard';
import { adminRefusal } from './words';

/** The keys of language models, provider by provider: which are in use, which rest, and why. Never a key itself. */
export function KeyPools() {
  const { say } = useTexts();
  const { value: pools, problem, again } = useRead((api) => api.admin.keys(), 'keys');
  // A server without keys, or without the address, has nothing to show; nor have its tenants, whose keys they are not. That is no fault.
  const isEmpty = problem === 'not_found' || problem === 'forbidden' || pools?.every((pool) => pool.keys.length === 0);
  if (isEmpty) return <p className="waiting-text" data-testid="no-keys">{say('ad_noKeys')}</p>;
  return (
    <section className="stack" aria-label={say('ad_keys')}>
      <div className="row"><button type="button" className="button" onClick={again} data-testid="refresh-keys">{say('ad_refresh')}</button></div>
      {problem && <Note tone="bad">{adminRefusal(say, problem)}</Note>}
      {!pools && !problem && <p className="waiting-text" role="status">{say('loading')}</p>}
      {pools?.map((pool) => (
        <section key={pool.provider} className="stack" aria-labelledby={`pool-${pool.provider}`} data-testid="key-pool">
          <h2 id={`pool-${pool.provider}`}><bdi>{pool.provider}</bdi></h2>
          <p className="key-models soft small">{pool.models.map((model) => <bdi key={model}>{model}</bdi>)}</p>
          <ul className="key-cards">{pool.keys.map((key) => <KeyCard key={key.entry} provider={pool.provider} of={key} onCleared={again} />)}</ul>
        </section>
      ))}
    </section>
  );
}
