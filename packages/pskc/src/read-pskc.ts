import { judgeElement, PSKC } from './element.ts';
import { seedOf } from './key.ts';
import { textOf } from './octets.ts';
import { type OpenWith, protectionOf } from './protection.ts';
import { orRefusal, Refused, type SeedRefusal } from './refusal.ts';
import { SEEDS_MAX, type Seed, type SeedsRead } from './seed.ts';
import { type Element, treeOf } from './xml.ts';

/**
 * All seeds of a PSKC file, decrypted, their MACs checked; or the first thing that is wrong with it, and no seed.
 *
 * @see RFC 6030
 */
export function readPskc(file: Uint8Array, openWith: OpenWith = {}): SeedsRead | SeedRefusal {
  return orRefusal(() => {
    const container = treeOf(textOf(file));
    const packages = packagesOf(container);
    const protection = protectionOf(container, openWith);
    const seeds: Seed[] = [];
    try {
      for (const element of packages) seeds.push(seedOf(element, protection));
    } catch (error) {
      for (const { secret } of seeds) secret.fill(0);
      throw error;
    }
    return { outcome: 'read', seeds };
  });
}

function packagesOf(container: Element): readonly Element[] {
  const { uri, name, attributes, children, place } = container;
  if (uri !== PSKC || name !== 'KeyContainer' || attributes.get('Version') !== '1.0')
    throw new Refused('not_pskc', place);
  const signature = children.find((child) => child.name === 'Signature');
  if (signature) throw new Refused('signature', signature.place);
  judgeElement(container, {
    children: ['EncryptionKey', 'MACMethod', 'KeyPackage'],
    attributes: ['Version', 'Id'],
  });
  const packages = children.filter((child) => child.name === 'KeyPackage');
  if (packages.length === 0) throw new Refused('missing', 'KeyPackage');
  if (packages.length > SEEDS_MAX) throw new Refused('too_many', 'KeyPackage');
  return packages;
}
