import { type EpochSeconds, epochSeconds } from '@warifu/base';
import { lastThreeDigits } from '../contracts/contract-number.ts';
import type { BankPorts } from '../ports.ts';
import type { NoticeView } from './notice.ts';
import {
  type DueMail,
  listNoticeRows,
  markGivenUp,
  markMail,
  markUnmailable,
  takeDueMails,
} from './queries.ts';
import { type MailFacts, renderMail } from './render-mail.ts';

/** Sent side by side: the mail server is another machine, and most of the time is its own. */
const TOGETHER_MAX = 10;
/** In one run; the rest waits for the next. */
const RUNS_MAX = 100;
const UNMAILABLE_MAX = 1_000;

/** The notices of a contract, newest first. */
export const listNotices = (
  ports: Pick<BankPorts, 'database'>,
  contractId: string,
  limit: number,
): Promise<readonly NoticeView[]> => listNoticeRows(ports.database.kysely, contractId, limit);

/**
 * Sends the mails that are due, and says how many were sent. A mail that could not be sent is tried again after
 * growing waits and in the end given up, marked for the branch to see.
 *
 * It may be sent twice where a process dies between the mail server's word and ours; both then carry the same id.
 */
export function openDelivery(ports: BankPorts): () => Promise<number> {
  const { database, clock, configuration } = ports;
  const { batchMax, retrySeconds, timeoutSeconds } = configuration.mail;
  const triesMax = retrySeconds.length + 1;

  const deliver = async (mail: DueMail): Promise<boolean> => {
    try {
      await within(timeoutSeconds, ports.sendMail(renderMail(factsOf(mail), configuration.ownBank)));
    } catch {
      // The mail server's reasons are in the log of who handed the port in; here only the wait grows.
      if (mail.mail_tries >= triesMax) await markMail(database.kysely, mail, 'failed', clock());
      return false;
    }
    await markMail(database.kysely, mail, 'sent', clock());
    return true;
  };

  return async () => {
    const { kysely } = database;
    for (let run = 0; run < RUNS_MAX; run += 1) {
      if ((await markUnmailable(kysely, clock(), UNMAILABLE_MAX)) < UNMAILABLE_MAX) break;
    }
    await markGivenUp(kysely, clock(), triesMax);
    let sent = 0;
    for (let taken = 0; taken < batchMax; ) {
      const limit = Math.min(TOGETHER_MAX, batchMax - taken);
      const mails = await takeDueMails(kysely, clock(), retrySeconds, limit);
      const outcomes = await Promise.all(mails.map(deliver));
      sent += outcomes.filter(Boolean).length;
      taken += mails.length;
      if (mails.length < limit) break;
    }
    return sent;
  };
}

/** The work's outcome, or a failure once it has taken too long; it may still come to its end unseen. */
async function within<T>(seconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the mail server did not answer in time')), seconds * 1000);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function factsOf(mail: DueMail): MailFacts {
  const { coolDownUntil } = mail.params;
  return {
    noticeId: mail.id,
    to: mail.mail_address,
    kind: mail.kind,
    at: mail.at as EpochSeconds,
    ...(mail.receipt_number === null ? {} : { receiptNumber: mail.receipt_number }),
    contractNumberEnd: lastThreeDigits(mail.contract_number),
    language: mail.language,
    ...(typeof coolDownUntil === 'number' ? { coolDownUntil: epochSeconds(coolDownUntil) } : {}),
  };
}
