import type { Words } from './ja.ts';

/** The second language. Names of the bank's own links stay beside their Japanese, since that is what is looked for. */
export const en: Words = {
  product: 'Warifu',
  productKind: 'One-time password app',
  demo: 'Demo',
  otherLanguage: '日本語',
  offline: 'Offline',
  back: 'Back',
  settings: 'Settings',
  help: 'How to use',
  token: 'One-time password',
  menu: 'Menu',
  starting: 'Starting',

  otp: 'One-time password',
  otpNote: 'It changes every 30 seconds.',
  copyOtp: 'Copy one-time password',
  revealOtp: 'Show',
  hideOtp: 'Hide',
  otpHidden: 'The one-time password is hidden',
  otpComing: 'Computing the one-time password',
  secondsLeft: (seconds) => `${seconds} seconds until it changes`,
  secondsUnit: 's',
  tokenId: 'Token ID (credential ID)',
  tokenIdNote: 'Type these 12 characters when you register.',
  copyTokenId: 'Copy token ID',
  copied: 'Copied',
  copyByHand: 'It could not be copied. Please copy the selected characters.',
  issuedNow: 'Your token has been issued.',
  issuedNext: 'Next, register it from the login page of your internet banking.',
  neverTell: 'Nobody from the bank or the police will ever ask you for a one-time password.',
  clockUnsure:
    'The clock of this device could not be checked. It will be as soon as you are online. Until then, your one-time passwords may not be accepted.',

  movedOnTitle: 'A registration has changed',
  movedOn: {
    replaced: (service, day) =>
      `The registration with ${service} moved to another device on ${day}. The one-time passwords of this device are no longer good for that contract.`,
    ended: (service, day) =>
      `The use of the one-time password was stopped with ${service} on ${day}. The one-time passwords of this device are no longer good for that contract.`,
    released: (service, day) =>
      `The registration with ${service} was released over the counter on ${day}. The one-time passwords of this device are no longer good for that contract.`,
  },
  movedOnStill: 'This token is still good for its other registrations.',
  movedOnNone: 'This token is no longer registered anywhere. You can delete it from this device.',
  movedOnNotYou: 'If you know nothing of this, please get in touch with that service at once.',
  movedOnConfirm: 'I have read this',

  welcomeTitle: 'Issue a token',
  welcomeLead:
    'This device will show you a one-time password, new every 30 seconds, to type when you make a transfer or another order.',
  welcomeOne: 'A token belongs to one device',
  welcomeOneText: (kind) =>
    kind === 'mobile'
      ? 'It works in this browser on this device alone. Opened on another device or in another browser, this page makes another token.'
      : 'It works in this browser (the profile you are using) on this computer alone. Opened in another browser, this page makes another token.',
  welcomeKept: 'Its key cannot be taken out',
  welcomeKeptText:
    'The key is kept in this browser only and can be neither copied nor backed up. When you change devices, you issue a new token on the new one.',
  welcomePrivate: 'Do not use a private window',
  welcomePrivateText: 'The token is gone when it closes. Clearing the data of this site deletes it, too.',
  issue: 'Issue a token',
  issueForm: (kind) =>
    kind === 'mobile'
      ? 'A mobile token will be issued (its ID begins with WRSM).'
      : 'A desktop token will be issued (its ID begins with WRSD).',
  issueAgain: 'Try again',
  issueResume: 'The last attempt was cut off. It will be continued where it stopped.',
  issuing: 'Issuing your token',
  issuingText: 'One moment, please.',
  deleted: 'The token has been deleted.',

  lostTitle: 'The key of your earlier token is missing',
  lostText: (tokenId) =>
    `This browser held the token ${tokenId}, but its key is gone: the data of this site was cleared, the app was not used for long, or the device was moved. The key cannot be brought back.`,
  lostNext:
    'If that token was registered, ask your branch to release it (利用登録解除, on paper), and then register a new one.',

  unfitTitle: 'This browser cannot hold a token',
  unfit: {
    no_secure_context: 'The page was not opened over a secure connection (https). Please check the address.',
    no_crypto: 'The cryptography that one-time passwords need is missing. Please update your browser.',
    no_database: 'There is no place to keep the key.',
    key_not_kept: 'The key could not be stored.',
  },
  unfitNothing: 'No token has been issued.',
  unfitTry: 'What may help',
  unfitSteps: [
    'Leave private browsing (incognito) or Lockdown Mode and open this page again',
    'Allow this site to store data (cookies and site data)',
    'Use a current Safari, Chrome, Edge or Firefox',
  ],
  tryAgain: 'Check again',

  homeTitle: 'First, add this app to the Home Screen',
  homeText:
    'Safari may delete the data of a site that was not used for 7 days. An app on the Home Screen keeps its data.',
  homeSteps: [
    'Tap the Share button',
    'Choose “Add to Home Screen”, then “Add”',
    'Open “Warifu” from the Home Screen, and issue the token there',
  ],
  homeWhy:
    'The app on the Home Screen and Safari keep their data in separate places. Please issue the token in the app on the Home Screen.',
  homeDecline: 'Continue without adding',
  homeDeclineText:
    'Otherwise the token may vanish while you do not use it for 7 days, and you will need a paper form.',

  notIssuedTitle: 'The token could not be issued',
  unreachable: 'There was no answer from the network. Please try again where reception is good.',
  unreachableSame: 'The same request will be sent again, so that you never get two tokens.',
  busy: 'Many people are using the service. Please wait a little and try again.',
  busyFor: (seconds) =>
    `Many people are using the service. Please wait about ${seconds} seconds and try again.`,
  refused: 'The request was not accepted. Please try again with a new request.',
  replyBroken:
    'The answer that came was not genuine. Someone may have changed it on the way. Please try again on another network.',
  notKept:
    'The key could not be stored. Please check the free space of the device and the settings of the browser.',

  checkTitle: 'Check of this browser',
  checkLink: 'Find out whether it can keep a token',
  checking: 'Checking',
  checkFit: 'This browser can keep a token',
  checkFitText: 'The key made for the trial is gone again. No token has been issued.',
  checkHomeFirst: 'Once on the Home Screen, this app can keep a token',
  checkUnfit: 'This browser cannot keep a token',
  checkPassed: 'All right',
  checkFailed: 'Not usable',
  checkNotTried: 'Not tried',
  checkSecure: 'Secure connection',
  checkCrypto: 'Cryptography',
  checkKept: 'Keeping the key',
  checkProtected: 'Protected data',
  checkInstallable: 'Adding the app',
  checkInstalled: 'It was opened as an added app.',
  checkInstallOffered: 'It can be added from this browser.',
  checkInstallByMenu: 'The browser’s menu may offer to add it. It works without, too.',
  checkNext: 'Go on to issue a token',

  settingsTitle: 'Settings',
  hideCode: 'Keep the one-time password hidden',
  hideCodeText: 'It is shown for 30 seconds when you press “Show”.',
  clock: 'Clock',
  clockNone: 'Not checked yet. It is checked when you are online.',
  clockExact: 'The clock of this device is right (off by less than a second).',
  clockAhead: (seconds) => `The clock of this device is ${seconds} seconds fast. This is corrected for.`,
  clockBehind: (seconds) => `The clock of this device is ${seconds} seconds slow. This is corrected for.`,
  clockLearned: (when) => `Last checked: ${when}.`,
  clockCheck: 'Check the clock',
  clockChecked: 'The clock has been checked.',
  clockFailed: 'The clock could not be checked. Please try again when you are online.',
  storage: 'Storage of the key',
  storagePersistent: 'The browser has promised not to delete the data of this app when space runs short.',
  storageBestEffort: 'The browser may delete the data of this app when space runs short.',
  storageAsk: 'Ask it to keep the data',
  storageRefused:
    'The browser declined. It is more likely to agree once the app is installed or on the Home Screen.',
  storageUnknown: 'This browser does not say.',
  install: 'Install the app',
  installText: 'It then opens straight from the Home Screen or the desktop.',
  services: 'Registered services',
  servicesText: 'They are asked for only when you press, by a request that this device signs.',
  servicesAsk: 'Show the registered services',
  servicesAsking: 'Asking.',
  servicesListed: 'This token is registered with:',
  servicesLeft: 'Registrations that this token is no longer good for:',
  servicesLeftLine: (service, how, day) => `${service} (${how}, ${day})`,
  leftHow: { replaced: 'moved to another device', ended: 'stopped', released: 'released' },
  servicesFailed: 'They could not be asked for. Please try again when you are online.',
  aboutToken: 'This token',
  issuedAt: (when) => `Issued: ${when}`,
  formOf: (kind) => (kind === 'mobile' ? 'Form: mobile (WRSM)' : 'Form: desktop (WRSD)'),
  deleteToken: 'Delete the token',

  deleteTitle: 'Delete the token',
  deleteLead: 'When you delete it:',
  deleteFollows: [
    'This device can no longer show one-time passwords.',
    'The key is gone, and the same token ID can never be made again.',
    'While it is still registered, you cannot make transfers and other orders.',
  ],
  deleteFirst: 'Do one of these first',
  deleteFirstSteps: [
    'To stop using it: choose 「ワンタイムパスワードのご利用停止はこちら」 on the login page',
    'To change devices: issue a token on the new device, and register it through 「ワンタイムパスワードの利用登録はこちら」 on the login page',
  ],
  deleteElse:
    'Both need a one-time password of this token. After the deletion, only a paper form at your branch helps.',
  comma: ', ',
  deleteServices: (services) => `This token is registered with: ${services}`,
  deleteNoServices: 'This token is not registered with any service.',
  deleteProceed: 'Go on to delete',
  cancel: 'Cancel',
  deleteSureTitle: 'Do you really want to delete it?',
  deleteSure: (tokenId) => `The token ${tokenId} will be deleted from this device. This cannot be undone.`,
  deleteExecute: 'Delete',
  deleteFailed: 'It could not be deleted. Please open the browser again and retry.',

  helpTitle: 'How to use',
  helpRegister: 'Register (利用登録)',
  helpRegisterSteps: [
    'On the login page of your internet banking, choose 「ワンタイムパスワードの利用登録はこちら」',
    'Type your contract number and login password, and press 次へ (Next)',
    'Type the token ID and the one-time password of this app, and press 登録 (Register)',
  ],
  helpOrder: 'Transfers and other orders',
  helpOrderText:
    'On the last page of the order, type the one-time password of this app and press 実行 (Execute). A password can be used once.',
  helpDevice: 'Change of device (機種変更)',
  helpDeviceText:
    'Open this app on the new device, issue a new token, and start from 「ワンタイムパスワードの利用登録はこちら」 on the login page. You are also asked for a one-time password of the old device: keep its token until you have finished.',
  helpLost: 'Device lost or broken',
  helpLostText:
    'A backup does not bring the old token back. Ask your branch to release it (利用登録解除) with a paper form.',
  helpMany: 'More than one contract',
  helpManyText: 'The same token ID can be registered for several internet-banking contracts.',
  helpKeys: 'Keys',
  helpKeysText:
    'Tab moves, Enter presses. Access keys: 1 copy, 2 copy token ID, 3 show, 7 settings, 8 how to use, 9 日本語, 0 back.',

  updateReady: 'A new version is ready. Your token stays.',
  updateNow: 'Update',
};
