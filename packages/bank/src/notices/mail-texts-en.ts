import type { MailText } from './mail-text.ts';
import type { NoticeKind } from './notice.ts';

export const MAIL_TEXTS_EN: Readonly<Record<NoticeKind, MailText>> = {
  login_new_browser: {
    subject: 'Login from a new browser',
    body: 'Somebody logged in to your internet banking from a browser that had not been used for it before.',
  },
  login_locked: {
    subject: 'Login blocked',
    body: 'After several wrong login passwords in a row, browsers that never logged in before are blocked for 24 hours. The browsers you have used before still work.',
  },
  login_password_changed: {
    subject: 'Login password changed',
    body: 'Your login password was changed.',
  },
  token_registered: {
    subject: 'One-time password registered',
    body: 'The registration of your one-time password is complete.',
  },
  device_changed: {
    subject: 'One-time password moved to a new device',
    body: 'A new token was registered in place of the old one.',
  },
  token_stopped: {
    subject: 'One-time password stopped',
    body: 'The use of your one-time password has been stopped.',
  },
  token_released: {
    subject: 'One-time password released',
    body: 'On your written request, the registration of your one-time password was released.',
  },
  otp_locked: {
    subject: 'One-time password locked',
    body: 'After several wrong one-time passwords in a row, orders that need one are refused. You can still log in and see your balances. Your branch can unlock it.',
  },
  confirmation_locked: {
    subject: 'Confirmation password locked',
    body: 'After several wrong confirmation passwords in a row, it can no longer be used. Your branch can unlock it.',
  },
  limit_changed: {
    subject: 'Daily limit changed',
    body: 'A daily limit of your contract was changed.',
  },
  token_unlocked: {
    subject: 'One-time password unlocked',
    body: 'On your written request, your one-time password was unlocked. Orders that need one are possible again.',
  },
  hard_token_handed_out: {
    subject: 'Hardware token handed out',
    body: 'A hardware token for one-time passwords was handed out to you at the branch. Please register it before you use it.',
  },
  login_password_reissued: {
    subject: 'Login password reissued',
    body: 'On your written request, a new login password was issued. The old one is no longer valid.',
  },
  confirmation_password_reissued: {
    subject: 'Confirmation password reissued',
    body: 'On your written request, a new confirmation password was issued. The old one is no longer valid.',
  },
  mail_address_changed: {
    subject: 'Mail address changed',
    body: 'The mail address for notices was registered or changed. For some days notices are sent both to the address from before and to the new one.',
  },
  confirmation_password_changed: {
    subject: 'Confirmation password changed',
    body: 'The confirmation password was changed.',
  },
  address_change_accepted: {
    subject: 'Change of address received',
    body: 'You asked to change your address and telephone number. Your branch will check it, and we will tell you of the result.',
  },
  address_change_done: {
    subject: 'Change of address completed',
    body: 'The change of your address and telephone number is completed.',
  },
  address_change_sent_back: {
    subject: 'Change of address not accepted',
    body: 'The change of your address and telephone number could not be accepted. After login, the settings page says why.',
  },
  emergency_stopped: {
    subject: 'Internet banking stopped',
    body: 'As you asked, all internet banking of your contract was stopped. Nobody can log in. Orders that were accepted before are not cancelled. Your branch can release the stop, on paper.',
  },
  emergency_stop_released: {
    subject: 'Internet banking released',
    body: 'On your written request, the stop of your internet banking was released. You can log in again.',
  },
  transfer_executed: {
    subject: 'Transfer accepted',
    body: 'Your transfer was accepted.',
  },
  transfer_failed: {
    subject: 'Transfer not executed',
    body: 'Your transfer could not be executed. Please log in to internet banking for details.',
  },
  transfer_returned: {
    subject: 'Transfer returned',
    body: 'The receiving bank could not credit your transfer and returned it. Please log in to internet banking for details.',
  },
  transfer_recall_accepted: {
    subject: 'Recall of a transfer accepted',
    body: 'Your request to recall a transfer was accepted. Whether it can be recalled depends on the answer of the receiving bank.',
  },
  order_executed: {
    subject: 'Your order',
    body: 'An order of yours was executed.',
  },
  order_failed: {
    subject: 'An order could not be carried out',
    body: 'An order of yours could not be carried out. Please log in to read more.',
  },
  bill_payment_confirmed: {
    subject: 'Bill paid',
    body: 'The payment of a bill that was being confirmed is complete.',
  },
  pay_easy_stopped: {
    subject: 'Bill payments stopped',
    body: 'Numbers under which there is no bill were entered too often in a row. For your safety, bill payments were stopped. The page of bill payments says until when.',
  },
  pay_easy_resumed: {
    subject: 'Bill payments resumed',
    body: 'On your written request, bill payments were resumed.',
  },
  scheduled_transfer_failed: {
    subject: 'A scheduled transfer failed',
    body: 'A scheduled transfer could not be carried out, for lack of funds or another reason. It will not be tried again.',
  },
  transfer_recalled: {
    subject: 'A transfer was recalled',
    body: 'As you asked, a transfer was recalled, and the amount is back on your account.',
  },
  transfer_recall_refused: {
    subject: 'A recall was refused',
    body: 'The other bank did not agree to the recall of a transfer.',
  },
  time_deposit_renewed: {
    subject: 'A time deposit was renewed',
    body: 'A time deposit matured and was renewed as you asked.',
  },
  time_deposit_closed: {
    subject: 'A time deposit was closed',
    body: 'A time deposit matured, was closed, and was paid to the account you named.',
  },
  time_deposit_matured: {
    subject: 'A time deposit has matured',
    body: 'A time deposit has matured. It can be closed now.',
  },
  instalment_unpaid: {
    subject: 'An instalment was not paid',
    body: 'An instalment could not be debited for lack of funds. It will be tried again from the next business day.',
  },
  savings_matured: {
    subject: 'Instalment savings have matured',
    body: 'An instalment savings contract has matured. It can be closed now.',
  },
};
