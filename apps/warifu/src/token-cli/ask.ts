import type { Input, TokenCliIo } from './io.ts';

/** Ctrl-C, while something was asked. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

const LINE_MAX = 1_024;

/**
 * One line that was typed, without its end; `undefined` where input has ended before.
 *
 * On a terminal nothing typed is shown when `isSecret`: it is read key by key in raw mode, which is always left again.
 *
 * @throws Interrupted on Ctrl-C
 */
export async function ask(io: TokenCliIo, question: string, isSecret: boolean): Promise<string | undefined> {
  const { stdin, stderr } = io;
  const isTerminal = stdin.isTTY === true;
  if (isTerminal) stderr.write(question);
  const isRaw = isTerminal && isSecret && stdin.setRawMode !== undefined;
  if (isRaw) stdin.setRawMode?.(true);
  try {
    return await readLine(io, isRaw);
  } finally {
    if (isRaw) {
      stdin.setRawMode?.(false);
      stderr.write('\n');
    }
    stdin.pause();
  }
}

/** What came in one piece with the last line, for the next question. Two lines piped in come so. */
const waiting = new WeakMap<Input, string>();

function readLine({ stdin }: TokenCliIo, isRaw: boolean): Promise<string | undefined> {
  stdin.setEncoding('utf8');
  return new Promise((resolve, reject) => {
    let line = '';
    const end = (finish: () => void) => {
      stdin.off('data', read).off('end', ended).off('error', reject);
      finish();
    };
    const ended = () => end(() => resolve(line === '' ? undefined : line));
    const read = (chunk: string) => {
      const keys = [...chunk];
      for (const [place, key] of keys.entries()) {
        if (key === '\r' || key === '\n') {
          waiting.set(stdin, keys.slice(place + 1).join(''));
          return end(() => resolve(line));
        }
        if (isRaw && key === '\u0003') return end(() => reject(new Interrupted()));
        if (isRaw && key === '\u0004') return ended();
        line = typed(line, key, isRaw);
      }
    };
    stdin.on('data', read).once('end', ended).once('error', reject);
    const before = waiting.get(stdin) ?? '';
    waiting.delete(stdin);
    if (before !== '') read(before);
    if (stdin.readableEnded) ended();
    else stdin.resume();
  });
}

/** The line after one more key: Backspace takes one away, Ctrl-U all, other control keys do nothing. */
function typed(line: string, key: string, isRaw: boolean): string {
  if (!isRaw) return line.length < LINE_MAX ? line + key : line;
  if (key === '\u007f' || key === '\b') return [...line].slice(0, -1).join('');
  if (key === '\u0015') return '';
  return key < ' ' || line.length >= LINE_MAX ? line : line + key;
}
