import type { ContractFile } from '@warifu/bank';
import { sentenceOf } from '@warifu/site';
import { Icon } from '@warifu/ui';
import type { VNode } from 'preact';
import { formKindOf } from '../forms/known.ts';
import type { SessionTurn } from '../http/route.ts';
import { kindsAbout } from '../procedures/catalogue.ts';
import { PROCEDURE_SENTENCES } from '../procedures/faces.ts';
import { PROCEDURES } from '../text/procedures.ts';
import { unfitOf } from './fits.ts';
import { FILE_WORDS } from './words.ts';

/** The procedures of a contract, each with its form; those that do not fit say why. The auditor prints and enters nothing. */
export function FileProcedures(props: { readonly turn: SessionTurn; readonly file: ContractFile }): VNode {
  const { turn, file } = props;
  const { language, session } = turn;
  const words = FILE_WORDS[language];
  const enters = session.operator.role !== 'auditor';
  return (
    <>
      {enters ? <p class="hint">{words.proceduresLead}</p> : null}
      <ul class="procedure-list">
        {kindsAbout('contract').map((kind) => {
          const unfit = unfitOf(kind, file);
          const name = PROCEDURES[language][kind];
          return (
            <li key={kind}>
              <span class="procedure-name">
                {enters && unfit === undefined ? (
                  <a href={`/contracts/${file.contractId}/procedures/${kind}`}>{name}</a>
                ) : (
                  <span class="procedure-off">{name}</span>
                )}
                {unfit === undefined ? null : (
                  <span class="when">{sentenceOf(PROCEDURE_SENTENCES[language], unfit)}</span>
                )}
              </span>
              <a href={`/contracts/${file.contractId}/forms/${formKindOf(kind)}`} class="procedure-form">
                <Icon name="print" />
                <span aria-hidden="true">{words.form}</span>
                <span class="visually-hidden">{words.formOf(name)}</span>
              </a>
            </li>
          );
        })}
      </ul>
    </>
  );
}
