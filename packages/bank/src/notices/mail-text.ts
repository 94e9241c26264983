/** A notice as a mail says it. */
export interface MailText {
  readonly subject: string;
  /** What happened, in whole sentences. Never an amount, a payee or a link. */
  readonly body: string;
}
