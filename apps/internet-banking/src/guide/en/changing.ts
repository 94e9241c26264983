import { yenText } from '@warifu/ui';
import type { Guide } from '../guide.ts';
import { changes, coolDown, credentials } from './phrases.ts';

/** Stopping, and changing the device, step by step. */
export const changing: Pick<Guide, 'stop' | 'device-change'> = {
  stop: (facts) => ({
    title: 'Stop using it',
    brief: 'If you no longer want it',
    lead: 'While you have the device you can stop from the login page. Do so before you part with the device or delete its token.',
    sections: [
      {
        id: 'after',
        title: 'What happens when you stop',
        blocks: [
          {
            block: 'list',
            lines: [
              `Transfers and bill payments use the confirmation password and are limited to ${yenText(facts.withoutToken)} a day together.`,
              'Closing deposits, raising limits, changing the mail address and the like are not possible.',
              'You log in and see balances and statements as before.',
              'Other contracts with the same token ID go on as before.',
            ],
          },
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
                text: 'Open the login page and choose “Stop using the one-time password”.',
                picture: 'login-links',
              },
            ],
          },
        ],
      },
      {
        id: 'identify',
        title: '2. Identification',
        blocks: [{ block: 'steps', steps: [...credentials, { text: 'Press “Next”.' }] }],
      },
      {
        id: 'code',
        title: '3. One-time password',
        blocks: [
          {
            block: 'steps',
            steps: [
              { text: 'Enter the one-time password that the app shows.' },
              { text: 'Press “Stop”.', picture: 'stop-code' },
            ],
          },
          { block: 'note', tone: 'information', lines: [changes(facts)] },
        ],
      },
      {
        id: 'done',
        title: '4. Stopped',
        blocks: [
          {
            block: 'steps',
            steps: [
              {
                text: 'When the page says “Your one-time password is stopped”, you are done.',
                picture: 'stopped',
              },
            ],
          },
        ],
      },
      {
        id: 'cannot',
        title: 'If you cannot do this',
        blocks: [
          {
            block: 'text',
            text: 'If you cannot enter a one-time password because the device is not at hand, the token is gone or it is locked, please have it stopped at your branch with the paper form.',
          },
        ],
      },
    ],
  }),

  'device-change': (facts) => ({
    title: 'Change your device',
    brief: 'Move to a new device',
    lead: 'When you change your device, issue a new token on the new one and register it in place of the old. Do so before you part with the old device.',
    sections: [
      {
        id: 'before',
        title: 'Before you begin',
        blocks: [
          {
            block: 'list',
            lines: [
              'Have both devices ready, the old and the new one.',
              'Do not delete the token on the old device until you are done. If you leave half-way, the old device goes on working.',
              'A token does not move by data transfer or backup.',
              'If you use the same token ID for several contracts, change each of them.',
            ],
          },
          {
            block: 'note',
            tone: 'warning',
            title: 'If you no longer have the old device',
            lines: [
              'Then the steps below are not possible. Please have the registration released (利用登録解除) at your branch with the paper form, and register the new device afterwards.',
            ],
          },
        ],
      },
      {
        id: 'start',
        title: '1. Start from the login page',
        blocks: [
          {
            block: 'steps',
            steps: [
              { text: 'Open the app on the new device and press “Issue a token”.', picture: 'app-welcome' },
              {
                text: 'Open the login page and choose “Register a one-time password”.',
                picture: 'login-links',
              },
            ],
          },
          { block: 'links', links: [{ to: 'app', label: 'Open the app on the new device' }] },
        ],
      },
      {
        id: 'identify',
        title: '2. Identification',
        blocks: [{ block: 'steps', steps: [...credentials, { text: 'Press “Next”.' }] }],
      },
      {
        id: 'old',
        title: '3. One-time password of the old device',
        blocks: [
          {
            block: 'steps',
            steps: [
              {
                text: 'Enter the one-time password that the app on the old device shows, not the one of the new device.',
              },
              { text: 'Press “Next”.', picture: 'old-code' },
            ],
          },
          { block: 'note', tone: 'information', lines: [changes(facts)] },
        ],
      },
      {
        id: 'new',
        title: '4. Details of the new token app',
        blocks: [
          {
            block: 'steps',
            steps: [
              {
                text: 'In “Token ID (credential ID)”, enter the token ID that the app on the new device shows.',
              },
              { text: 'Enter the one-time password that the app on the new device shows.' },
              { text: 'Press “Register”.', picture: 'new-token' },
            ],
          },
        ],
      },
      {
        id: 'done',
        title: '5. Done',
        blocks: [
          {
            block: 'text',
            text: 'When the page says “Your one-time password is registered”, the change is complete. From that moment this contract no longer accepts the one-time passwords of the old device.',
          },
          {
            block: 'list',
            lines: [
              ...coolDown(facts),
              'When your other contracts are changed, too, delete the token in the app on the old device, and reset that device before you part with it.',
            ],
          },
        ],
      },
    ],
  }),
};
