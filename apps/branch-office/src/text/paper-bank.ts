import type { PaperBank } from '@warifu/paper';
import type { Site } from '../http/route.ts';

/** The bank on its papers, at one of its branches. */
export function paperBankOf(site: Site, branchCode: string): PaperBank {
  const { bankName, branches, demo } = site.options;
  return {
    name: bankName.ja,
    nameEn: bankName.en,
    branchName: branches.find(({ code }) => code === branchCode)?.kanji ?? '',
    isDemo: demo,
  };
}
