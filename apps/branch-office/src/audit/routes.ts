import type { AuditCall } from '@warifu/bank';
import { halfWidth, readDay } from '@warifu/site';
import { page, type Route, redirect, sessionRoute } from '../http/route.ts';
import { beginOf, endOf } from '../text/days.ts';
import { LIST_LENGTH, pageOf } from '../text/page-of.ts';
import { readSought, SOUGHT_LENGTH_MAX, sealSought } from '../text/sought.ts';
import { auditCsv } from './csv.ts';
import { auditPage } from './pages.tsx';
import { verifyPage } from './verify-page.tsx';
import { AUDIT_FIELDS, AUDIT_WORDS, type AuditField } from './words.ts';

const PURPOSE = 'audit';
const AUDITORS = ['auditor'] as const;
const EMPTY = { values: {}, errors: {} };

type Sought = Readonly<Record<AuditField, string>>;

function callOf(sought: Sought): Omit<AuditCall, 'after' | 'limit'> {
  const [from, to] = [readDay(sought.from), readDay(sought.to)];
  const act = halfWidth(sought.act);
  return {
    ...(from === undefined ? {} : { from: beginOf(from) }),
    ...(to === undefined ? {} : { before: endOf(to) }),
    ...(sought.contractNumber.trim() === '' ? {} : { contractNumber: sought.contractNumber }),
    ...(sought.operatorNumber.trim() === '' ? {} : { operatorNumber: halfWidth(sought.operatorNumber) }),
    ...(act === '' ? {} : { act }),
  };
}

const show: Route = sessionRoute({
  method: 'GET',
  path: '/audit',
  roles: AUDITORS,
  query: ['sought', 'after'],
  fieldLengthMax: SOUGHT_LENGTH_MAX,
  answer: async (turn) => {
    const { query, site, session } = turn;
    const sought = readSought(turn, PURPOSE, query.sought, AUDIT_FIELDS);
    if (sought === undefined) return page(auditPage(turn, { state: EMPTY }));
    const after = pageOf(query.after);
    const list = await site.branch.findAudit(session, { ...callOf(sought), ...after, limit: LIST_LENGTH });
    const results = { list, sealed: query.sought, isFirst: after.after === undefined };
    return page(auditPage(turn, { state: { values: sought, errors: {} }, results }));
  },
});

const search: Route = sessionRoute({
  method: 'POST',
  path: '/audit',
  roles: AUDITORS,
  fields: AUDIT_FIELDS,
  answer: (turn) => {
    const { form, language } = turn;
    const { day } = AUDIT_WORDS[language];
    const isWrong = (text: string): boolean => text.trim() !== '' && readDay(text) === undefined;
    const errors = {
      ...(isWrong(form.from) ? { from: day } : {}),
      ...(isWrong(form.to) ? { to: day } : {}),
    };
    if (Object.keys(errors).length > 0) {
      return page(auditPage(turn, { state: { values: form, errors } }), 422);
    }
    return redirect(`/audit?${new URLSearchParams({ sought: sealSought(turn, PURPOSE, form) })}`);
  },
});

/** What was looked for, as a file. By POST: it is an act of its own, and in the trail. */
const exportCsv: Route = sessionRoute({
  method: 'POST',
  path: '/audit/export',
  roles: AUDITORS,
  fields: ['sought'],
  fieldLengthMax: SOUGHT_LENGTH_MAX,
  answer: (turn) => {
    const sought = readSought(turn, PURPOSE, turn.form.sought, AUDIT_FIELDS);
    if (sought === undefined) return redirect('/audit');
    return {
      kind: 'file',
      type: 'text/csv; charset=utf-8',
      fileName: 'audit.csv',
      lines: auditCsv(turn.site.branch.exportAudit(turn.session, callOf(sought))),
    };
  },
});

const askVerify: Route = sessionRoute({
  method: 'GET',
  path: '/audit/verify',
  roles: AUDITORS,
  answer: (turn) => page(verifyPage(turn, { noted: '' })),
});

/** Answered without a redirect: what was found is kept nowhere but in the trail. */
const verify: Route = sessionRoute({
  method: 'POST',
  path: '/audit/verify',
  roles: AUDITORS,
  fields: ['noted'],
  answer: async (turn) => {
    const { form, site, session, language } = turn;
    const noted = halfWidth(form.noted).replace(/\s/g, '').toLowerCase();
    if (noted !== '' && !/^[0-9a-f]{64}$/.test(noted)) {
      const error = AUDIT_WORDS[language].verify.notedMalformed;
      return page(verifyPage(turn, { noted: form.noted, error }), 422);
    }
    const found = await site.branch.verifyAudit(session, ...(noted === '' ? [] : [noted]));
    return page(verifyPage(turn, { noted: form.noted, found }));
  },
});

/** 監査記録: searched, exported, verified, by auditors. */
export const auditRoutes: readonly Route[] = [show, search, exportCsv, askVerify, verify];
