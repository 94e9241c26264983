import { parseArgs } from 'node:util';
import { formatTokenId, isTokenId } from '@warifu/provisioning';
import { codeOf } from '../plain-fault.ts';
import { ask, Interrupted } from './ask.ts';
import { authorityOrigin } from './authority-http.ts';
import { type TokenCliIo, terminalIo } from './io.ts';
import { exchange, type IssuePlan, keepRequest, learnOffset } from './issue.ts';
import { openTokenOf, type PendingContent } from './keys.ts';
import { findServices } from './services.ts';
import { type Shown, showOnce, watch } from './show.ts';
import { deleteTokenFile, findTokenFile, type TokenFile, unsealFile } from './token-file.ts';
import { CLI_WORDS, type CliRefusal, type CliWords } from './words.ts';

/** Exit statuses, as shells know them. */
const DONE = 0;
const REFUSED = 1;
const MISUSED = 2;
const INTERRUPTED = 130;

const PASSPHRASE_MIN = 12;

/** One run of a command. */
interface Run {
  readonly io: TokenCliIo;
  readonly words: CliWords;
  readonly path: string;
  readonly isDefaultPath: boolean;
  readonly authority: string | undefined;
  readonly isJson: boolean;
  readonly isSure: boolean;
}

/** What a command came to; `undefined` when it did what it was asked. */
type Refused = CliRefusal | undefined;

/**
 * `warifu token new | show | watch | services | delete`: a token for people at a terminal.
 *
 * @returns the exit status: 0 done, 1 refused, 2 not understood, 130 broken off with Ctrl-C
 */
export async function runTokenCli(args: readonly string[], io: TokenCliIo = terminalIo()): Promise<number> {
  const read = readArguments(args);
  const words =
    CLI_WORDS[read?.values.lang === 'ja' || read?.values.lang === 'en' ? read.values.lang : io.language];
  const command = COMMANDS[read?.positionals[0] ?? ''];
  if (read === undefined || command === undefined || read.positionals.length > 1) {
    io.stderr.write(words.usage);
    return MISUSED;
  }
  const { file, authority, json, yes } = read.values;
  const run: Run = {
    io,
    words,
    path: file ?? io.file,
    isDefaultPath: file === undefined,
    authority,
    isJson: json,
    isSure: yes,
  };
  try {
    const refusal = await command(run);
    if (refusal === undefined) return DONE;
    io.stderr.write(`${words.refusals[refusal]}\n`);
    return REFUSED;
  } catch (error) {
    if (error instanceof Interrupted) return INTERRUPTED;
    if (!FILE_FAULTS.has(codeOf(error) ?? '')) throw error;
    io.stderr.write(`${words.refusals.file_not_usable}\n`);
    return REFUSED;
  }
}

/** What a file system says of a path that the person can put right. */
const FILE_FAULTS = new Set(['EACCES', 'EPERM', 'ENOENT', 'ENOTDIR', 'EISDIR', 'EROFS', 'ENOSPC', 'EDQUOT']);

const COMMANDS: Readonly<Record<string, (run: Run) => Promise<Refused>>> = {
  new: issue,
  show: (run) =>
    withToken(run, async (shown) => {
      showOnce(run.io, run.words, shown, run.isJson);
      return undefined;
    }),
  services: (run) => withToken(run, (shown, authority) => tellServices(run, shown, authority)),
  watch: (run) =>
    withToken(run, async (shown) => {
      await watch(run.io, run.words, shown);
      return undefined;
    }),
  delete: remove,
};

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        authority: { type: 'string' },
        file: { type: 'string' },
        lang: { type: 'string' },
        json: { type: 'boolean', default: false },
        yes: { type: 'boolean', default: false },
      },
    });
  } catch {
    return undefined;
  }
}

/** A new token, or the one whose issue was cut off. The file is written before anything is sent. */
async function issue(run: Run): Promise<Refused> {
  const { io, words, path } = run;
  const found = await findTokenFile(path);
  if (found.found === 'refused') return found.reason;
  if (found.found === 'file' && found.file.state === 'token') return 'token_there';
  if (found.found === 'file') return resume(run, found.file);

  const authority = authorityOrigin(run.authority ?? io.authority());
  if (authority === undefined) return 'authority_not_trusted';
  const passphrase = await newPassphrase(run);
  if ('refusal' in passphrase) return passphrase.refusal;
  const plan = planOf(run, authority, passphrase.passphrase);
  const content = await keepRequest(plan);
  if (content === undefined) return 'token_there';
  io.stderr.write(`${words.passphraseNote}\n`);
  return finish(run, plan, content);
}

