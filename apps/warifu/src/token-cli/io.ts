import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { readSettings } from '../config.ts';

/** A terminal's side that is read; `isTTY` and `setRawMode` as Node's `process.stdin` has them. */
export type Input = Readable & {
  readonly isTTY?: boolean;
  setRawMode?(isRaw: boolean): unknown;
};

/** A side that is written. */
export interface Output {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** All that the token commands touch of the world. */
export interface TokenCliIo {
  readonly stdin: Input;
  /** What was asked for: token ID and code. */
  readonly stdout: Output;
  /** Questions, remarks and refusals. */
  readonly stderr: Output;
  /** Milliseconds since 1970 by the machine's clock. */
  readonly now: () => number;
  readonly language: 'ja' | 'en';
  /** Where the token is kept unless `--file` says otherwise. */
  readonly file: string;
  /** Origin of the authority unless `--authority` says otherwise. */
  readonly authority: () => string;
  /** Calls the listener on Ctrl-C and when the process is asked to end; returns how to stop listening. */
  readonly onInterrupt: (listener: () => void) => () => void;
}

/** The process's own terminal. */
export function terminalIo(): TokenCliIo {
  const { env } = process;
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '';
  return {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    now: Date.now,
    language: locale.startsWith('ja') ? 'ja' : 'en',
    file: join(homedir(), '.warifu', 'token.json'),
    authority: () => readSettings(env).origins.token,
    onInterrupt: (listener) => {
      const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
      for (const signal of signals) process.once(signal, listener);
      return () => {
        for (const signal of signals) process.off(signal, listener);
      };
    },
  };
}
