import type { Guide } from '../guide.ts';
import { changes, coolDown, credentials } from './phrases.ts';

/** Registering and ordering, step by step, with the names of links and buttons as they stand on the pages. */
export const using: Pick<Guide, 'register' | 'orders'> = {
  register: (facts) => ({
    title: 'Register',
    brief: 'Register the token ID for your contract',
    lead: 'When the app has issued a token, register it with internet banking. The pages have the same names on a PC and on a smartphone.',
    sections: [
      {
        id: 'prepare',
        title: 'Have ready',
        blocks: [
          {
            block: 'list',
            lines: [
              'Your customer card, which has your contract number',
              'Your login password',
              'The device on which you issued the token',
            ],
          },
          { block: 'links', links: [{ to: 'app', label: 'If you do not have the app yet' }] },
        ],
      },
      {
        id: 'start',
        title: '1. Start from the login page',
        blocks: [
          {
            block: 'steps',
            steps: [
              {
                text: 'Open the login page and choose “Register a one-time password”.',
                picture: 'login-links',
              },
            ],
          },
          { block: 'links', links: [{ to: 'login', label: 'Open the login page' }] },
        ],
      },
      {
        id: 'identify',
        title: '2. Identification',
        blocks: [
          {
            block: 'steps',
            steps: [...credentials, { text: 'Press “Next”.', picture: 'identify' }],
          },
        ],
      },
      {
        id: 'details',
        title: '3. Token details',
        blocks: [
          {
            block: 'steps',
            steps: [
              {
                text: 'In “Token ID (credential ID)”, enter the token ID that the app shows: 4 letters and 8 digits.',
              },
              { text: 'In “One-time password”, enter the one-time password that the app shows.' },
              { text: 'Press “Register”.', picture: 'token-details' },
            ],
          },
          { block: 'note', tone: 'information', lines: [changes(facts)] },
        ],
      },
      {
        id: 'done',
        title: '4. Registered',
        blocks: [
          {
            block: 'steps',
            steps: [
              {
                text: 'When the page says “Your one-time password is registered”, you are done. Choose “Back to the login page”.',
                picture: 'registered',
              },
              { text: 'Log in and use internet banking as usual.' },
            ],
          },
          {
            block: 'note',
            tone: 'information',
            title: 'After the registration',
            lines: [
              ...coolDown(facts),
              'You receive a mail about the registration. If one comes that you know nothing of, stop internet banking at once.',
            ],
          },
          { block: 'links', links: [{ to: 'lost', label: 'If a notice comes that you know nothing of' }] },
        ],
      },
    ],
  }),

  orders: (facts) => ({
    title: 'Enter it with an order',
    brief: 'Transfers and other orders',
    lead: 'Transfers and some other orders ask for a one-time password on their last page. Here is a transfer as an example.',
    sections: [
      {
        id: 'login',
        title: '1. Log in',
        blocks: [{ block: 'steps', steps: [...credentials, { text: 'Press “Log in”.', picture: 'login' }] }],
      },
      {
        id: 'confirm',
        title: '2. Enter the one-time password',
        blocks: [
          {
            block: 'steps',
            steps: [
              { text: 'Choose “Transfer” in the menu.', picture: 'top' },
              { text: 'Enter the account to debit, the payee and the amount, page by page.' },
              {
                text: 'On the last page, compare the payee’s name, account number, amount and fee with the invoice or whatever you are paying.',
              },
              {
                text: 'If all is right, enter the one-time password that the app shows, and press “Execute”.',
                picture: 'confirm',
              },
            ],
          },
          { block: 'note', tone: 'information', lines: [changes(facts)] },
        ],
      },
      {
        id: 'done',
        title: '3. Done',
        blocks: [
          {
            block: 'steps',
            steps: [
              {
                text: 'When the page says “Your transfer is accepted” and shows a receipt number, you are done. You can print the page.',
                picture: 'receipt',
              },
            ],
          },
          {
            block: 'text',
            text: 'If the connection broke and you do not know what became of your order, look at “History” before you try again. Pressing “Execute” twice never makes two transfers.',
          },
        ],
      },
      {
        id: 'others',
        title: 'Other orders',
        blocks: [
          {
            block: 'text',
            text: 'Payment of taxes and bills (Pay-easy), closing of time deposits and instalment savings, and changes of your contract ask for a one-time password on their last page in the same way. A used one is void: for your next order, wait for the next one.',
          },
        ],
      },
    ],
  }),
};
