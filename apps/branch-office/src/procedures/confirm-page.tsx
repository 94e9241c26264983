import type { Paper, ProcedureTerms } from '@warifu/bank';
import { Actions, Form, Section, Steps, SubmitButton, Terms } from '@warifu/ui';
import { sessionPage } from '../http/frame.tsx';
import type { SessionTurn } from '../http/route.ts';
import { PROCEDURES } from '../text/procedures.ts';
import { paperRows, termRows } from '../text/terms.tsx';
import { Effects, pathOfProcedure } from './form-page.tsx';
import { AboutTerms, currentOf, type Target } from './target.tsx';
import { PROCEDURE_WORDS } from './words.ts';

/** What will be requested, in words. What was entered travels sealed; nothing is kept until it is requested. */
export function confirmPage(
  turn: SessionTurn,
  shown: {
    readonly target: Target;
    readonly terms: ProcedureTerms;
    readonly paper: Paper;
    readonly sealed: string;
  },
): string {
  const { language, site } = turn;
  const { target, terms, paper } = shown;
  const words = PROCEDURE_WORDS[language];
  const title = PROCEDURES[language][terms.kind];
  const rows = termRows(site, terms, language);
  const path = pathOfProcedure(terms.kind, target);
  return sessionPage(turn, {
    title,
    width: 'narrow',
    ...currentOf(terms.kind),
    languageBack: path,
    body: (
      <>
        <h1>{title}</h1>
        <Steps language={language} names={words.steps} current={1} />
        <p class="lead">{words.confirmLead}</p>
        <AboutTerms target={target} turn={turn} />
        <Section title={words.whatTitle} id="what" look="card">
          <Effects kind={terms.kind} turn={turn} />
        </Section>
        {rows.length === 0 ? null : (
          <Section title={words.termsTitle} id="terms" look="card">
            <Terms terms={rows} />
          </Section>
        )}
        <Section title={words.paperTitle} id="paper" look="card">
          <Terms terms={paperRows(paper, language)} />
        </Section>
        <Form action={path} csrf={turn.csrf} busyLabel={words.busy}>
          <input type="hidden" name="entered" value={shown.sealed} />
          <Actions>
            <SubmitButton label={words.make} name="act" value="make" />
            <SubmitButton label={words.edit} look="secondary" name="act" value="edit" />
          </Actions>
        </Form>
      </>
    ),
  });
}
