import { setTimeout } from 'node:timers/promises';
import { formatTokenId } from '@warifu/provisioning';
import type { TokenCliIo } from './io.ts';
import type { OpenToken } from './keys.ts';
import type { CliWords } from './words.ts';

/** A token and the clock to use it by. */
export interface Shown {
  readonly token: OpenToken;
  /** Authority's clock minus this machine's, milliseconds. */
  readonly offsetMs: number;
}

/** The code of this moment. */
interface Moment {
  readonly code: string;
  readonly secondsLeft: number;
  /** Milliseconds until `secondsLeft` changes. */
  readonly nextMs: number;
}

function momentOf({ token, offsetMs }: Shown, nowMs: number): Moment {
  const atMs = nowMs + offsetMs;
  const stepMs = token.periodSeconds * 1_000;
  const leftMs = stepMs - (atMs % stepMs);
  const secondsLeft = Math.ceil(leftMs / 1_000);
  return { code: token.codeAt(atMs / 1_000), secondsLeft, nextMs: leftMs - (secondsLeft - 1) * 1_000 };
}

/** Writes token ID, code and seconds left once. */
export function showOnce(io: TokenCliIo, words: CliWords, shown: Shown, isJson: boolean): void {
  const { code, secondsLeft } = momentOf(shown, io.now());
  const { tokenId } = shown.token;
  if (isJson) {
    io.stdout.write(`${JSON.stringify({ tokenId, code, secondsLeft })}\n`);
    return;
  }
  io.stdout.write(`${words.tokenId}: ${formatTokenId(tokenId)}\n`);
  io.stdout.write(`${words.otp}: ${grouped(code)}  (${words.secondsLeft(secondsLeft)})\n`);
}

const ALTERNATE_SCREEN = '\u001b[?1049h\u001b[?25l';
const OWN_SCREEN = '\u001b[?25h\u001b[?1049l';
const CLEAR = '\u001b[H\u001b[J';
const BAR = 30;

/**
 * Shows the code and its countdown until Ctrl-C.
 *
 * On a terminal it is drawn on the alternate screen, so that no code stays behind in the scroll-back. Elsewhere each
 * new code is one line.
 */
export async function watch(io: TokenCliIo, words: CliWords, shown: Shown): Promise<void> {
  const isTerminal = io.stdout.isTTY === true;
  const stop = new AbortController();
  const stopListening = io.onInterrupt(() => stop.abort());
  if (isTerminal) io.stdout.write(ALTERNATE_SCREEN);
  try {
    let written = '';
    while (!stop.signal.aborted) {
      const moment = momentOf(shown, io.now());
      if (isTerminal) io.stdout.write(drawn(words, shown, moment));
      else if (moment.code !== written) io.stdout.write(`${moment.code}\n`);
      written = moment.code;
      await tick(moment.nextMs, stop.signal);
    }
  } finally {
    stopListening();
    if (isTerminal) io.stdout.write(OWN_SCREEN);
  }
}

/** Waits, or until it is stopped, whichever comes first. */
async function tick(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await setTimeout(ms, undefined, { signal });
  } catch {
    // Stopped: the loop sees it.
  }
}

function drawn(words: CliWords, { token }: Shown, { code, secondsLeft }: Moment): string {
  const filled = Math.round((secondsLeft / token.periodSeconds) * BAR);
  const bar = '█'.repeat(filled) + '░'.repeat(BAR - filled);
  return [
    CLEAR,
    `${words.tokenId}\n  ${formatTokenId(token.tokenId)}\n\n`,
    `${words.otp}\n  \u001b[1m${grouped(code)}\u001b[0m\n\n`,
    `  ${bar} ${words.secondsLeft(secondsLeft)}\n\n${words.leave}`,
  ].join('');
}

function grouped(code: string): string {
  const middle = Math.ceil(code.length / 2);
  return `${code.slice(0, middle)} ${code.slice(middle)}`;
}
