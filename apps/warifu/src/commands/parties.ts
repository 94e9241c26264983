import { parseArgs } from 'node:util';
import { type AddPartyOutcome, type Operator, OVERLAP_SECONDS_MAX, type Scope } from '@warifu/token';
import { PlainFault } from '../plain-fault.ts';
import { instantWords, withOperator, wordOf } from './with-operator.ts';

const SCOPES: readonly Scope[] = ['verify', 'administer'];

/** Relying parties of the authority: `list`, `show`, `add`, `rotate-key`, `revoke-key`. */
export async function parties(args: readonly string[]): Promise<void> {
  const options = { scopes: { type: 'string' }, overlap: { type: 'string' } } as const;
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const [act] = positionals;
  switch (act) {
    case 'list':
      return withOperator(list);
    case 'show': {
      const relyingPartyId = wordOf(positionals, 1, 'The relying party’s ID');
      return withOperator((operator) => show(operator, relyingPartyId));
    }
    case 'add': {
      const name = wordOf(positionals, 1, 'The relying party’s name');
      const scopes = scopesOf(values.scopes);
      return withOperator(async (operator, actor) =>
        tellAdded(await operator.addParty({ name, scopes, actor })),
      );
    }
    case 'rotate-key':
    case 'revoke-key': {
      const relyingPartyId = wordOf(positionals, 1, 'The relying party’s ID');
      const keyName = wordOf(positionals, 2, 'The name of the key (warifu parties show tells it)');
      const overlapSeconds = overlapOf(values.overlap);
      return withOperator((operator, actor) =>
        act === 'rotate-key'
          ? rotate(operator, { relyingPartyId, keyName, overlapSeconds, actor })
          : revoke(operator, { relyingPartyId, keyName, actor }),
      );
    }
    default:
      throw new PlainFault('warifu parties takes list, show, add, rotate-key or revoke-key.');
  }
}

function scopesOf(text: string | undefined): readonly Scope[] {
  const words = text?.split(',').map((word) => word.trim()) ?? [];
  const scopes = SCOPES.filter((scope) => words.includes(scope));
  if (scopes.length === 0 || scopes.length !== words.length)
    throw new PlainFault('--scopes takes verify, administer or verify,administer.');
  return scopes;
}

function overlapOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,7}$/.test(text) && Number(text) <= OVERLAP_SECONDS_MAX) return Number(text);
  throw new PlainFault(`--overlap takes seconds, at most ${OVERLAP_SECONDS_MAX} (30 days).`);
}

async function list(operator: Operator): Promise<void> {
  for (const { relyingPartyId, name, keys, activeBindings, lockedBindings } of await operator.listParties()) {
    process.stdout.write(
      `${relyingPartyId}\t${name}\tkeys ${keys}\tactive ${activeBindings}\tlocked ${lockedBindings}\n`,
    );
  }
}

async function show(operator: Operator, relyingPartyId: string): Promise<void> {
  const party = await operator.findParty(relyingPartyId);
  if (!party) throw new PlainFault('There is no such relying party.');
  const { rates } = await operator.overview();
  const lines = [
    `${party.name}, since ${instantWords(party.createdAt)}`,
    `bindings: ${party.activeBindings} active, ${party.lockedBindings} locked`,
    ...party.keyList.map(({ keyName, scopes, createdAt, revokedAt }) => {
      const end = revokedAt === undefined ? '' : `, ends ${instantWords(revokedAt)}`;
      return `key ${keyName}: ${scopes.join(' ')}, since ${instantWords(createdAt)}${end}`;
    }),
    ...rates
      .filter((rate) => rate.relyingPartyId === relyingPartyId)
      .map(
        ({ outcome, lastMinute, lastHour, lastDay }) =>
          `${outcome}: ${lastMinute} in the last minute, ${lastHour} in the last hour, ${lastDay} in the last day`,
      ),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** The key alone goes to the output, so that it can be put into a file; words go beside it. */
function tellKey(key: string, words: string): void {
  process.stdout.write(`${key}\n`);
  process.stderr.write(`${words} The key is told this once: keep it in a file of mode 0600.\n`);
}

function tellAdded(outcome: AddPartyOutcome): void {
  if (outcome.outcome === 'added') {
    tellKey(outcome.key, `Made relying party ${outcome.relyingPartyId}, key ${outcome.keyName}.`);
    return;
  }
  throw new PlainFault(
    {
      name_malformed: 'A name has 1 to 100 characters on one line.',
      scopes_missing: '--scopes must name what the key may do.',
      name_taken: 'There is a relying party of that name.',
    }[outcome.reason],
  );
}

async function rotate(operator: Operator, call: Parameters<Operator['rotateKey']>[0]): Promise<void> {
  const outcome = await operator.rotateKey(call);
  if (outcome.outcome === 'rotated') {
    const { overlapSeconds } = call;
    const until = overlapSeconds === undefined ? 'until it is revoked' : `for ${overlapSeconds} seconds more`;
    return tellKey(outcome.key, `Made key ${outcome.keyName}; the old one opens ${until}.`);
  }
  throw new PlainFault(
    {
      unknown: 'There is no such relying party, or it has no such key.',
      revoked: 'That key was revoked, or is about to end.',
      overlap: 'An overlap has at most 30 days.',
    }[outcome.reason],
  );
}

async function revoke(operator: Operator, call: Parameters<Operator['revokeKey']>[0]): Promise<void> {
  const { outcome } = await operator.revokeKey(call);
  if (outcome === 'unknown') throw new PlainFault('There is no such key, or it was revoked before.');
  process.stdout.write('Revoked. A server that has just asked may take it for five seconds more.\n');
}
