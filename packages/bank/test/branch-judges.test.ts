import { epochSeconds, yen } from '@warifu/base';
import { expect, test } from 'vitest';
import type { OperatorRow } from '../src/branch/operators/operator-rows.ts';
import type { ProcedureFacts } from '../src/branch/procedures/facts.ts';
import { judgeFields, typedPaper, typedTerms } from '../src/branch/procedures/fields.ts';
import { judgeProcedure } from '../src/branch/procedures/judge.ts';
import { type EntryFacts, judgeEntry } from '../src/branch/procedures/judge-entry.ts';
import type { Paper, ProcedureTerms } from '../src/branch/request.ts';
import { digestOf } from '../src/branch/requests/digest.ts';
import { defaultConfiguration } from '../src/configuration.ts';

const CONTRACT_ID = '01930000-0000-7000-8000-000000000001';
const OPERATOR_ID = '01930000-0000-7000-8000-000000000002';
const contract = {
  contractId: CONTRACT_ID,
  branchCode: '001',
  subject: 'ct_of-these-judges',
  state: 'active',
  otpMark: 'registered',
  otpChangedAt: null,
} as const;
const operator: OperatorRow = {
  operatorId: OPERATOR_ID,
  operatorNumber: '000001',
  personNumber: 'S001',
  name: '例示 一郎',
  role: 'manager',
  branchCode: '001',
  state: 'active',
  subject: 'op_of-these-judges',
  otpMark: 'registered',
  tokenId: 'WRSM00000001',
  passwordHash: '',
  mustChangePassword: false,
  passwordExpiresAt: null,
};
const NOBODY = { isNumberTaken: false, isPersonTaken: false, activeManagers: 3 };
const bound = (state: 'active' | 'locked') =>
  ({ binding: { state, tokenId: 'WRSM00000001', boundAt: epochSeconds(1) } }) as const;
const NONE = { binding: { state: 'none' } } as const;
const AWAY = { binding: { state: 'away' } } as const;
const unregistered = { contract: { ...contract, otpMark: 'none' } } as const;
const stopped = { contract: { ...contract, state: 'stopped' } } as const;
const device = {
  outcome: 'found',
  tokenId: 'WRHT00000001',
  form: 'hardware',
  state: 'in_stock',
  boundHere: false,
  manufacturer: '例示製作所',
  serial: 'S1',
  isExpired: false,
} as const;

const ofContract = <K extends string>(kind: K) => ({ kind, contractId: CONTRACT_ID });
const ofOperator = <K extends string>(kind: K) => ({ kind, operatorId: OPERATOR_ID });
const limit = (amount: bigint): ProcedureTerms => ({
  ...ofContract('limit_change'),
  limitKind: 'transfer',
  limit: yen(amount),
});
const sent = (available: bigint) => ({ isExecuted: true, isRecallable: true, available: yen(available) });
const recall: ProcedureTerms = { ...ofContract('transfer_recall'), receiptNumber: 'x' };
const handout: ProcedureTerms = { ...ofContract('hard_token_handout'), tokenIdOrSerial: 'S1' };
const addition: ProcedureTerms = {
  kind: 'operator_addition',
  operatorNumber: '000002',
  personNumber: 'S002',
  name: '例示 二郎',
  role: 'teller',
  branchCode: '001',
};
const role = (to: 'teller' | 'manager'): ProcedureTerms => ({
  ...ofOperator('operator_role_change'),
  role: to,
});
const limits = { limit: yen(1_000n), limitMax: yen(5_000n) };

type Row = readonly [string | undefined, ProcedureTerms, Partial<ProcedureFacts>];

