import type { ContractFile, OperatorView, ProcedureKind } from '@warifu/bank';
import { Terms, yenText } from '@warifu/ui';
import type { VNode } from 'preact';
import type { NavigationKey } from '../http/frame.tsx';
import type { SessionTurn } from '../http/route.ts';
import { branchText } from '../text/branches.ts';
import { LIMIT_KINDS } from '../text/procedures.ts';
import { ROLES } from '../text/roles.ts';
import { CATALOGUE } from './catalogue.ts';
import { PROCEDURE_WORDS } from './words.ts';

/** What a procedure is about, found. */
export type Target =
  | { readonly about: 'nothing' }
  | { readonly about: 'contract'; readonly file: ContractFile }
  | { readonly about: 'operator'; readonly operator: OperatorView };

export const targetIdOf = (target: Target): string => {
  switch (target.about) {
    case 'nothing':
      return '';
    case 'contract':
      return target.file.contractId;
    case 'operator':
      return target.operator.operatorId;
  }
};

/** `見本 店長（100001）`. */
export const operatorText = (operator: OperatorView): string =>
  `${operator.name}（${operator.operatorNumber}）`;

/** Under which item of the menu a procedure stands. */
export function currentOf(kind: ProcedureKind): { readonly current: NavigationKey } {
  if (kind === 'contract_opening') return { current: 'opening' };
  return { current: CATALOGUE[kind].about === 'contract' ? 'contracts' : 'operators' };
}

/** Whose contract or which operator it is, so that nobody enters it for another. */
export function AboutTerms(props: { readonly target: Target; readonly turn: SessionTurn }): VNode | null {
  const { target, turn } = props;
  const { language, site } = turn;
  const words = PROCEDURE_WORDS[language];
  switch (target.about) {
    case 'nothing':
      return null;
    case 'contract': {
      const { file } = target;
      return (
        <div class="card">
          <Terms
            terms={[
              { name: words.about.contract, value: <span class="number">{file.contractNumber}</span> },
              {
                name: words.about.holder,
                value: (
                  <>
                    {file.holder.kanji} <span class="when">{file.holder.kana}</span>
                  </>
                ),
              },
              { name: words.labels.branchCode, value: branchText(site, file.branchCode, language) },
              {
                name: words.limitNow,
                value: file.limits
                  .map(({ kind, limit }) => `${LIMIT_KINDS[language][kind]} ${yenText(limit)}`)
                  .join(language === 'ja' ? '、' : ', '),
              },
            ]}
          />
        </div>
      );
    }
    case 'operator': {
      const { operator } = target;
      return (
        <div class="card">
          <Terms
            terms={[
              { name: words.about.operator, value: operatorText(operator) },
              { name: words.labels.personNumber, value: operator.personNumber },
              { name: words.labels.role, value: ROLES[language][operator.role] },
              { name: words.labels.branchCode, value: branchText(site, operator.branchCode, language) },
            ]}
          />
        </div>
      );
    }
  }
}
