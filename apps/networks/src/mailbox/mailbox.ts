import { type Clock, type EpochSeconds, epochSeconds } from '@warifu/base';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { openJournal } from '../journal.ts';

export interface ReceivedMail {
  readonly mailNumber: number;
  readonly messageId: string;
  readonly at: EpochSeconds;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** The newest so many are kept. */
const MAILS_MAX = 1_000;
const MAIL_BYTES_MAX = 200_000;
const CLIENTS_MAX = 20;
const ID_CHARACTERS_MAX = 500;

/** A mailbox for every address at once: what the demo's customers are sent can be read here, and goes nowhere else. */
export interface Mailbox {
  /** Newest first. */
  readonly listMails: () => readonly ReceivedMail[];
  readonly findMail: (mailNumber: number) => ReceivedMail | undefined;
  readonly port: number;
  readonly close: () => Promise<void>;
}

export interface MailboxOptions {
  readonly file: string;
  readonly clock: Clock;
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
}

/** Opens the SMTP server and the mails it took before. */
export async function openMailbox(options: MailboxOptions): Promise<Mailbox> {
  let mails: ReceivedMail[] = [];
  let last = 0;
  const keep = (mail: ReceivedMail): void => {
    last = mail.mailNumber;
    mails.push(mail);
    // Cut in strides, so that a flood of mails is not a flood of copies.
    if (mails.length > 2 * MAILS_MAX) mails = mails.slice(-MAILS_MAX);
  };
  const journal = await openJournal<ReceivedMail>(options.file, keep);

  const receive = async (source: Buffer): Promise<void> => {
    const parsed = await simpleParser(source, { skipHtmlToText: true, skipTextToHtml: true });
    const messageId = (parsed.messageId ?? '').slice(0, ID_CHARACTERS_MAX);
    // A sender that lost our answer sends again: the same mail is kept once.
    if (messageId !== '' && mails.some((mail) => mail.messageId === messageId)) return;
    const to = Array.isArray(parsed.to)
      ? parsed.to.map((one) => one.text).join(', ')
      : (parsed.to?.text ?? '');
    const mail: ReceivedMail = {
      mailNumber: last + 1,
      messageId,
      at: epochSeconds(options.clock()),
      from: parsed.from?.text ?? '',
      to,
      subject: parsed.subject ?? '',
      text: parsed.text ?? '',
    };
    keep(mail);
    await journal.append(mail);
  };

  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    size: MAIL_BYTES_MAX,
    maxClients: CLIENTS_MAX,
    disableReverseLookup: true,
    logger: false,
    onData: (stream, _session, done) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      stream.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes <= MAIL_BYTES_MAX) chunks.push(chunk);
      });
      stream.once('end', () => {
        if (bytes > MAIL_BYTES_MAX) done(Object.assign(new Error('too large'), { responseCode: 552 }));
        else
          receive(Buffer.concat(chunks)).then(
            () => done(),
            (error: unknown) => done(error instanceof Error ? error : new Error('not taken')),
          );
      });
    },
  });
  // A client that goes away in mid-sentence is no reason to end.
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, () => {
      server.off('error', reject);
      server.on('error', () => undefined);
      resolve();
    });
  });
  const address = server.server.address();
  return {
    listMails: () => mails.slice(-MAILS_MAX).reverse(),
    findMail: (mailNumber) => mails.find((mail) => mail.mailNumber === mailNumber),
    port: typeof address === 'object' && address !== null ? address.port : options.port,
    close: async () => {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      await journal.close();
    },
  };
}
