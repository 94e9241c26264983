import type { Branch } from '@warifu/bank';
import type { FastifyInstance } from 'fastify';
import { browserAt, buildPublic } from '../../../tests/support/form-browser.ts';
import { type BranchOfficeOptions, buildBranchOffice } from '../src/index.ts';
import { fakeBranch } from './fake-branch.ts';
import { NOW } from './fixtures.ts';

export const ORIGIN = 'http://branch.localhost:8082';

let built: Promise<string> | undefined;

/** The folder that the build fills, once for each file of tests. */
const publicDirectory = (): Promise<string> => {
  built ??= buildPublic(new URL('../build.mjs', import.meta.url));
  return built;
};

/** The site on a branch of functions. */
export const siteOf = async (
  branch: Partial<Branch> = {},
  options: Partial<BranchOfficeOptions> = {},
): Promise<FastifyInstance> =>
  buildBranchOffice({
    branch: fakeBranch(branch),
    branches: [
      { code: '001', kanji: '本店', kana: 'ホンテン' },
      { code: '002', kanji: '駅前', kana: 'エキマエ' },
    ],
    bankName: { ja: 'わりふ信用金庫', en: 'Warifu Shinkin Bank' },
    origin: ORIGIN,
    tokenAppOrigin: 'http://token.localhost:8081',
    clock: () => NOW,
    demo: true,
    secureCookies: false,
    cookieSecret: new Uint8Array(32).fill(7),
    publicDirectory: options.publicDirectory ?? (await publicDirectory()),
    rateLimits: 'off',
    // Not measured: a busy machine is no failure of a page.
    ...options,
  });

export const browserOf = (site: FastifyInstance, cookies?: Readonly<Record<string, string>>) =>
  browserAt(ORIGIN, site, cookies);
