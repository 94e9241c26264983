import type { PeriodCall, StatementFormat } from '@warifu/bank';
import { statementPaper } from '@warifu/paper';
import { readDay } from '@warifu/site';
import {
  type Answer,
  type Route,
  redirect,
  type SessionTurn,
  sessionRoute,
  UNKNOWN_PAGE,
} from '../http/route.ts';
import { FILE_KINDS, type FileKind, PAPER_LINES_MAX } from './choices.ts';
import { paperStatementOf } from './paper.ts';
import { viewHref } from './parts.tsx';

interface FileLook {
  readonly format: StatementFormat;
  readonly type: string;
  readonly nameOf: (period: string) => string;
}

/** What the bank writes itself; letters and letterhead of a PDF are the site's. */
const FILES: Readonly<Record<Exclude<FileKind, 'pdf'>, FileLook>> = {
  csv: {
    format: 'csv_utf8',
    type: 'text/csv; charset=utf-8',
    nameOf: (period) => `statement-${period}.csv`,
  },
  'csv-shift-jis': {
    format: 'csv_shift_jis',
    type: 'text/csv; charset=shift_jis',
    nameOf: (period) => `statement-${period}-shift-jis.csv`,
  },
  zengin: {
    format: 'zengin',
    type: 'text/plain; charset=shift_jis',
    nameOf: (period) => `statement-${period}-zengin.txt`,
  },
};

async function fileOf(turn: SessionTurn, call: PeriodCall, kind: keyof typeof FILES): Promise<Answer> {
  const { format, type, nameOf } = FILES[kind];
  const file = await turn.site.bank.statementFile(call, format);
  if (file === undefined) return UNKNOWN_PAGE;
  return { kind: 'file', type, fileName: nameOf(`${file.from}-${file.to}`), lines: file.lines };
}

/** More than a PDF holds has no link to here; whoever comes all the same is shown the period, which says so. */
async function paperOf(turn: SessionTurn, call: PeriodCall): Promise<Answer> {
  const { bank } = turn.site;
  const [statement, account] = await Promise.all([
    bank.wholeStatement(call),
    bank.accountOf(call.contractId, call.accountId),
  ]);
  if (statement === undefined || account === undefined) return UNKNOWN_PAGE;
  const { from, to } = statement;
  if (statement.linesCount > PAPER_LINES_MAX)
    return redirect(viewHref(call.accountId, 'lines', { period: 'range', from, to }));
  return {
    kind: 'document',
    type: 'application/pdf',
    fileName: `statement-${from}-${to}.pdf`,
    bytes: await statementPaper(paperStatementOf(turn, account, statement)),
  };
}

const fileRouteOf = (kind: FileKind): Route =>
  sessionRoute({
    method: 'GET',
    path: `/statement/:accountId/files/${kind}`,
    query: ['from', 'to'],
    answer: (turn) => {
      const accountId = turn.params['accountId'] ?? '';
      const [from, to] = [readDay(turn.query.from), readDay(turn.query.to)];
      if (from === undefined || to === undefined) return redirect(`/statement/${accountId}`);
      const call = { contractId: turn.session.contractId, accountId, from, to };
      return kind === 'pdf' ? paperOf(turn, call) : fileOf(turn, call, kind);
    },
  });

/** The whole of a period, to be kept. */
export const fileRoutes: readonly Route[] = FILE_KINDS.map(fileRouteOf);
