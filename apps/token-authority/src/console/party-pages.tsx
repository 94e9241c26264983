import type { EpochSeconds } from '@warifu/base';
import type { Overview, PartyDetail, PartyKey } from '@warifu/token';
import {
  Actions,
  ButtonLink,
  Choices,
  ErrorSummary,
  Form,
  Instant,
  Notice,
  Section,
  SubmitButton,
  Table,
  Terms,
  TextField,
} from '@warifu/ui';
import type { VNode } from 'preact';
import { consolePage, type Surroundings, wordsOf } from './frame.tsx';
import { Rates } from './rates.tsx';
import type { Session, ShownKey } from './sessions.ts';

type InSession = Surroundings & { readonly session: Session };

/** One relying party: its keys, and how its codes were judged. */
export function partyPage(
  around: Surroundings,
  party: PartyDetail,
  rates: Overview['rates'],
  now: EpochSeconds,
): string {
  const words = wordsOf(around);
  const { language } = around;
  return consolePage(around, {
    title: party.name,
    children: (
      <>
        <Terms
          terms={[
            { name: words.party.createdAt, value: <Instant at={party.createdAt} language={language} /> },
            { name: words.party.active, value: party.activeBindings },
            { name: words.party.locked, value: party.lockedBindings },
          ]}
        />
        <Keys around={around} party={party} now={now} />
        <Rates around={around} rates={rates.filter((rate) => rate.relyingPartyId === party.relyingPartyId)} />
        <p>
          <a href="/">{words.overview}</a>
        </p>
      </>
    ),
  });
}

function Keys(props: {
  readonly around: Surroundings;
  readonly party: PartyDetail;
  readonly now: EpochSeconds;
}): VNode {
  const { around, party, now } = props;
  const { party: words, rotate, revoke } = wordsOf(around);
  const actionsOf = ({ keyName, revokedAt }: PartyKey) => {
    const at = `/parties/${party.relyingPartyId}/keys/${keyName}`;
    return (
      <>
        {revokedAt === undefined ? (
          <ButtonLink href={`${at}/rotate`} label={rotate.button} look="quiet" context={` ${keyName}`} />
        ) : null}
        {revokedAt === undefined || revokedAt > now ? (
          <ButtonLink href={`${at}/revoke`} label={revoke.button} look="quiet" context={` ${keyName}`} />
        ) : null}
      </>
    );
  };
  return (
    <Section title={words.keys} id="keys">
      <Table
        caption={words.keys}
        rows={party.keyList}
        keyOf={({ keyName }) => keyName}
        columns={[
          { title: words.key, isHead: true, cell: ({ keyName }) => <code>{keyName}</code> },
          { title: words.scopes, cell: ({ scopes }) => scopes.join(', ') },
          {
            title: words.createdAt,
            cell: ({ createdAt }) => <Instant at={createdAt} language={around.language} />,
          },
          {
            title: words.ends,
            cell: ({ revokedAt }) =>
              revokedAt === undefined ? words.noEnd : <Instant at={revokedAt} language={around.language} />,
          },
          { title: words.actions, cell: actionsOf },
        ]}
      />
    </Section>
  );
}

/** Scopes of a first key by the choice that stands for them. */
export const SCOPES = {
  verify: ['verify'],
  administer: ['administer'],
  both: ['verify', 'administer'],
} as const;
export const isScopeChoice = (text: string): text is keyof typeof SCOPES => Object.hasOwn(SCOPES, text);
const SCOPE_CHOICES = ['verify', 'administer', 'both'] as const;

/** A new relying party, and what its first key may do. */
export function addPartyPage(
  around: InSession,
  state: {
    readonly name: string;
    readonly scope: string;
    readonly errors: Readonly<Partial<Record<'name' | 'scope', string>>>;
  },
): string {
  const words = wordsOf(around);
  const { language, session } = around;
  const hasError = Object.keys(state.errors).length > 0;
  return consolePage(around, {
    title: words.party.addTitle,
    width: 'narrow',
    hasError,
    children: (
      <>
        <ErrorSummary language={language} order={['name', 'scope']} errors={state.errors} />
        <Form action="/parties/new" csrf={session.formToken}>
          <TextField
            language={language}
            name="name"
            label={words.party.name}
            hint={words.party.nameHint}
            value={state.name}
            error={state.errors.name}
            autocomplete="off"
            maxLength={100}
            hasFocus={!hasError || state.errors.name !== undefined}
          />
          <Choices
            language={language}
            name="scope"
            legend={words.party.scopes}
            error={state.errors.scope}
            value={state.scope}
            choices={SCOPE_CHOICES.map((scope) => ({ value: scope, title: words.party.scope[scope] }))}
          />
          <Actions>
            <SubmitButton label={words.party.add} />
            <ButtonLink href="/" label={words.cancel} look="quiet" />
          </Actions>
        </Form>
      </>
    ),
  });
}

