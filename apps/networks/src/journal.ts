import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A file of JSON lines that only grows. `append` resolves when the line is on the disk. */
export interface Journal<Line> {
  readonly append: (line: Line) => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * Opens a journal and hands over what it holds. A last line that a kill cut off was never answered for: it is
 * dropped, and cut from the file before anything is written behind it.
 */
export async function openJournal<Line>(path: string, take: (line: Line) => void): Promise<Journal<Line>> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(path, 'a+', 0o600);
  const text = await readFile(path, 'utf8');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole.length < text.length) await file.truncate(Buffer.byteLength(whole));
  for (const line of whole.split('\n')) if (line !== '') take(JSON.parse(line) as Line);

  let waiting: {
    readonly text: string;
    readonly resolve: () => void;
    readonly reject: (e: unknown) => void;
  }[] = [];
  let underWay: Promise<void> | undefined;
  // Lines that arrive while the disk is busy go down together: one flush for many.
  const drain = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        await file.appendFile(batch.map((item) => item.text).join(''));
        await file.datasync();
        for (const item of batch) item.resolve();
      } catch (error) {
        for (const item of batch) item.reject(error);
      }
    }
    underWay = undefined;
  };
  return {
    append: (line) =>
      new Promise((resolve, reject) => {
        waiting.push({ text: `${JSON.stringify(line)}\n`, resolve, reject });
        underWay ??= drain();
      }),
    close: async () => {
      await underWay;
      await file.close();
    },
  };
}
