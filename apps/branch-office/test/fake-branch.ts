import type { Branch, BranchSessionState, EnrolmentState, OperatorRole } from '@warifu/bank';
import { ADDRESS_CHANGES } from './address-change-fixtures.ts';
import { DAY } from './day-fixtures.ts';
import { AUDIT, FILE, IDS, MAILS, NOW, OPERATORS, ORDERS, REQUESTS, STOPPED, sessionOf } from './fixtures.ts';

/** What the harness knows of sessions and enrolments by the cookie's value alone. */
export const SESSION_TOKENS = {
  teller: 'teller',
  manager: 'manager',
  auditor: 'auditor',
  idle: 'idle',
  suspended: 'suspended',
} as const;
export const ENROLMENT_TOKENS = { password: 'password', token: 'token', done: 'done' } as const;

const isRole = (text: string): text is OperatorRole => Object.hasOwn(OPERATORS, text);

function stateOf(token: string): BranchSessionState {
  if (isRole(token)) return { outcome: 'open', session: sessionOf(token) };
  return { outcome: 'closed', reason: token === 'idle' || token === 'suspended' ? token : 'unknown' };
}

function enrolmentOf(token: string): EnrolmentState {
  if (token !== 'password' && token !== 'token' && token !== 'done') return { outcome: 'closed' };
  return { outcome: 'open', step: token, operatorNumber: '100003', name: 'デモ 窓口' };
}

const operators: Partial<Branch> = {
  signIn: async ({ password, code }) => {
    if (password !== 'right') return { outcome: 'refused', reason: 'credentials' };
    if (code === '') return { outcome: 'enrolling', enrolmentToken: 'password' };
    return { outcome: 'opened', sessionToken: 'manager', session: sessionOf('manager') };
  },
  enrolmentOf: async (token) => enrolmentOf(token),
  setFirstPassword: async () => ({ outcome: 'changed' }),
  registerOperatorToken: async () => ({ outcome: 'registered' }),
  branchSessionOf: async (token) => stateOf(token),
  signOut: async () => undefined,
  changeOperatorPassword: async () => ({ outcome: 'changed' }),
  listOperators: async () => Object.values(OPERATORS),
};

const procedures: Partial<Branch> = {
  makeRequest: async () => ({ outcome: 'made', requestId: IDS.made }),
  listRequests: async (_session, { state, kind, contractId }) => ({
    requests: REQUESTS.filter(
      (request) =>
        (state === undefined || request.state === state) &&
        (kind === undefined || request.terms.kind === kind) &&
        (contractId === undefined || request.contract?.contractId === contractId),
    ),
    hasMore: false,
    waiting: 3,
  }),
  requestOf: async (_session, requestId) => REQUESTS.find((request) => request.requestId === requestId),
  approveRequest: async () => ({ outcome: 'done' }),
  refuseRequest: async () => ({ outcome: 'decided' }),
  withdrawRequest: async () => ({ outcome: 'decided' }),
  printFirstPasswords: async () => ({
    outcome: 'printed',
    passwords: {
      of: 'contract',
      contractNumber: FILE.contractNumber,
      holder: FILE.holder,
      branchCode: '001',
      loginPassword: 'invented-for-a-test',
      confirmationPassword: 'invented-too',
    },
  }),
};

const addressChanges: Partial<Branch> = {
  listAddressChanges: async (_session, { state }) => ({
    changes: ADDRESS_CHANGES.filter((change) => state === undefined || change.state === state),
    hasMore: true,
  }),
  addressChangeOf: async (_session, orderId) => ADDRESS_CHANGES.find((change) => change.orderId === orderId),
  settleAddressChange: async () => ({ outcome: 'settled' }),
};

const search: Partial<Branch> = {
  findContracts: async () => ({ contracts: [FILE, STOPPED], hasMore: true }),
  contractFile: async (_session, contractId) =>
    [FILE, STOPPED].find((file) => file.contractId === contractId),
  findOrders: async () => ({ orders: ORDERS, hasMore: false }),
  listUnsentMails: async () => MAILS,
  dayState: async () => DAY,
  findAudit: async () => ({ lines: AUDIT, hasMore: true }),
  exportAudit: async function* () {
    yield* AUDIT;
  },
  verifyAudit: async () => ({ sealed: 1_234, unsealed: 2, lastSealedAt: NOW, head: 'ab'.repeat(32) }),
};

/** A branch that answers with invented people; a test passes the function it is about. */
export const fakeBranch = (given: Partial<Branch> = {}): Branch =>
  ({ ...operators, ...procedures, ...addressChanges, ...search, ...given }) as Branch;
