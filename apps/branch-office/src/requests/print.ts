import type { PrintOutcome } from '@warifu/bank';
import { firstPasswordPapers } from '@warifu/paper';
import type { Answer, SessionTurn } from '../http/route.ts';
import { paperBankOf } from '../text/paper-bank.ts';
import { requestNumberOf } from '../text/request-number.ts';

type Printed =
  | { readonly printed: 'papers'; readonly answer: Answer }
  | {
      readonly printed: 'nothing';
      readonly reason: Extract<PrintOutcome, { outcome: 'refused' }>['reason'];
    };

/** Customer card and letter, or an operator's letter: told by the bank this once, drawn, sent and forgotten. */
export async function printPapers(turn: SessionTurn, requestId: string): Promise<Printed> {
  const { site, session } = turn;
  const outcome = await site.branch.printFirstPasswords({ session, requestId });
  if (outcome.outcome === 'refused') return { printed: 'nothing', reason: outcome.reason };
  const { passwords } = outcome;
  const branchCode = passwords.of === 'contract' ? passwords.branchCode : session.operator.branchCode;
  return {
    printed: 'papers',
    answer: {
      kind: 'document',
      type: 'application/pdf',
      fileName: `first-passwords-${requestNumberOf(requestId)}.pdf`,
      bytes: await firstPasswordPapers(paperBankOf(site, branchCode), passwords),
    },
  };
}
