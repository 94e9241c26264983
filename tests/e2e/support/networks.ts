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
  return {
    listMails: async () => (await ask<{ readonly mails: readonly Mail[] }>(`${url}/mailbox.json`)).mails,
    countPayments: () => ask(`${url}/zengin/switch`),
    turn: async (setting) => {
      await ask(`${url}/zengin/switch`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(setting),
      });
    },
  };
}
