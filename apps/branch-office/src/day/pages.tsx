import type { DayFault, DayJobState, DayState } from '@warifu/bank';
import { type Column, dateText, Instant, type Language, Notice, Section, Table, Terms } from '@warifu/ui';
import { sessionPage } from '../http/frame.tsx';
import type { SessionTurn } from '../http/route.ts';
import { TrialBalance } from './trial-balance.tsx';
import { DAY_WORDS, jobText } from './words.ts';

function jobColumnsOf(language: Language): readonly Column<DayJobState>[] {
  const words = DAY_WORDS[language];
  return [
    { title: words.jobColumns.job, isHead: true, cell: ({ job }) => words.jobs[job] },
    { title: words.jobColumns.state, cell: ({ state }) => words.states[state] },
    { title: words.jobColumns.done, isAmount: true, cell: ({ done }) => String(done) },
    { title: words.jobColumns.failed, isAmount: true, cell: ({ failed }) => String(failed) },
    {
      title: words.jobColumns.finished,
      cell: ({ finishedAt }) =>
        finishedAt === undefined ? '' : <Instant at={finishedAt} language={language} />,
    },
  ];
}

function faultColumnsOf(language: Language): readonly Column<DayFault>[] {
  const words = DAY_WORDS[language];
  return [
    {
      title: words.faultColumns.day,
      isHead: true,
      cell: ({ businessDate }) => dateText(businessDate, language),
    },
    { title: words.faultColumns.job, cell: ({ job }) => jobText(words, job) },
    { title: words.faultColumns.item, cell: ({ item }) => item },
    { title: words.faultColumns.says, cell: ({ says }) => says },
    {
      title: words.faultColumns.mended,
      cell: ({ mendedAt }) =>
        mendedAt === undefined ? words.notMended : <Instant at={mendedAt} language={language} />,
    },
  ];
}

/** 日次処理: how far the bank has come, what could not be done, and the last trial balances. */
export function dayPage(turn: SessionTurn, state: DayState): string {
  const { language } = turn;
  const words = DAY_WORDS[language];
  const dayOf = (day: string | undefined) => (day === undefined ? words.never : dateText(day, language));
  return sessionPage(turn, {
    title: words.title,
    current: 'day',
    body: (
      <>
        <div class="page-head">
          <h1>{words.title}</h1>
          <p class="lead">{words.lead}</p>
        </div>
        <Notice tone={state.isOpen ? 'information' : 'warning'}>
          <p>{state.isOpen ? words.isOpen : words.isWaiting}</p>
        </Notice>
        <Section title={words.stand} id="stand">
          <Terms
            terms={[
              {
                name: words.today,
                value: `${dateText(state.today, language)} ${words.businessDay[state.isBusinessDay ? 'yes' : 'no']}`,
                isStrong: true,
              },
              { name: words.opened, value: dayOf(state.openedOn) },
              { name: words.closed, value: dayOf(state.closedOn) },
            ]}
          />
        </Section>
        <Section title={words.jobsTitle} id="jobs" look="plain">
          <Table
            caption={words.jobsTitle}
            columns={jobColumnsOf(language)}
            rows={state.jobs}
            keyOf={({ job }) => job}
          />
        </Section>
        <Section title={words.faultsTitle} id="faults" look="plain">
          <div class="stack">
            <p>{state.faults.length === 0 ? words.noFaults : words.faultsLead}</p>
            {state.faults.length === 0 ? null : (
              <Table
                caption={words.faultsTitle}
                columns={faultColumnsOf(language)}
                rows={state.faults}
                keyOf={({ businessDate, job, item }) => `${businessDate} ${job} ${item}`}
              />
            )}
          </div>
        </Section>
        <Section title={words.closingsTitle} id="closings" look="plain">
          <div class="stack">
            <p>{state.closings.length === 0 ? words.noClosings : words.closingsLead}</p>
            {state.closings.map((closing, index) => (
              <TrialBalance
                key={closing.businessDate}
                closing={closing}
                language={language}
                isOpen={index === 0}
              />
            ))}
          </div>
        </Section>
      </>
    ),
  });
}
