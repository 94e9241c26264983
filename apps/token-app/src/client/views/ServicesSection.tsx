import { useState } from 'preact/hooks';
import type { MovedOn } from '../departures.ts';
import { findMovedOn, listServices } from '../device-request.ts';
import type { Token } from '../token.ts';
import { dayOf } from '../words.ts';
import { useSpeech } from './speech.ts';

type Asked =
  | { readonly asked: 'not_yet' | 'asking' | 'unreachable' }
  | {
      readonly asked: 'answered';
      readonly services: readonly string[];
      readonly departures: MovedOn['departures'];
    };

/** Where the token is registered, and what it has left: asked only when the customer presses. */
export function ServicesSection({ token, offsetMs }: { readonly token: Token; readonly offsetMs: number }) {
  const { words } = useSpeech();
  const [state, setState] = useState<Asked>({ asked: 'not_yet' });
  const ask = async () => {
    setState({ asked: 'asking' });
    const nowMs = Date.now() + offsetMs;
    const [services, movedOn] = await Promise.all([listServices(token, nowMs), findMovedOn(token, nowMs)]);
    if (services === undefined) return setState({ asked: 'unreachable' });
    setState({ asked: 'answered', services, departures: movedOn?.departures ?? [] });
  };
  return (
    <section>
      <h2>{words.services}</h2>
      <p class="note" id="services-note">
        {words.servicesText}
      </p>
      <button
        type="button"
        class="button button-line"
        aria-describedby="services-note"
        aria-disabled={state.asked === 'asking'}
        onClick={() => (state.asked === 'asking' ? undefined : ask())}
      >
        {words.servicesAsk}
      </button>
      <div class="answer" role="status">
        {state.asked === 'asking' && <p>{words.servicesAsking}</p>}
        {state.asked === 'unreachable' && <p>{words.servicesFailed}</p>}
        {state.asked === 'answered' && <Answered {...state} />}
      </div>
    </section>
  );
}

function Answered({ services, departures }: Extract<Asked, { readonly asked: 'answered' }>) {
  const { words, language } = useSpeech();
  return (
    <>
      {services.length === 0 ? (
        <p>{words.deleteNoServices}</p>
      ) : (
        <>
          <p>{words.servicesListed}</p>
          <ul class="list">
            {services.map((service) => (
              <li key={service}>{service}</li>
            ))}
          </ul>
        </>
      )}
      {departures.length > 0 && (
        <>
          <p>{words.servicesLeft}</p>
          <ul class="list">
            {departures.map(({ service, why, leftAtMs }) => (
              <li key={`${service} ${why}`}>
                {words.servicesLeftLine(service, words.leftHow[why], dayOf(leftAtMs, language))}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
