/** What the mailbox page shows of a mail. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** The other side of the networks, by its own HTTP. */
export interface Networks {
  readonly listMails: () => Promise<readonly Mail[]>;
  /** How many payments Zengin took, and how many it sent back. */
  readonly countPayments: () => Promise<{ readonly accepted: number; readonly returned: number }>;
  /** How many bills the billers were paid. */
  readonly countBills: () => Promise<{ readonly paid: number; readonly notTaken: number }>;
  readonly turnPayEasy: (mode: 'normal' | 'away' | 'silent' | 'lost') => Promise<void>;
  readonly turn: (setting: {
    readonly mode?: 'normal' | 'away' | 'lost' | 'slow';
    readonly returnAfterSeconds?: number;
  }) => Promise<void>;
}

async function ask<T>(url: string, init: RequestInit = {}): Promise<T> {
  const answer = await fetch(url, init);
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return (await answer.json()) as T;
}

export function networksAt(url: string): Networks {
  const put = async (path: string, setting: object): Promise<void> => {
    await ask(`${url}${path}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(setting),
    });
  };
  return {
    listMails: async () => (await ask<{ readonly mails: readonly Mail[] }>(`${url}/mailbox.json`)).mails,
    countPayments: () => ask(`${url}/zengin/switch`),
    countBills: () => ask(`${url}/pay-easy/switch`),
    turnPayEasy: (mode) => put('/pay-easy/switch', { mode }),
    turn: (setting) => put('/zengin/switch', setting),
  };
}
