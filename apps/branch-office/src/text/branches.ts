import type { Language } from '@warifu/ui';
import type { Site } from '../http/route.ts';

/** `本店（001）`: one of the bank's own branches by its code. */
export function branchText(site: Site, code: string, language: Language): string {
  const name = site.options.branches.find((branch) => branch.code === code)?.kanji;
  if (name === undefined) return code;
  return language === 'ja' ? `${name}（${code}）` : `${name} (${code})`;
}

/** The branches as a form offers them. */
export const branchChoices = (site: Site, language: Language) =>
  site.options.branches.map(({ code }) => ({ value: code, title: branchText(site, code, language) }));
