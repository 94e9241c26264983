import type { Guide } from '../guide.ts';

/** What the customer has to do for safety, and what to do when something went wrong. */
export const safety: Pick<Guide, 'security' | 'lost'> = {
  security: () => ({
    title: 'Security duties',
    brief: 'What we ask of you',
    lead: 'One-time passwords do not make the protection of the device itself unnecessary. Without the following, they alone are not enough.',
    sections: [
      {
        id: 'device',
        title: 'Your devices',
        blocks: [
          {
            block: 'list',
            lines: [
              'Install security software and keep it up to date.',
              'Install updates of the system, the browser and other programs as soon as they come out.',
              'Use the devices and browsers that the chapter “Get the app” names.',
              'Set a screen lock, and tell nobody how to open it.',
              'Install no programs, apps or browser extensions of unknown origin.',
              'Do not use a tampered device.',
            ],
          },
          { block: 'links', links: [{ to: 'app', label: 'Devices and browsers' }] },
        ],
      },
      {
        id: 'passwords',
        title: 'Your passwords',
        blocks: [
          {
            block: 'list',
            lines: [
              'Use a login password that you use nowhere else.',
              'Tell nobody your contract number, login password, confirmation password or one-time password.',
              'Keep your customer card and your device apart.',
            ],
          },
        ],
      },
      {
        id: 'every-time',
        title: 'Each time',
        blocks: [
          {
            block: 'list',
            lines: [
              'Open our site from a bookmark, and check that the address bar shows our address.',
              'After you log in, check that you recognise the times of your last logins.',
              'Make sure that our mails about registrations, changes of device and transfers reach you, and read them.',
              'Keep your limits as low as you need. Lowering a limit needs no one-time password.',
              'When you are done, choose “Log out”.',
            ],
          },
        ],
      },
    ],
  }),

  lost: ({ wrongCodesMax }) => ({
    title: 'Lost, stolen, locked',
    brief: 'If the device is gone or does not work',
    lead: 'If you lost the device, or a notice comes that you know nothing of, stop your orders first. Keep calm, and go through this list from the top.',
    sections: [
      {
        id: 'lost',
        title: 'If the device was lost or stolen',
        blocks: [
          {
            block: 'steps',
            steps: [
              {
                text: 'Stop internet banking: open the login page on another device. With your contract number and login password you stop all of internet banking. Orders booked before are not cancelled by this.',
              },
              {
                text: 'Have the telephone line blocked by your operator, erase the device remotely if you can, and report it to the police.',
              },
              {
                text: 'At your branch, have the registration released (利用登録解除) and internet banking opened again, with the paper forms. Bring a document that proves your identity.',
              },
              { text: 'Issue a token on a new device and register it.' },
            ],
          },
          {
            block: 'links',
            links: [
              { to: 'emergency_stop', label: 'Stop internet banking' },
              { to: 'register', label: 'How to register' },
            ],
          },
          {
            block: 'note',
            tone: 'information',
            lines: [
              'After the release, transfers and the like are not possible until you register a token again.',
              'If the device turns up after the release, its token cannot be used for orders. Please register it again.',
            ],
          },
        ],
      },
      {
        id: 'gone',
        title: 'If the device is broken or the token is gone',
        blocks: [
          {
            block: 'text',
            text: 'The key cannot be brought back. As long as nobody else has the device, there is no need to stop your orders. Have the registration released at your branch with the paper form, then issue a new token and register it.',
          },
        ],
      },
      {
        id: 'locked',
        title: 'If the one-time password is locked',
        blocks: [
          {
            block: 'text',
            text: `After ${wrongCodesMax} wrong one-time passwords in a row it is locked for your safety. A right one in between sets the count back to 0.`,
          },
          {
            block: 'list',
            lines: [
              'While it is locked, orders that need a one-time password, stopping and changing the device are not possible.',
              'You can still log in and see balances and statements.',
              'We tell you by mail and on the page after login.',
              'Only your branch unlocks it, with the paper form. It does not unlock by itself.',
              'Other contracts with the same token ID are not locked.',
            ],
          },
          {
            block: 'note',
            tone: 'warning',
            lines: [
              'If it was not you who entered wrong ones, somebody may know your password. Change your login password at once and tell your branch.',
            ],
          },
        ],
      },
      {
        id: 'branch',
        title: 'What the branch does',
        blocks: [
          {
            block: 'terms',
            terms: [
              ['Release (利用登録解除)', 'If the device is not at hand or broken, or the token is gone.'],
              [
                'Stop (利用停止)',
                'If you no longer want one-time passwords but cannot stop from the login page.',
              ],
              ['Unlock (ロック解除)', 'If it was locked after wrong one-time passwords.'],
              ['Reopen (IB取引中止の解除)', 'If you stopped internet banking and want to use it again.'],
            ],
          },
          {
            block: 'text',
            text: 'Each needs its paper form. Bring your seal and a document that proves your identity. None of them is done by telephone alone.',
          },
        ],
      },
    ],
  }),
};
