import { type Connection, openConnection } from './http.ts';
import type { ServerProcess } from './stage.ts';

export interface ValidateQuestion {
  readonly subject: string;
  readonly code: string;
  readonly idempotencyKey: string;
}

/** A relying party at the authority's REST API. */
export interface Party {
  /** The verdict, or the status where there is none. */
  validate(question: ValidateQuestion): Promise<string>;
  close(): void;
}

export function openParty(server: Pick<ServerProcess, 'tokenPort'>, key: string): Party {
  const connection: Connection = openConnection(server.tokenPort, `token.localhost:${server.tokenPort}`);
  return {
    validate: async ({ subject, code, idempotencyKey }) => {
      const answer = await connection.ask({
        method: 'POST',
        path: `/v1/bindings/${subject}/validate`,
        headers: {
          authorization: `Bearer ${key}`,
          'content-type': 'application/json',
          'idempotency-key': idempotencyKey,
        },
        body: JSON.stringify({ code, purpose: 'load' }),
      });
      if (answer.status !== 200) return `status ${answer.status}`;
      return (JSON.parse(answer.body) as { verdict: string }).verdict;
    },
    close: () => connection.close(),
  };
}
