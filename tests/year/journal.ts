import { appendFileSync, existsSync, readFileSync } from 'node:fs';

/** Which order an act has, written down before it is executed: after a kill the same order is executed again, and no other. */
export interface Journal {
  readonly orderOf: (act: string) => string | undefined;
  readonly isDone: (act: string) => boolean;
  readonly noteOrder: (act: string, orderId: string) => void;
  readonly noteDone: (act: string) => void;
}

interface Line {
  readonly act: string;
  readonly orderId?: string;
}

/** A process that is killed leaves what it wrote to the file; only a line cut short is thrown away. */
export function openJournal(file: string, { forgetsOrders }: { readonly forgetsOrders: boolean }): Journal {
  const orders = new Map<string, string>();
  const done = new Set<string>();
  const take = ({ act, orderId }: Line): void => {
    if (orderId === undefined) done.add(act);
    else orders.set(act, orderId);
  };
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  for (const line of text.split('\n').slice(0, -1)) {
    const read = JSON.parse(line) as Line;
    if (!forgetsOrders || read.orderId === undefined) take(read);
  }
  if (text !== '' && !text.endsWith('\n')) appendFileSync(file, '\n');
  const write = (line: Line): void => {
    appendFileSync(file, `${JSON.stringify(line)}\n`);
    take(line);
  };
  return {
    orderOf: (act) => orders.get(act),
    isDone: (act) => done.has(act),
    noteOrder: (act, orderId) => write({ act, orderId }),
    noteDone: (act) => write({ act }),
  };
}
