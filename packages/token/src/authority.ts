import type { AuditVerification } from '@warifu/audit-chain';
import type { Clock, EpochSeconds } from '@warifu/base';
import type { Database } from '@warifu/pg';
import { bindToken } from './bind.ts';
import type { Ground } from './check.ts';
import { defaultTokenConfiguration, soundConfiguration, type TokenConfiguration } from './configuration.ts';
import { answerDevice, type DeviceRequestOutcome } from './device-request.ts';
import { endBinding, releaseBinding, unlockBinding } from './end.ts';
import { orUnavailable } from './faults.ts';
import { findToken, findTokenState, type TokenState } from './find-token.ts';
import { handOut } from './hand-out.ts';
import { type ImportedToken, importTokens } from './import.ts';
import type { KeyRing } from './key-ring.ts';
import { type Operator, openOperator } from './operator.ts';
import { type BindOutcome, type RelyingPartyPort, type ReplaceOutcome, ScopeMissing } from './port.ts';
import { type ProvisionOutcome, provisionToken } from './provision.ts';
import { type TokenStore, tokenStore } from './queries.ts';
import {
  addRadiusClient,
  type ListedRadiusClient,
  listRadiusClients,
  type OpenRadiusClient,
  openRadiusClients,
  type RadiusClientOutcome,
  resealRadiusClients,
  revokeRadiusClient,
} from './radius-client.ts';
import {
  createRelyingParty,
  createRelyingPartyByKey,
  issueKey,
  type RelyingParty,
  revokeKey,
} from './relying-party.ts';
import { beginReplacement, replaceToken } from './replace.ts';
import { resealSome } from './rotate.ts';
import { createStateOf, findSubjectNamed } from './state.ts';
import { type Swept, sweep } from './sweep.ts';
import type { Scope, TokenTables } from './tables.ts';
import { type BatchBounds, createValidate } from './validate.ts';
import { type Fault, probeSecrets, verify, verifyAudit } from './verify.ts';
import type { AuthorityWatch } from './watch.ts';

export interface TokenAuthorityPorts {
  /** As `token_app`. */
  readonly database: Database<TokenTables>;
  readonly clock: Clock;
  readonly keyRing: KeyRing;
  readonly configuration?: TokenConfiguration;
  readonly batch?: BatchBounds;
  /** The two statements behind every code; another one only where a test plants a fault. */
  readonly store?: TokenStore;
  readonly watch?: AuthorityWatch;
}

/** The token authority: issues tokens, and says for its relying parties whether a code is good. */
export interface TokenAuthorityService {
  readonly provision: (call: {
    readonly request: unknown;
    readonly address: string;
  }) => Promise<ProvisionOutcome>;
  /** What a device asks about its own token. */
  readonly answerDevice: (wire: unknown) => Promise<DeviceRequestOutcome>;
  readonly time: () => EpochSeconds;
  /** The authority as one relying party sees it; a call outside its scopes throws `ScopeMissing`. */
  readonly portFor: (relyingPartyId: string, scopes: readonly Scope[]) => RelyingPartyPort;
  readonly relyingPartyByKey: (key: string) => Promise<RelyingParty | undefined>;
  readonly createRelyingParty: (party: {
    readonly name: string;
    readonly scopes: readonly Scope[];
  }) => Promise<{ readonly relyingPartyId: string; readonly key: string }>;
  readonly issueKey: (call: {
    readonly relyingPartyId: string;
    readonly scopes: readonly Scope[];
  }) => Promise<{ readonly key: string }>;
  readonly revokeKey: (key: string) => Promise<boolean>;
  /** Scope `administer`. */
  readonly tokenState: (relyingPartyId: string, tokenId: string) => Promise<TokenState | undefined>;
  /** Whom a name means to a relying party: a token ID's one subject, or a subject itself. */
  readonly subjectNamed: (relyingPartyId: string, name: string) => Promise<string | undefined>;
  readonly addRadiusClient: (call: {
    /** A relying party's id, or its name. */
    readonly party: string;
    readonly network: string;
    readonly secret?: string;
  }) => Promise<RadiusClientOutcome>;
  readonly listRadiusClients: () => Promise<readonly ListedRadiusClient[]>;
  readonly revokeRadiusClient: (radiusClientId: string) => Promise<boolean>;
  /** With their secrets open, for the RADIUS front alone. */
  readonly openRadiusClients: () => Promise<readonly OpenRadiusClient[]>;
  /** What the authority's own operator does: relying parties, the stock of hardware tokens. On no wire. */
  readonly operator: Operator;
  readonly importTokens: (tokens: readonly ImportedToken[]) => Promise<void>;
  readonly sweep: () => Promise<Swept>;
  /** Seals the next tokens and RADIUS clients under the current key; 0 when all are. */
  readonly resealSome: () => Promise<number>;
  readonly verify: () => Promise<readonly Fault[]>;
  /** Follows the chain of the audit trail. */
  readonly verifyAudit: () => Promise<AuditVerification>;
  /** Opens one sealed secret of each key version: faults where the keys at hand are not those. */
  readonly probeSecrets: () => Promise<readonly Fault[]>;
}

