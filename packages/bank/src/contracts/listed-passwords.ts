import { typedPassword } from './passwords.ts';

let listed: Promise<ReadonlySet<string>> | undefined;

/** Read when the first password is set, and kept: a server that nobody sets one at has no use for it. */
async function readList(): Promise<ReadonlySet<string>> {
  const { default: passwords } = await import('@zxcvbn-ts/language-common/src/passwords.json', {
    with: { type: 'json' },
  });
  return new Set(passwords);
}

/**
 * Whether this is one of the passwords that are found most often in what was stolen elsewhere: some 18,000 of eight
 * characters and more, in lower case. Expects it as it is typed.
 */
export async function isListedPassword(password: string): Promise<boolean> {
  listed ??= readList();
  return (await listed).has(typedPassword(password).toLowerCase());
}
