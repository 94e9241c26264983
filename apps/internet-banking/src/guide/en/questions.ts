import { yenText } from '@warifu/ui';
import type { Guide, OtpFacts, Question } from '../guide.ts';
import { coolDownEnd } from './phrases.ts';

const using = ({ codeSeconds, wrongCodesMax, withoutToken }: OtpFacts): readonly Question[] => [
  {
    id: 'must',
    question: 'Do I have to register a one-time password?',
    answer: [
      `No: statements and the like work without. But transfers and bill payments then use the confirmation password and are limited to ${yenText(withoutToken)} a day together, and closing deposits or raising limits is not possible. For your safety we recommend it.`,
    ],
  },
  {
    id: 'login',
    question: 'Do I need it to log in?',
    answer: [
      'No. You log in with your contract number and login password, and enter a one-time password as the last step of transfers and some other orders.',
    ],
  },
  {
    id: 'refused',
    question: 'I entered it correctly, but it was not accepted.',
    answer: [
      'Perhaps the display changed while you typed, it had been used already, or it was another token’s. Check that the app shows the token ID that you registered, and enter the next one-time password.',
      `After ${wrongCodesMax} wrong ones in a row it is locked, so do not try again and again: look at “How to use” and at the clock in “Settings” of the app.`,
    ],
    links: [{ to: 'lost', label: 'About locks' }],
  },
  {
    id: 'twice',
    question: 'Can I use the same one-time password for two transfers in a row?',
    answer: [
      `No. It is void once accepted. Wait for the next one, which comes within ${codeSeconds} seconds.`,
    ],
  },
  {
    id: 'second-code',
    question: 'The page says “We are adjusting to your device’s clock”.',
    answer: [
      'The clock of the device is off. As the page says, wait until the app shows the next one-time password and enter that. The difference is then known, and you can go on as usual.',
    ],
  },
  {
    id: 'offline',
    question: 'Does the app work without reception, or abroad?',
    answer: [
      'Once a token is issued, the app works without a network, and abroad whatever the time zone. Open it now and then where there is a network, so that it can check its clock.',
    ],
  },
  {
    id: 'without-script',
    question: 'Can I use a browser without JavaScript, or an old mobile phone?',
    answer: [
      'The pages of internet banking work without JavaScript, so you can enter one-time passwords there. The app that shows them needs a browser with JavaScript.',
    ],
  },
];

const tokens = ({ codeDigits }: OtpFacts): readonly Question[] => [
  {
    id: 'two-devices',
    question: 'Can I have the app on my smartphone and on my PC?',
    answer: [
      'You can, but they are two different tokens. Only one can be registered for a contract: choose one of them.',
    ],
  },
  {
    id: 'several',
    question: 'I have contracts at several branches. Do I need several devices?',
    answer: ['One is enough. Register the same token ID for each contract.'],
    links: [{ to: 'about', label: 'If you have several contracts' }],
  },
  {
    id: 'stop-one',
    question: 'If I stop on one contract, do the others stop, too?',
    answer: ['No. Stopping, changing the device and locks are per contract.'],
  },
  {
    id: 'token-id',
    question: 'May others know my token ID?',
    answer: [
      `With the token ID alone nobody can order or register anything. But together with a one-time password of ${codeDigits} digits somebody might register it for another contract. Do not show it without need.`,
    ],
  },
  {
    id: 'iphone',
    question: 'The token vanished from my iPhone while I did not use it.',
    answer: [
      'Safari may delete the data of sites that were not used for 7 days. An app on the Home Screen keeps its data. The key cannot be brought back: have the registration released at your branch, and issue a new token in the app on the Home Screen.',
    ],
    links: [{ to: 'lost', label: 'If the token is gone' }],
  },
  {
    id: 'backup',
    question: 'Can I move it to a new device by a backup?',
    answer: [
      'No. The key is kept so that it cannot be taken out. Issue a token on the new device and change your device.',
    ],
    links: [{ to: 'device-change', label: 'Change your device' }],
  },
  {
    id: 'browser',
    question: 'I want to use another browser on the same device.',
    answer: ['Another browser means another token. Proceed as for a change of device.'],
    links: [{ to: 'device-change', label: 'Change your device' }],
  },
];

const procedures = (facts: OtpFacts): readonly Question[] => [
  {
    id: 'old-device',
    question: 'I want to change my device but no longer have the old one.',
    answer: [
      'Then it cannot be done on these pages. Have the registration released at your branch with the paper form, and register the new device afterwards.',
    ],
  },
  {
    id: 'half-way',
    question: 'I left the change of device half-way.',
    answer: ['Unless you got to the last “Register”, nothing has changed. The old device goes on working.'],
  },
  ...(facts.coolDownDays === 0
    ? []
    : [
        {
          id: 'cool-down',
          question: 'I have just registered and cannot transfer a large amount.',
          answer: [
            `To protect you against registrations that are not yours, the limits from before hold until ${coolDownEnd(facts)} (transfers and bill payments together ${yenText(facts.withoutToken)} a day). The page that told you of the registration says until when.`,
          ],
        },
      ]),
  {
    id: 'unlock',
    question: 'Does a lock end by itself?',
    answer: ['No. Please have it unlocked at your branch with the paper form.'],
  },
  {
    id: 'asked',
    question: 'Somebody who claims to be from the bank asked for my one-time password.',
    answer: [
      'Do not tell them: it is a fraud. Our staff never ask. If you told them already, stop internet banking at once.',
    ],
    links: [{ to: 'emergency_stop', label: 'Stop internet banking' }],
  },
  {
    id: 'mail',
    question: 'A mail about a registration came that I know nothing of.',
    answer: [
      'Somebody may have registered another device with your password. Stop internet banking at once and call your branch. Our notices have no links: do not open a mail that has one.',
    ],
    links: [{ to: 'emergency_stop', label: 'Stop internet banking' }],
  },
];

export const questions: Pick<Guide, 'questions'> = {
  questions: (facts) => ({
    title: 'Questions and answers',
    brief: 'If something is not clear',
    lead: 'What we are asked most often.',
    sections: [
      {
        id: 'using',
        title: 'Orders and entering',
        blocks: [{ block: 'questions', questions: using(facts) }],
      },
      { id: 'tokens', title: 'App and token', blocks: [{ block: 'questions', questions: tokens(facts) }] },
      {
        id: 'procedures',
        title: 'Procedures and trouble',
        blocks: [{ block: 'questions', questions: procedures(facts) }],
      },
    ],
  }),
};
