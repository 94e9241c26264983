import type { MailAddressOrder, MailedNumber, NotAllowed } from '@warifu/bank';
import {
  type FormState,
  firstError,
  instantText,
  PlainError,
  PlainField,
  PlainForm,
  PlainSubmit,
  Terms,
} from '@warifu/ui';
import type { VNode } from 'preact';
import type { SessionTurn } from '../http/route.ts';
import { NOT_ALLOWED_SENTENCES } from '../mail-address/faces.ts';
import { NUMBER_LENGTH_MAX, toTheMinute } from '../mail-address/number-page.tsx';
import {
  ADDRESS_FIELDS,
  ADDRESS_TYPED_MAX,
  type AddressField,
  type ConfirmShown,
} from '../mail-address/pages.tsx';
import { orderPath, START_PATH } from '../mail-address/step-page.tsx';
import { MAIL_ADDRESS_WORDS } from '../mail-address/words.ts';
import { sentenceOf } from '../text/faces.ts';
import { isCuredByRegistration } from '../transfer/over-pages.tsx';
import { PlainCode } from './code-fields.tsx';
import { plainMessagePage, plainStepPage } from './contract-change-pages.tsx';

/** The new address, typed twice. */
export function plainMailPage(
  turn: SessionTurn,
  state: FormState<AddressField>,
  currentInPart: string | undefined,
): string {
  const { language } = turn;
  const { title, address: words } = MAIL_ADDRESS_WORDS[language];
  const first = firstError(ADDRESS_FIELDS, state.errors);
  return plainStepPage(turn, title, {
    heading: words.heading,
    hasError: first !== undefined,
    path: START_PATH,
    children: (
      <>
        <p>{words.lead}</p>
        <Terms terms={[{ name: words.current, value: currentInPart ?? words.none }]} />
        <PlainForm action={`/m${START_PATH}`} csrf={turn.csrf}>
          {ADDRESS_FIELDS.map((name) => (
            <PlainField
              key={name}
              language={language}
              name={name}
              label={name === 'again' ? words.again : words.label}
              {...(name === 'again' ? {} : { hint: words.hint })}
              value={state.values[name]}
              error={state.errors[name]}
              inputMode="email"
              autocomplete={name === 'again' ? 'off' : 'email'}
              maxLength={ADDRESS_TYPED_MAX}
              hasFocus={first === name}
            />
          ))}
          <PlainSubmit label={words.next} />
        </PlainForm>
      </>
    ),
  });
}

/** 確認. */
export function plainMailConfirmPage(
  turn: SessionTurn,
  order: MailAddressOrder,
  shown: ConfirmShown,
): string {
  const { language } = turn;
  const all = MAIL_ADDRESS_WORDS[language];
  const words = all.confirm;
  const { need } = order;
  const refusal = need.need === 'refused' ? sentenceOf(NOT_ALLOWED_SENTENCES[language], need) : undefined;
  const trouble = shown.errors.order ?? refusal;
  const path = orderPath(order.orderId);
  return plainStepPage(turn, all.title, {
    heading: words.heading,
    hasError: Object.keys(shown.errors).length > 0,
    path,
    menu: [{ digit: '1', label: words.change, href: `/m${START_PATH}` }],
    children: (
      <>
        {trouble === undefined ? <p>{words.lead}</p> : <PlainError>{trouble}</PlainError>}
        <Terms
          terms={[
            { name: words.before, value: order.beforeInPart ?? all.address.none },
            { name: words.after, value: order.mailAddress, isStrong: true },
          ]}
        />
        {need.need === 'refused' ? null : (
          <PlainForm action={`/m${path}`} csrf={turn.csrf}>
            <PlainCode
              language={language}
              label={words.code}
              hint={words.codeHint}
              error={shown.errors.code}
              hasFocus={shown.errors.code !== undefined}
              sealedCode={shown.sealedCode}
            />
            <p class="hint">{words.validUntil(instantText(order.expiresAt, language))}</p>
            <PlainSubmit label={words.execute} />
          </PlainForm>
        )}
      </>
    ),
  });
}