async function resume(run: Run, file: TokenFile): Promise<Refused> {
  run.io.stderr.write(`${run.words.resuming}\n`);
  const authority = authorityOrigin(file.authority);
  if (authority === undefined) return 'authority_not_trusted';
  const passphrase = await ask(run.io, run.words.passphrase, true);
  if (passphrase === undefined || passphrase === '') return 'passphrase_missing';
  const content = await unsealFile(file, passphrase);
  if (content === undefined) return 'passphrase_wrong';
  // What opens under the passphrase is what this program sealed.
  return finish(run, planOf(run, authority, passphrase), content as PendingContent);
}

async function finish(run: Run, plan: IssuePlan, content: PendingContent): Promise<Refused> {
  const outcome = await exchange(plan, content);
  if (outcome.outcome === 'refused') return outcome.reason;
  run.io.stderr.write(`${run.words.issued(run.path)}\n`);
  run.io.stdout.write(`${run.words.tokenId}: ${spaced(outcome.tokenId)}\n`);
  return undefined;
}

function planOf({ io, path, isDefaultPath }: Run, authority: string, passphrase: string): IssuePlan {
  return { path, isDefaultPath, authority, passphrase, now: io.now };
}

async function newPassphrase({ io, words }: Run): Promise<{ passphrase: string } | { refusal: CliRefusal }> {
  const passphrase = await ask(io, words.newPassphrase, true);
  if (passphrase === undefined || passphrase === '') return { refusal: 'passphrase_missing' };
  if ([...passphrase].length < PASSPHRASE_MIN) return { refusal: 'passphrase_short' };
  // Nobody can mistype into a pipe.
  if (io.stdin.isTTY !== true) return { passphrase };
  const again = await ask(io, words.newPassphraseAgain, true);
  return again === passphrase ? { passphrase } : { refusal: 'passphrases_differ' };
}

/** Opens the token, asks the authority for the time, and uses both. */
async function withToken(
  run: Run,
  use: (shown: Shown, authority: string | undefined) => Promise<Refused>,
): Promise<Refused> {
  const { io, words, path } = run;
  const found = await findTokenFile(path);
  if (found.found === 'nothing') return 'token_missing';
  if (found.found === 'refused') return found.reason;
  if (found.file.state === 'pending') return 'still_pending';
  const passphrase = await ask(io, words.passphrase, true);
  if (passphrase === undefined || passphrase === '') return 'passphrase_missing';
  const content = await unsealFile(found.file, passphrase);
  if (content === undefined) return 'passphrase_wrong';
  const token = openTokenOf(content);
  if (token === undefined) return 'file_damaged';

  const authority = authorityOrigin(run.authority ?? found.file.authority);
  const offsetMs = authority === undefined ? undefined : await learnOffset(authority, io.now);
  if (offsetMs === undefined) io.stderr.write(`${words.clockUnchecked}\n`);
  return use({ token, offsetMs: offsetMs ?? token.offsetMs }, authority);
}

/** With which services the token is registered, by a request that its device signs. */
async function tellServices(
  { io, words, isJson }: Run,
  { token, offsetMs }: Shown,
  authority: string | undefined,
): Promise<Refused> {
  if (authority === undefined) return 'authority_not_trusted';
  const services = await findServices(authority, token, io.now() + offsetMs);
  if (services === undefined) return 'services_untold';
  if (isJson) io.stdout.write(`${JSON.stringify({ tokenId: token.tokenId, services })}\n`);
  else if (services.length === 0) io.stderr.write(`${words.noServices}\n`);
  else io.stdout.write(services.map((service) => `${service}\n`).join(''));
  return undefined;
}

/** Asks twice, and says what follows; `--yes` has been told. */
async function remove({ io, words, path, isSure }: Run): Promise<Refused> {
  const found = await findTokenFile(path);
  if (found.found === 'nothing') return 'token_missing';
  // A damaged or wrongly kept file may go as well.
  const tokenId = found.found === 'file' ? found.file.tokenId : '';
  if (!isSure) {
    io.stderr.write(`${words.deleteFollows}\n`);
    const first = await ask(io, words.deleteFirst(spaced(tokenId)), false);
    if (first?.trim().toLowerCase() !== 'yes') return 'not_confirmed';
    const second = await ask(io, words.deleteSecond, false);
    if (second?.trim() !== tokenId.slice(-4)) return 'not_confirmed';
  }
  await deleteTokenFile(path);
  io.stderr.write(`${words.deleted}\n`);
  return undefined;
}

function spaced(tokenId: string): string {
  return isTokenId(tokenId) ? formatTokenId(tokenId) : tokenId;
}
