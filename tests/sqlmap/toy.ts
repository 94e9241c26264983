import { assert } from '@warifu/base';
import pg from 'pg';
import type { Answering } from './relay.ts';

const NAME = 'warifu_injectable_toy';
const renamed = (url: string, name: string): string => url.replace(/\/[^/?]+(?=\?|$)/, `/${name}`);

async function asOwner(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

export interface Toy {
  readonly answer: Answering;
  readonly close: () => Promise<void>;
}

/**
 * What the product must never be: a question that is put together with what was sent, in a database of its own. Its pages
 * say neither what the database said nor why it failed.
 */
export async function openToy(ownerUrl: string): Promise<Toy> {
  await asOwner(ownerUrl, `create database ${NAME}`);
  const pool = new pg.Pool({ connectionString: renamed(ownerUrl, NAME), max: 2 });
  await pool.query(`create table shelf (id integer primary key, name text not null)`);
  await pool.query(`insert into shelf values (1, '見本'), (2, '架空')`);
  return {
    answer: async ({ url }) => {
      const id = new URL(url, 'http://toy').searchParams.get('id') ?? '';
      try {
        const { rows } = await pool.query<{ name: string }>(`select name from shelf where id = ${id}`);
        return { statusCode: 200, body: `<p>${rows.length > 0 ? '棚にあります' : '棚にありません'}</p>` };
      } catch (error) {
        assert(error instanceof Error, 'a driver throws errors');
        return { statusCode: 200, body: '<p>棚にありません</p>' };
      }
    },
    close: async () => {
      await pool.end();
      await asOwner(ownerUrl, `drop database ${NAME}`);
    },
  };
}