/** Seconds of overlap by the choice that stands for them. */
export const OVERLAPS = { open: undefined, week: 604_800, day: 86_400, hour: 3_600, now: 0 } as const;
export const isOverlap = (text: string): text is keyof typeof OVERLAPS => Object.hasOwn(OVERLAPS, text);

export interface KeyPageState {
  readonly party: PartyDetail;
  readonly keyName: string;
  readonly error?: string;
}

export function rotatePage(around: InSession, { party, keyName, error }: KeyPageState): string {
  const { rotate: words, party: partyWords, cancel } = wordsOf(around);
  const { language, session } = around;
  const errors = error === undefined ? {} : { overlap: error };
  return consolePage(around, {
    title: words.title,
    width: 'narrow',
    hasError: error !== undefined,
    children: (
      <>
        <ErrorSummary language={language} order={['overlap']} errors={errors} />
        <KeyTerms party={party} keyName={keyName} words={partyWords} />
        <p>{words.lead}</p>
        <Form action={`/parties/${party.relyingPartyId}/keys/${keyName}/rotate`} csrf={session.formToken}>
          <Choices
            language={language}
            name="overlap"
            legend={words.overlap}
            error={error}
            value="open"
            choices={(['open', 'week', 'day', 'hour', 'now'] as const).map((value) => ({
              value,
              title: words.until[value],
            }))}
          />
          <Actions>
            <SubmitButton label={words.button} />
            <ButtonLink href={`/parties/${party.relyingPartyId}`} label={cancel} look="quiet" />
          </Actions>
        </Form>
      </>
    ),
  });
}

export function revokePage(around: InSession, { party, keyName }: KeyPageState): string {
  const { revoke: words, party: partyWords, cancel } = wordsOf(around);
  return consolePage(around, {
    title: words.title,
    width: 'narrow',
    children: (
      <>
        <KeyTerms party={party} keyName={keyName} words={partyWords} />
        <Notice tone="warning">
          <p>{words.lead}</p>
        </Notice>
        <Form
          action={`/parties/${party.relyingPartyId}/keys/${keyName}/revoke`}
          csrf={around.session.formToken}
        >
          <Actions>
            <SubmitButton label={words.button} look="danger" />
            <ButtonLink href={`/parties/${party.relyingPartyId}`} label={cancel} look="quiet" />
          </Actions>
        </Form>
      </>
    ),
  });
}

function KeyTerms(props: {
  readonly party: PartyDetail;
  readonly keyName: string;
  readonly words: { readonly name: string; readonly key: string };
}): VNode {
  const { party, keyName, words } = props;
  return (
    <Terms
      terms={[
        { name: words.name, value: party.name },
        { name: words.key, value: <code>{keyName}</code> },
      ]}
    />
  );
}

/** The one page that shows a key; asked for again, it says that the key is gone. */
export function newKeyPage(around: Surroundings, shown: ShownKey | undefined): string {
  const { newKey: words, party, overview } = wordsOf(around);
  return consolePage(around, {
    title: words.title,
    width: 'narrow',
    children: shown ? (
      <>
        <Notice tone="warning" isAnswer>
          <p>{words.once}</p>
        </Notice>
        <Terms
          terms={[
            { name: party.name, value: shown.partyName },
            { name: words.title, value: <code>{shown.key}</code>, isStrong: true },
          ]}
        />
        <p>
          <a href={`/parties/${shown.relyingPartyId}`}>{words.back}</a>
        </p>
      </>
    ) : (
      <>
        <Notice tone="information">
          <p>{words.gone}</p>
        </Notice>
        <p>
          <a href="/">{overview}</a>
        </p>
      </>
    ),
  });
}
