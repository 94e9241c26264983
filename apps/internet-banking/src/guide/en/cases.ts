import type { Case, Guide } from '../guide.ts';

const recommended: readonly Case[] = [
  {
    way: 'Banking on one device and the app on another, for example on a PC and a smartphone',
    advice: 'recommended',
    why: 'If one of them catches malware or is stolen, no order can be made without the other. This is the safest way.',
    instead: 'Keep doing so.',
  },
  {
    way: 'On a device with a screen lock (PIN, fingerprint, face)',
    advice: 'recommended',
    why: 'Whoever finds your device cannot see your one-time passwords.',
    instead: 'The setting “Keep the one-time password hidden” of the app also helps against onlookers.',
  },
  {
    way: 'Reading the payee’s name and the amount on the last page before entering the one-time password',
    advice: 'recommended',
    why: 'Some malware changes payees and amounts. What you have confirmed can often not be taken back.',
    instead: 'Compare with something that is not on the same screen, such as the invoice.',
  },
  {
    way: 'The same token ID for several contracts of your own',
    advice: 'recommended',
    why: 'One device is enough, and there is only one to look after. A used one-time password is void for all of them.',
    instead: 'Change the device or stop for each contract.',
  },
];

const withCare: readonly Case[] = [
  {
    way: 'Banking and the app on the same smartphone',
    advice: 'with_care',
    why: 'If that phone is stolen or catches malware, login password and one-time password are in danger together.',
    instead:
      'Use a screen lock, keep the system up to date and do not leave your login password on the phone. Better, use two devices.',
  },
  {
    way: 'Banking and the app on the same PC',
    advice: 'with_care',
    why: 'Malware that controls the PC can watch both the password you type and the one-time password on the screen.',
    instead:
      'Use the app on a smartphone. If you cannot, install security software without fail, and lower your limits to what you need.',
  },
  {
    way: 'In crowded places or on public Wi-Fi',
    advice: 'with_care',
    why: 'People may look at your screen, and a false access point may lead you to a false page.',
    instead: 'Use your phone’s mobile network, and check that the address bar shows our address.',
  },
  {
    way: 'On an iPhone or iPad without adding the app to the Home Screen',
    advice: 'with_care',
    why: 'The token may be deleted while you do not use it for 7 days.',
    instead: 'Add the app to the Home Screen first, and issue the token there.',
  },
];

const never: readonly Case[] = [
  {
    way: 'Reading a one-time password out to a caller',
    advice: 'never',
    why: 'Whether they claim to be our staff, the police or an office: who asks is a fraud, and will use it on the spot.',
    instead: 'Hang up, and call the branch on your customer card yourself.',
  },
  {
    way: 'Entering it on a page that you reached by a link in a mail or text message',
    advice: 'never',
    why: 'What you enter on a false page is entered on the real one at once. A one-time password works once, and that once is theirs.',
    instead: 'Open our site from a bookmark that you made yourself.',
  },
  {
    way: 'On a device with remote-control software, or while sharing the screen',
    advice: 'never',
    why: 'Somebody who claims to help you watches and operates your pages. We never ask you to allow remote control.',
    instead: 'Disconnect, remove that software and tell your branch.',
  },
  {
    way: 'Taking screenshots or notes of one-time passwords',
    advice: 'never',
    why: 'They are of no use once the display changes, and until then they may leak through shared or uploaded pictures.',
    instead: 'Type what the app shows, each time anew.',
  },
  {
    way: 'Sharing a token in the family, or lending the device',
    advice: 'never',
    why: 'Nobody can tell afterwards who confirmed an order, and losses may not be made good.',
    instead: 'Let each contract holder issue a token on a device of their own.',
  },
  {
    way: 'Issuing a token on a shared PC at work, at school or in a shop',
    advice: 'never',
    why: 'Others can open the app there, and such PCs often clear their data by themselves.',
    instead: 'Issue it on a device that only you use.',
  },
  {
    way: 'Issuing a token in a private (incognito) window',
    advice: 'never',
    why: 'The key is gone when the window closes, and you will need a paper form.',
    instead: 'Use an ordinary window, and add the app to the device.',
  },
  {
    way: 'On a tampered device, or one whose system is no longer updated',
    advice: 'never',
    why: 'What protects the key does not work there, and malware finds no resistance.',
    instead: 'Move to a device that still gets updates (Change your device).',
  },
  {
    way: 'Keeping the contract number or the login password written down on the device with the app',
    advice: 'never',
    why: 'Whoever holds the device then holds everything.',
    instead: 'Remember the password, or keep it in a locked password manager.',
  },
];

export const cases: Pick<Guide, 'cases'> = {
  cases: ({ codeSeconds }) => ({
    title: 'Recommended and risky ways of use',
    brief: 'What is safe, and what never to do',
    lead: `How safe a one-time password is depends on how you use it. Even one that changes every ${codeSeconds} seconds cannot protect you if you give it away within those ${codeSeconds} seconds.`,
    sections: [
      {
        id: 'recommended',
        title: 'Recommended',
        blocks: [{ block: 'cases', caption: 'Recommended ways of use, with reasons', cases: recommended }],
      },
      {
        id: 'with-care',
        title: 'With care',
        blocks: [{ block: 'cases', caption: 'Ways of use that need care, with reasons', cases: withCare }],
      },
      {
        id: 'never',
        title: 'Never',
        blocks: [
          {
            block: 'note',
            tone: 'warning',
            title: 'We never ask for a one-time password',
            lines: [
              'Not by telephone, mail or text message, and not at your door. Neither do the police or any office.',
            ],
          },
          { block: 'cases', caption: 'What never to do, with reasons', cases: never },
        ],
      },
      {
        id: 'given',
        title: 'If you gave one away',
        blocks: [
          {
            block: 'text',
            text: 'Stop internet banking at once, then call your branch and the police. The sooner, the better the chance to stop the damage.',
          },
          {
            block: 'links',
            links: [
              { to: 'emergency_stop', label: 'Stop internet banking' },
              { to: 'lost', label: 'Lost, stolen or locked: what to do' },
            ],
          },
        ],
      },
    ],
  }),
};
