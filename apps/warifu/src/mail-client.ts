import type { Mail } from '@warifu/bank';
import { createTransport } from 'nodemailer';

const TIMEOUT_MS = 10_000;
const CONNECTIONS_MAX = 2;

/** Sends mails through SMTP, a few at a time, each within its time. The Message-ID is the mail's own: a double is one. */
export function openMailer(options: { readonly url: string; readonly from: string }) {
  const transport = createTransport({
    url: options.url,
    pool: true,
    maxConnections: CONNECTIONS_MAX,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const host = options.from.split('@')[1] ?? 'localhost';
  return {
    sendMail: async ({ mailId, to, subject, text }: Mail): Promise<void> => {
      await transport.sendMail({ from: options.from, to, subject, text, messageId: `<${mailId}@${host}>` });
    },
    close: (): void => transport.close(),
  };
}
