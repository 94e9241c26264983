import type { Answering } from './relay.ts';

/** Where an aim stands: the authority's API, internet banking, its pages for plain telephones, the branch. */
export const FACES = ['api', 'bank', 'mobile', 'branch'] as const;
export type Face = (typeof FACES)[number];

/** What sqlmap asks, right in every part. */
export interface Opened {
  /** A `*` in it is a place to inject. */
  readonly url: string;
  readonly data?: string;
  readonly answer: Answering;
}

/** One page, form or call at which sqlmap is let loose. */
export interface Aim {
  readonly face: Face;
  readonly name: string;
  /** The fields that are tried; all that is marked with `*` where there is none. */
  readonly fields: readonly string[];
  /** Makes ready what is asked. Only when it is asked: what waits grows old. */
  readonly open: () => Promise<Opened>;
}
