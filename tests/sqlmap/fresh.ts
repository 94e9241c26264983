import { type Form, rightFor, type Sender, sendAs } from '../fuzz/forms.ts';
import { openPeople, type People } from '../fuzz/people.ts';
import type { IntrudersGround } from '../intruders/ground.ts';
import type { Opened } from './aim.ts';
import { hasEntrance, openEntrance } from './entrances.ts';
import { type Answered, type Came, isToLogin } from './relay.ts';

/** Each costs a new customer with one of everything; where more are needed, the rest of an aim's answers is told as it is. */
const RENEWALS_MAX = 8;
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
/** Shorter values may stand in anything. */
const OWN_LENGTH_MIN = 6;

type Values = Readonly<Record<string, string>>;

/** What is right now for a form, of the people who are there now. */
interface Ready {
  readonly people: People;
  readonly path: string;
  readonly values: Values;
  readonly asked: Values;
  /** What the pages before this one have left in the browser. */
  readonly cookie: string;
}

/**
 * What lets a form be sent again and again, whatever it uses up: well formed and wrong codes, which execute nothing. A
 * field of a further step is empty, as it is on the first.
 */
const TYPED: Values = { code: '000000', firstCode: '', nextCode: '', confirmationPassword: '' };
const typedIn = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, TYPED[name] ?? value]));

const encoded = (values: Values): string => new URLSearchParams(values).toString();

function pairsOf(before: Ready, now: Ready): readonly (readonly [string, string])[] {
  const idsOf = ({ path }: Ready): readonly string[] => path.match(UUID) ?? [];
  const textsOf = ({ values, asked }: Ready): readonly string[] =>
    [...Object.values(values), ...Object.values(asked)].map(encodeURIComponent);
  const mine = [...idsOf(now), ...textsOf(now)];
  return [...idsOf(before), ...textsOf(before)].flatMap((old, index) => {
    const next = mine[index];
    return next === undefined || next === old || old.length < OWN_LENGTH_MIN ? [] : [[old, next] as const];
  });
}

/** What sqlmap wrote, with the ids and numbers of who is there now in the place of those it was given. */
function rewritten({ url, body }: Came, before: Ready, now: Ready): Came {
  const pairs = pairsOf(before, now);
  const swap = (text: string): string =>
    pairs.reduce((said, [old, next]) => said.replaceAll(old, next), text);
  return { url: swap(url), body: swap(body) };
}

export interface Fresh {
  /** Opens a form for sqlmap: in its fields and its question, or in its address. */
  readonly open: (form: Form, isAddress: boolean) => Promise<Opened>;
}

/** Keeps what forms are about there: a draft that was used up, a session that was closed are opened anew, and the request is sent again. */
export function openFresh(ground: IntrudersGround): Fresh {
  let people = openPeople(ground);
  const sender: Sender = { ground, people: () => people };
  const entrance = openEntrance(sender);
  const ready = async (form: Form): Promise<Ready> => {
    const cookie = hasEntrance(form) ? await entrance(form) : '';
    const { path, values, asked } = await rightFor(sender, form);
    return { people, path, values: typedIn(values), asked, cookie };
  };
  return {
    open: async (form, isAddress) => {
      const opened = await ready(form);
      let now = opened;
      let left = RENEWALS_MAX;
      const send = async (came: Came): Promise<Answered> => {
        if (now.people !== people) now = await ready(form);
        const { url, body } = rewritten(came, opened, now);
        return answeredBy(await sendAs(sender, form, { url, payload: body, cookie: now.cookie }));
      };
      const isUsedUp = ({ statusCode, to }: Answered, { url }: Came): boolean =>
        (!isAddress || url === opened.path) &&
        (statusCode === 410 || isToLogin(to) || (hasEntrance(form) && statusCode === 303));
      const answer = async (came: Came): Promise<Answered> => {
        const first = await send(came);
        if (left === 0 || !isUsedUp(first, came)) return first;
        people = openPeople(ground);
        const second = await send(came);
        // What is still so is the answer to what was sent.
        left = isUsedUp(second, came) ? 0 : left - 1;
        return second;
      };
      return { ...askedOf(form, opened, isAddress), answer };
    },
  };
}

function askedOf({ method }: Form, { path, values, asked }: Ready, isAddress: boolean) {
  const isPost = method === 'POST';
  const data = isPost ? { data: encoded(values) } : {};
  if (isAddress) return { url: path.replace(/[0-9a-f-]{36}/, '$&*'), ...data };
  const question = isPost ? '' : encoded(asked);
  return { url: question === '' ? path : `${path}?${question}`, ...data };
}

const answeredBy = ({ statusCode, body, headers }: Awaited<ReturnType<typeof sendAs>>): Answered => ({
  statusCode,
  body,
  to: String(headers.location ?? ''),
});