/** A further number, once its wait is over. */
function Again(props: {
  readonly turn: SessionTurn;
  readonly orderId: string;
  readonly nextNumberAt: number | undefined;
}): VNode {
  const { turn, nextNumberAt } = props;
  const words = MAIL_ADDRESS_WORDS[turn.language].number;
  return (
    <>
      <h2>{words.againTitle}</h2>
      <p>{words.againText}</p>
      {nextNumberAt === undefined ? (
        <p>{words.noneLeft}</p>
      ) : (
        <PlainForm action={`/m${orderPath(props.orderId)}/resend`} csrf={turn.csrf}>
          {nextNumberAt > turn.now ? (
            <p class="hint">{words.wait(instantText(toTheMinute(nextNumberAt), turn.language))}</p>
          ) : null}
          <PlainSubmit label={words.again} />
        </PlainForm>
      )}
    </>
  );
}

/** The number that was mailed to the new address. */
export function plainMailNumberPage(
  turn: SessionTurn,
  order: MailAddressOrder,
  number: MailedNumber,
  error: string | undefined,
): string {
  const { language } = turn;
  const { title, number: words } = MAIL_ADDRESS_WORDS[language];
  const path = orderPath(order.orderId);
  const sent = number.isSent ? words.sent(order.mailAddress) : words.notSent;
  return plainStepPage(turn, title, {
    heading: words.heading,
    hasError: error !== undefined,
    path,
    children: (
      <>
        <p class="notice" role="status">
          {number.isUsable ? sent : words.notUsable}
        </p>
        {number.isUsable || error !== undefined ? (
          <PlainForm action={`/m${path}/number`} csrf={turn.csrf}>
            <PlainField
              language={language}
              name="number"
              label={words.label}
              hint={words.hint(instantText(number.expiresAt, language))}
              error={error}
              inputMode="numeric"
              autocomplete="off"
              maxLength={NUMBER_LENGTH_MAX}
              hasFocus={error !== undefined}
            />
            <PlainSubmit label={words.submit} />
          </PlainForm>
        ) : null}
        <Again turn={turn} orderId={order.orderId} nextNumberAt={number.nextNumberAt} />
      </>
    ),
  });
}

/** 受付完了. */
export function plainMailDonePage(turn: SessionTurn, order: MailAddressOrder): string {
  const { language } = turn;
  const { title, done: words } = MAIL_ADDRESS_WORDS[language];
  const { receipt } = order;
  return plainStepPage(turn, title, {
    heading: words.heading,
    path: orderPath(order.orderId),
    children: (
      <>
        <p class="notice">
          {words.receiptNumber} <b class="receipt-number">{receipt?.receiptNumber}</b>
        </p>
        <Terms
          terms={[
            { name: words.address, value: order.mailAddress },
            ...(receipt === undefined
              ? []
              : [{ name: words.changedAt, value: instantText(receipt.changedAt, language) }]),
          ]}
        />
        {order.beforeInPart === undefined ? null : <p class="hint">{words.both}</p>}
      </>
    ),
  });
}

/** The order is over, past its time, or made for an address that is not the customer's any more. */
export function plainMailOverPage(turn: SessionTurn, why: 'over' | 'expired' | 'outdated'): string {
  const words = MAIL_ADDRESS_WORDS[turn.language];
  return plainMessagePage(turn, words[why], START_PATH, [
    { digit: '1', label: words.again, href: `/m${START_PATH}` },
  ]);
}

/** What the policy of the bank refuses whatever is typed, and what to do about it. */
export function plainMailNotAllowedPage(turn: SessionTurn, because: NotAllowed): string {
  const { title, register } = MAIL_ADDRESS_WORDS[turn.language].refused;
  const text = sentenceOf(NOT_ALLOWED_SENTENCES[turn.language], because);
  return plainMessagePage(
    turn,
    { title, text },
    START_PATH,
    isCuredByRegistration(because) ? [{ digit: '1', label: register, href: '/m/otp/register' }] : [],
  );
}