/** Opens the authority over its database. One for a process: validations of all parties go into the same batches. */
export function openTokenAuthority(ports: TokenAuthorityPorts): TokenAuthorityService {
  const { database, clock, keyRing, store = tokenStore, watch } = ports;
  const configuration = soundConfiguration(ports.configuration ?? defaultTokenConfiguration);
  const ground: Ground = { database, clock, keyRing, configuration, store, ...(watch ? { watch } : {}) };
  const validate = createValidate(ground, ports.batch);
  const stateOf = createStateOf(ground);
  const relyingPartyByKey = createRelyingPartyByKey(ground);

  const told = <Outcome extends BindOutcome | ReplaceOutcome>(
    act: 'bind' | 'replace',
    outcome: Outcome,
  ): Outcome => {
    watch?.registered(act, outcome.outcome === 'refused' ? outcome.reason : outcome.outcome);
    return outcome;
  };

  const portFor = (relyingPartyId: string, scopes: readonly Scope[]): RelyingPartyPort => {
    const within =
      <Call, Answer>(scope: Scope, work: (call: Call) => Promise<Answer>) =>
      async (call: Call): Promise<Answer> => {
        if (!scopes.includes(scope)) throw new ScopeMissing(`this key has no scope ${scope}`);
        return orUnavailable(() => work(call));
      };
    return {
      validate: within('verify', (call) => validate(relyingPartyId, call, 'before_answer')),
      validateInLog: within('verify', (call) => validate(relyingPartyId, call, 'by_caller')),
      bind: within('verify', async (call) => told('bind', await bindToken(ground, relyingPartyId, call))),
      beginReplace: within('verify', (call) => beginReplacement(ground, relyingPartyId, call)),
      replace: within('verify', async (call) =>
        told('replace', await replaceToken(ground, relyingPartyId, call)),
      ),
      end: within('verify', (call) => endBinding(ground, relyingPartyId, call)),
      // Either scope sees how a binding stands: the branch looks before it acts.
      stateOf: (subject) => orUnavailable(() => stateOf(relyingPartyId, subject)),
      release: within('administer', (call) => releaseBinding(ground, relyingPartyId, call)),
      unlock: within('administer', (call) => unlockBinding(ground, relyingPartyId, call)),
      tokenOf: within('administer', (typed: string) => findToken(ground, relyingPartyId, typed)),
      handOut: within('administer', (call) => handOut(ground, relyingPartyId, call)),
    };
  };

  return {
    provision: (call) => orUnavailable(() => provisionToken(ground, call)),
    answerDevice: (wire) => orUnavailable(() => answerDevice(ground, wire)),
    time: clock,
    portFor,
    relyingPartyByKey: (key) => orUnavailable(() => relyingPartyByKey(key)),
    createRelyingParty: (party) => createRelyingParty(ground, party),
    issueKey: (call) => issueKey(ground, call),
    revokeKey: (key) => revokeKey(ground, key),
    tokenState: (relyingPartyId, tokenId) =>
      orUnavailable(() => findTokenState(ground, relyingPartyId, tokenId)),
    subjectNamed: (relyingPartyId, name) =>
      orUnavailable(() => findSubjectNamed(ground, relyingPartyId, name)),
    addRadiusClient: (call) => addRadiusClient(ground, call),
    listRadiusClients: () => listRadiusClients(ground),
    revokeRadiusClient: (radiusClientId) => revokeRadiusClient(ground, radiusClientId),
    openRadiusClients: () => orUnavailable(() => openRadiusClients(ground)),
    operator: openOperator(ground),
    importTokens: (tokens) => importTokens(ground, tokens),
    sweep: () => sweep(ground),
    resealSome: async () => (await resealSome(ground)) + (await resealRadiusClients(ground)),
    verify: () => verify(ground),
    verifyAudit: () => verifyAudit(ground),
    probeSecrets: () => probeSecrets(ground),
  };
}