/** One good case of a kind, and then what spoils it, the last ones in two ways: the first is told. */
const ROWS: readonly Row[] = [
  [undefined, ofContract('token_release'), { contract, ...bound('active') }],
  [undefined, ofContract('token_release'), { contract, ...NONE }],
  [undefined, ofContract('token_stop'), { ...unregistered, ...bound('locked') }],
  ['no_token', ofContract('token_release'), { ...unregistered, ...NONE }],
  ['no_token', ofContract('token_stop'), { ...unregistered, ...NONE }],
  ['authority_away', ofContract('token_release'), { ...unregistered, ...AWAY }],
  ['authority_away', ofContract('token_stop'), { contract, ...AWAY }],
  ['contract_unknown', ofContract('token_release'), AWAY],
  [undefined, ofContract('token_unlock'), { contract, ...bound('locked') }],
  ['not_locked', ofContract('token_unlock'), { contract, ...bound('active') }],
  ['no_token', ofContract('token_unlock'), { contract, ...NONE }],
  ['authority_away', ofContract('token_unlock'), { contract, ...AWAY }],
  [undefined, ofContract('login_password_reissue'), { contract }],
  [undefined, ofContract('confirmation_password_reissue'), stopped],
  ['contract_unknown', ofContract('login_password_reissue'), {}],
  [undefined, ofContract('emergency_stop'), { contract }],
  ['already_stopped', ofContract('emergency_stop'), stopped],
  [undefined, ofContract('emergency_stop_release'), stopped],
  ['not_stopped', ofContract('emergency_stop_release'), { contract }],
  [undefined, ofContract('pay_easy_resumption'), { contract, isPayEasyStopped: true }],
  ['not_stopped', ofContract('pay_easy_resumption'), { contract, isPayEasyStopped: false }],
  [undefined, limit(5_000n), { contract, ...limits }],
  [undefined, limit(0n), { contract, ...limits }],
  ['limit_too_high', limit(5_001n), { contract, ...limits }],
  ['limit_unchanged', limit(1_000n), { contract, ...limits }],
  ['contract_stopped', limit(5_001n), { ...stopped, ...limits }],
  [undefined, recall, { contract, order: sent(1_100n), recallFee: yen(1_100n) }],
  ['recall_fee_not_covered', recall, { contract, order: sent(1_099n), recallFee: yen(1_100n) }],
  ['order_unknown', recall, { contract }],
  [
    'order_not_recallable',
    recall,
    { contract, order: { ...sent(0n), isExecuted: false }, recallFee: yen(1_100n) },
  ],
  [
    'order_not_recallable',
    recall,
    { contract, order: { ...sent(0n), isRecallable: false }, recallFee: yen(1_100n) },
  ],
  [undefined, handout, { contract, token: device }],
  ['token_unknown', handout, { contract, token: { outcome: 'unknown' } }],
  ['token_unknown', handout, { contract, token: { ...device, state: 'withdrawn' } }],
  ['token_unknown', handout, { contract, token: { ...device, isExpired: true, state: 'handed_out' } }],
  ['token_handed_out', handout, { contract, token: { ...device, state: 'handed_out' } }],
  ['authority_away', handout, { contract, token: { outcome: 'away' } }],
  ['contract_stopped', handout, { ...stopped, token: { outcome: 'away' } }],
  [undefined, addition, {}],
  ['number_taken', addition, { isNumberTaken: true, isPersonTaken: true }],
  ['person_taken', addition, { isPersonTaken: true }],
  [undefined, role('teller'), { operator }],
  ['operator_unknown', role('teller'), { activeManagers: 2 }],
  ['operator_state', role('manager'), { operator, activeManagers: 2 }],
  ['operator_state', role('teller'), { operator: { ...operator, state: 'suspended' } }],
  ['managers_too_few', role('teller'), { operator, activeManagers: 2 }],
  [undefined, role('manager'), { operator: { ...operator, role: 'teller' }, activeManagers: 2 }],
  ['managers_too_few', ofOperator('operator_suspension'), { operator, activeManagers: 2 }],
  [
    undefined,
    ofOperator('operator_suspension'),
    { operator: { ...operator, state: 'enrolling' }, activeManagers: 2 },
  ],
  [undefined, ofOperator('operator_resumption'), { operator: { ...operator, state: 'suspended' } }],
  ['operator_state', ofOperator('operator_resumption'), { operator, isPersonTaken: true }],
  [
    'person_taken',
    ofOperator('operator_resumption'),
    { operator: { ...operator, state: 'suspended' }, isPersonTaken: true },
  ],
  [undefined, ofOperator('operator_password_reissue'), { operator, activeManagers: 2 }],
  [
    'operator_state',
    ofOperator('operator_password_reissue'),
    { operator: { ...operator, state: 'suspended' } },
  ],
  [undefined, ofOperator('operator_token_release'), { operator, activeManagers: 2 }],
  [
    'operator_state',
    ofOperator('operator_token_release'),
    { operator: { ...operator, otpMark: 'released' } },
  ],
];

test.each(ROWS.map((row) => ({ reason: row[0], kind: row[1].kind, row })))(
  '$kind: $reason (%#)',
  ({ reason, row: [, terms, facts] }) => {
    expect(judgeProcedure(terms, { ...NOBODY, ...facts })?.reason).toBe(reason);
  },
);

