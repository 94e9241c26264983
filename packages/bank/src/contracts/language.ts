import type { BankPorts } from '../ports.ts';
import type { Language, Session } from './contract.ts';
import { markLanguage } from './queries.ts';

/** Sets the language of the contract's pages and mails. */
export const openLanguageChange =
  ({ database }: BankPorts): ((session: Session, language: Language) => Promise<void>) =>
  (session, language) =>
    markLanguage(database.kysely, session.contractId, language);
