import type { MailAddressOrder, MailedNumber } from '@warifu/bank';
import {
  Actions,
  ErrorSummary,
  Form,
  instantText,
  Notice,
  Section,
  SubmitButton,
  TextField,
} from '@warifu/ui';
import type { VNode } from 'preact';
import type { SessionTurn } from '../http/route.ts';
import { orderPath, STEP, stepPage } from './step-page.tsx';
import { MAIL_ADDRESS_WORDS } from './words.ts';

/** Six digits, with room for spaces. */
export const NUMBER_LENGTH_MAX = 16;

/** Rounded up: a page tells no seconds, and what it promises must be true. */
export const toTheMinute = (at: number): number => Math.ceil(at / 60) * 60;

/** A further number, once its wait is over. */
function Again(props: {
  readonly turn: SessionTurn;
  readonly orderId: string;
  readonly number: MailedNumber;
}): VNode {
  const { turn, number } = props;
  const words = MAIL_ADDRESS_WORDS[turn.language].number;
  const from = number.nextNumberAt;
  return (
    <Section title={words.againTitle} id="again" look="card">
      <div class="stack">
        <p>{words.againText}</p>
        {from === undefined ? (
          <p>{words.noneLeft}</p>
        ) : (
          <>
            {from > turn.now ? (
              <p class="hint">{words.wait(instantText(toTheMinute(from), turn.language))}</p>
            ) : null}
            <Form action={`${orderPath(props.orderId)}/resend`} csrf={turn.csrf} busyLabel={words.againBusy}>
              <Actions>
                <SubmitButton label={words.again} look="secondary" />
              </Actions>
            </Form>
          </>
        )}
      </div>
    </Section>
  );
}

/** The number that was mailed to the new address. */
export function numberPage(
  turn: SessionTurn,
  order: MailAddressOrder,
  number: MailedNumber,
  error: string | undefined,
): string {
  const { language } = turn;
  const words = MAIL_ADDRESS_WORDS[language].number;
  const isHopeful = number.isSent && number.isUsable;
  return stepPage(turn, {
    step: STEP.number,
    heading: words.heading,
    hasError: error !== undefined,
    path: orderPath(order.orderId),
    children: (
      <div class="stack">
        <div class="card stack">
          <Notice tone={isHopeful ? 'information' : 'warning'} isAnswer={true}>
            <p>
              {number.isUsable
                ? number.isSent
                  ? words.sent(order.mailAddress)
                  : words.notSent
                : words.notUsable}
            </p>
          </Notice>
          <ErrorSummary
            language={language}
            order={['number']}
            errors={error === undefined ? {} : { number: error }}
          />
          {number.isUsable || error !== undefined ? (
            <Form action={`${orderPath(order.orderId)}/number`} csrf={turn.csrf} busyLabel={words.busy}>
              <TextField
                language={language}
                name="number"
                label={words.label}
                hint={words.hint(instantText(number.expiresAt, language))}
                error={error}
                inputMode="numeric"
                autocomplete="off"
                maxLength={NUMBER_LENGTH_MAX}
                width="code"
                hasFocus={error !== undefined}
              />
              <Actions>
                <SubmitButton label={words.submit} />
              </Actions>
            </Form>
          ) : null}
        </div>
        <Again turn={turn} orderId={order.orderId} number={number} />
      </div>
    ),
  });
}
