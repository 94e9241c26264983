import { type ChildProcess, fork } from 'node:child_process';
import type { Done, Task } from './generator.ts';

/** The load generator: a process of its own, so that its work is not hidden in the server's. */
export interface Generator {
  readonly pid: number | undefined;
  ask(task: Task): Promise<Done>;
  close(): void;
}

export function openGenerator(): Generator {
  const child: ChildProcess = fork(new URL('generator.ts', import.meta.url).pathname, [], {
    execArgv: [...process.execArgv],
    serialization: 'advanced',
  });
  return {
    pid: child.pid,
    ask: (task) =>
      new Promise((resolve, reject) => {
        const gone = (): void => reject(new Error('the load generator ended'));
        child.once('exit', gone);
        child.once('message', (message: { readonly done?: Done; readonly failed?: string }) => {
          child.off('exit', gone);
          if (message.done) resolve(message.done);
          else reject(new Error(message.failed));
        });
        child.send(task);
      }),
    close: () => {
      child.kill();
    },
  };
}

/** An honest round: everything that was sent was acknowledged. */
export function assertHonest(done: Done, what: string): void {
  const [first] = done.refusals;
  if (first !== undefined)
    throw new Error(`${what}: ${done.refusals.length} were refused, the first with ${first}`);
}
