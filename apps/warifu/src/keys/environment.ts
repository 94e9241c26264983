import { type KeyRing, readKeyText, takeKeyRing } from '@warifu/token';
import { messageOf, PlainFault } from '../plain-fault.ts';

const NAME = 'WARIFU_KEK';

let text: Buffer | undefined;
let ring: KeyRing | undefined;

/**
 * Takes the keys out of the environment, first of all: no process that is started later inherits them, and nothing that
 * prints its environment shows them. What the system itself keeps of it (`/proc/…/environ`) stays.
 */
export function takeEnvironmentKeys(environment: NodeJS.ProcessEnv): void {
  const given = environment[NAME];
  delete environment[NAME];
  if (given !== undefined && given.trim() !== '') text = Buffer.from(given, 'base64');
}

/** Whether the keys came by the environment. */
export const hasEnvironmentKeys = (): boolean => text !== undefined || ring !== undefined;

/** The key ring over them; their octets are gone afterwards. */
export async function openEnvironmentKeys(): Promise<KeyRing> {
  if (ring !== undefined) return ring;
  if (text === undefined) throw new PlainFault(`${NAME} is not set.`);
  try {
    const keys = await readKeyText(text, NAME);
    ring = takeKeyRing(keys);
    return ring;
  } catch (error) {
    throw new PlainFault(messageOf(error));
  } finally {
    text.fill(0);
    text = undefined;
  }
}
