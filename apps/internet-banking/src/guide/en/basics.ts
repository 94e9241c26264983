import { yenText } from '@warifu/ui';
import type { Guide } from '../guide.ts';

/** What it is, how to get the app, and whether this browser can keep a token. */
export const basics: Pick<Guide, 'about' | 'app' | 'check'> = {
  about: ({ codeSeconds, codeDigits, withoutToken }) => ({
    title: 'What a one-time password is',
    brief: 'How it works, and which orders need it',
    lead: `A one-time password has ${codeDigits} digits, is shown by an app on your own device and changes every ${codeSeconds} seconds. You enter it as the last step of a transfer or another order, which shows us that the order is really yours.`,
    sections: [
      {
        id: 'how',
        title: 'How it protects your orders',
        blocks: [
          {
            block: 'list',
            lines: [
              'One-time passwords are computed from the time and a key that only your device and the system which checks them have. The key is never sent over the network, and cannot be taken out of your browser.',
              'A one-time password is void the moment we accept it. Whoever saw it cannot use it afterwards.',
              'Somebody who knows your login password cannot make a transfer without the device you registered.',
            ],
          },
          {
            block: 'note',
            tone: 'warning',
            title: 'It cannot protect you where you are deceived',
            lines: [
              'A one-time password that you type into a false page or read out to a caller can be abused on the spot. Please read “Recommended and risky ways of use”.',
            ],
          },
          { block: 'links', links: [{ to: 'cases', label: 'Recommended and risky ways of use' }] },
        ],
      },
      {
        id: 'orders',
        title: 'Orders that need a one-time password',
        blocks: [
          {
            block: 'list',
            lines: [
              'Transfers',
              'Payment of taxes and bills (Pay-easy)',
              'Closing a time deposit or instalment savings, at maturity or before, and booking the closing',
              'Changes of your contract, such as raising a limit or changing the mail address',
            ],
          },
          {
            block: 'text',
            text: 'Logging in, balances, statements, lowering a limit and transfers between your own accounts do not need one. You log in as before, with your contract number and login password.',
          },
          {
            block: 'text',
            text: `Without a registered token, transfers and bill payments use the confirmation password and are limited to ${yenText(withoutToken)} a day together. Closing deposits, raising limits and the like are not possible.`,
          },
        ],
      },
      {
        id: 'one-device',
        title: 'One device only',
        blocks: [
          {
            block: 'text',
            text: 'A software token can be set up in one browser on one device only. Opened on another device or in another browser, the app makes another token. Choose a device that you always use and that has a screen lock.',
          },
        ],
      },
      {
        id: 'several',
        title: 'If you have several contracts',
        blocks: [
          {
            block: 'text',
            text: 'If you have internet banking at several of our branches, you can register the same token ID for each contract. One device is enough.',
          },
          {
            block: 'list',
            lines: [
              'Stopping, changing the device and locks are per contract: the other contracts go on as before.',
              'A one-time password used on one contract is void for the others, too. For your next order, wait for the next one.',
              'When you change your device, do so for each contract.',
            ],
          },
        ],
      },
    ],
  }),

  app: () => ({
    title: 'Get the app',
    brief: 'QR code and address, devices and browsers',
    lead: 'The one-time password app opens in your browser and is used right there. There is nothing to look for in a store: open it by the QR code or the address below.',
    sections: [
      {
        id: 'get',
        title: 'Open the app',
        blocks: [
          { block: 'addresses' },
          {
            block: 'note',
            tone: 'warning',
            lines: [
              'The address on this page is the only one. Do not use an address from a mail or text message, nor an app of a similar name from a search or an advertisement.',
            ],
          },
        ],
      },
      {
        id: 'issue',
        title: 'Issue a token',
        blocks: [
          {
            block: 'steps',
            steps: [
              {
                text: 'Open the app. On an iPhone or iPad, first choose “Share” and “Add to Home Screen”, and open “Warifu” from the Home Screen.',
              },
              { text: 'Press “Issue a token”.', picture: 'app-welcome' },
              {
                text: 'When the token ID and a one-time password are shown, all is ready. Go on to register the token.',
                picture: 'app-token',
              },
            ],
          },
          { block: 'links', links: [{ to: 'register', label: 'Go on to register' }] },
        ],
      },
      {
        id: 'fit',
        title: 'Devices and browsers',
        blocks: [
          {
            block: 'terms',
            terms: [
              [
                'iPhone, iPad',
                'iOS or iPadOS 16.4 or later. Open the app in Safari and add it to the Home Screen.',
              ],
              ['Android', 'Chrome 109 or later, or Firefox 115 or later.'],
              ['PC', 'Chrome or Edge 109 or later, Firefox 115 or later, Safari 16.4 or later on macOS.'],
              ['Script', 'The app needs JavaScript. The pages of internet banking work without it.'],
            ],
          },
          { block: 'links', links: [{ to: 'check', label: 'Check this device' }] },
        ],
      },
      {
        id: 'vanish',
        title: 'When a token is lost',
        blocks: [
          {
            block: 'text',
            text: 'The key of the token is kept in your browser. In the following cases the key is gone and cannot be brought back; you will then need a paper form at your branch.',
          },
          {
            block: 'list',
            lines: [
              'Safari: unless the app is on the Home Screen, its data may be deleted while you do not use it for 7 days.',
              'Private browsing (incognito): everything is gone when the window closes, so it cannot be used.',
              'Lockdown Mode: keys cannot be stored, so it cannot be used.',
              'Clearing browsing data: clearing cookies and site data also deletes the token. Mind settings and programs that clear them by themselves.',
              'Removing the browser, resetting the device, restoring a backup.',
            ],
          },
        ],
      },
    ],
  }),

  check: () => ({
    title: 'Check this device',
    brief: 'Before you issue a token',
    lead: 'You can find out whether your browser can keep the key of a token, without issuing one. Try it on the device that is to show your one-time passwords, in the browser that you will use.',
    sections: [
      {
        id: 'run',
        title: 'Run the check',
        blocks: [
          {
            block: 'text',
            text: 'The key is kept at the app’s address, not at this one, so the check runs on a page of the app. The key made for the trial vanishes at once and is sent nowhere.',
          },
          { block: 'links', links: [{ to: 'token_app_check', label: 'Check on the app’s page' }] },
          { block: 'picture', picture: 'app-check' },
        ],
      },
      {
        id: 'what',
        title: 'What is checked',
        blocks: [
          {
            block: 'terms',
            terms: [
              ['Secure connection', 'The app was opened over an encrypted connection.'],
              ['Cryptography', 'The browser has what the computation of one-time passwords needs.'],
              [
                'Keeping the key',
                'A key that cannot be taken out is really stored, read back and used. Private browsing and Lockdown Mode fail here.',
              ],
              [
                'Protected data',
                'The browser promises not to delete the data when space runs short. The app works without that promise, too.',
              ],
              [
                'Adding the app',
                'The app can be added to the Home Screen or desktop. On an iPhone or iPad, always add it.',
              ],
              ['Clock', 'How far the clock of the device is off. The app makes up for it.'],
            ],
          },
        ],
      },
      {
        id: 'without-script',
        title: 'If the check does not start',
        blocks: [
          {
            block: 'list',
            lines: [
              'Turn on JavaScript and open the page again: the app needs it.',
              'Update the browser and the system of the device.',
              'Allow the site to store data (cookies and site data).',
              'If it still does not work, use another device or ask your branch.',
            ],
          },
        ],
      },
    ],
  }),
};