const GOOD: EntryFacts = {
  role: 'teller',
  isContractUnknown: false,
  actsForBranch: true,
  isFormNumberTaken: false,
};
const SPOILT: readonly (readonly [string, Partial<EntryFacts>])[] = [
  ['role_missing', { role: 'auditor' }],
  ['contract_unknown', { isContractUnknown: true }],
  ['other_branch', { actsForBranch: false }],
  ['field_malformed', { malformed: 'kana' }],
  ['form_number_taken', { isFormNumberTaken: true }],
  ['same_waiting', { underway: CONTRACT_ID }],
];

test('an entry with nothing wrong is let through, by tellers and managers', () => {
  expect(judgeEntry(GOOD)).toBeUndefined();
  expect(judgeEntry({ ...GOOD, role: 'manager' })).toBeUndefined();
});

test.each(SPOILT.map(([reason], place) => ({ reason, place })))(
  'an entry is refused: $reason, before all that follows',
  ({ reason, place }) => {
    expect(judgeEntry({ ...GOOD, ...SPOILT[place]?.[1] })?.reason).toBe(reason);
    const all: EntryFacts = Object.assign({ ...GOOD }, ...SPOILT.slice(place).map(([, spoilt]) => spoilt));
    expect(judgeEntry(all)?.reason).toBe(reason);
  },
);

const PAPER: Paper = { formNumber: 'F-1', identityDocument: 'passport', reason: 'お申し出' };
const OPENING = {
  kind: 'contract_opening',
  holder: { kanji: '見本 花子', kana: 'ミホン ハナコ' },
  branchCode: '002',
  language: 'ja',
  deposit: yen(0n),
} as const;
const fieldOf = (terms: ProcedureTerms, paper: Paper = PAPER) =>
  judgeFields(typedTerms(terms), typedPaper(paper), defaultConfiguration.ownBank);

test.each([
  [undefined, OPENING, PAPER],
  [undefined, { ...OPENING, mailAddress: 'hanako@mail.example' }, { ...PAPER, formNumber: 'ｆ－１２' }],
  ['formNumber', OPENING, { ...PAPER, formNumber: '第1号' }],
  ['formNumber', OPENING, { ...PAPER, formNumber: '', reason: '' }],
  ['identityNote', OPENING, { ...PAPER, identityDocument: 'other' }],
  ['identityNote', OPENING, { ...PAPER, identityNote: 'x'.repeat(201) }],
  ['reason', OPENING, { ...PAPER, reason: ' ' }],
  ['reason', OPENING, { ...PAPER, reason: 'x'.repeat(401) }],
  ['kanji', { ...OPENING, holder: { kanji: '', kana: '' } }, PAPER],
  ['kana', { ...OPENING, holder: { kanji: '見本', kana: '見本' } }, PAPER],
  ['branchCode', { ...OPENING, branchCode: '999' }, PAPER],
  ['mailAddress', { ...OPENING, mailAddress: 'no address' }, PAPER],
  ['mailAddress', { ...OPENING, mailAddress: 'hanako..yamada@mail.example' }, PAPER],
  ['deposit', { ...OPENING, deposit: yen(-1n) }, PAPER],
  ['limit', limit(-1n), PAPER],
  ['receiptNumber', recall, PAPER],
  ['tokenIdOrSerial', { ...handout, tokenIdOrSerial: '' }, PAPER],
  ['operatorNumber', { ...addition, operatorNumber: '1', personNumber: '' }, PAPER],
  ['personNumber', { ...addition, personNumber: '' }, PAPER],
  ['name', { ...addition, name: '' }, PAPER],
] as const satisfies readonly (readonly [string | undefined, ProcedureTerms, Paper])[])(
  'the first malformed field: %s (%#)',
  (field, terms, paper) => {
    expect(fieldOf(terms, paper)).toBe(field);
  },
);

test('the digest is of request, maker, terms and paper, and the same in whatever order they are written', () => {
  const digest = (changes: object = {}) =>
    digestOf({ requestId: 'r', makerId: 'm', terms: OPENING, paper: PAPER, ...changes }).toString('hex');
  const { kind, ...rest } = OPENING;
  expect(digest({ terms: { ...rest, kind } })).toBe(digest());
  const others = [
    { requestId: 's' },
    { makerId: 'n' },
    { terms: { ...OPENING, deposit: yen(1n) } },
    { terms: { ...OPENING, holder: { kanji: '見本 花子', kana: 'ミホン ハナエ' } } },
    { paper: { ...PAPER, reason: '別のお申し出' } },
  ];
  expect(new Set([digest(), ...others.map(digest)]).size).toBe(6);
});
