import type { LibraryHandle } from 'koffi';
import { PlainFault } from '../plain-fault.ts';

/** A token of a security module, reached by the PKCS#11 library of its maker. */
export interface Pkcs11Place {
  /** The library's path, for example `/usr/lib/softhsm/libsofthsm2.so`. */
  readonly module: string;
  readonly tokenLabel: string;
}

/** One AES key that never leaves the module, in a session that is logged in. */
export interface ModuleKey {
  readonly encrypt: (plain: Buffer, nonce: Buffer, context: Buffer) => Buffer;
  /** @throws PlainFault where it was changed, or is of another key or context */
  readonly decrypt: (sealed: Buffer, nonce: Buffer, context: Buffer) => Buffer;
}

/** @see PKCS #11 Cryptographic Token Interface 2.40, sections 2.4, 2.8.1, 2.12; numbers from its header */
const CKU_USER = 1n;
const CKF_RW_SESSION = 2n;
const CKF_SERIAL_SESSION = 4n;
const CKO_SECRET_KEY = 4n;
const CKK_AES = 0x1fn;
const CKM_AES_KEY_GEN = 0x1080n;
const CKM_AES_GCM = 0x1087n;
const CKA = {
  class: 0n,
  token: 1n,
  private: 2n,
  label: 3n,
  keyType: 0x100n,
  sensitive: 0x103n,
  encrypt: 0x104n,
  decrypt: 0x105n,
  valueLength: 0x161n,
  extractable: 0x162n,
} as const;
const LABEL_BYTES = 32;
const TOKEN_INFO_BYTES = 256;
const SLOTS_MAX = 64;
const TAG_BYTES = 16;
const KEY_BYTES = 32n;

const ulong = (value: bigint): Buffer => {
  const octets = Buffer.alloc(8);
  octets.writeBigUInt64LE(value);
  return octets;
};
const yes = Buffer.from([1]);
const no = Buffer.from([0]);

interface Attribute {
  readonly type: bigint;
  readonly pValue: Buffer;
  readonly ulValueLen: number;
}
const attribute = (type: bigint, pValue: Buffer): Attribute => ({ type, pValue, ulValueLen: pValue.length });

type Calls = ReturnType<typeof callsOf>;

/** The library is spoken to through koffi: no header, no compiler, and nothing on a command line. */
async function loadLibrary(path: string) {
  if (process.platform === 'win32' || process.arch === 'ia32')
    throw new PlainFault('A security module is spoken to on 64-bit Linux and macOS alone.');
  let koffi: typeof import('koffi');
  try {
    koffi = await import('koffi');
  } catch {
    throw new PlainFault(
      'A security module needs the package koffi, an optional dependency that is not installed.',
    );
  }
  try {
    return callsOf(koffi, koffi.load(path));
  } catch {
    throw new PlainFault(`WARIFU_PKCS11_MODULE: ${path} cannot be loaded.`);
  }
}

function callsOf(koffi: typeof import('koffi'), library: LibraryHandle) {
  const gcm = koffi.struct({
    pIv: 'uint8_t *',
    ulIvLen: 'unsigned long',
    ulIvBits: 'unsigned long',
    pAAD: 'uint8_t *',
    ulAADLen: 'unsigned long',
    ulTagBits: 'unsigned long',
  });
  const gcmMechanism = koffi.struct({
    mechanism: 'unsigned long',
    pParameter: koffi.pointer(gcm),
    ulParameterLen: 'unsigned long',
  });
  const plainMechanism = koffi.struct({
    mechanism: 'unsigned long',
    pParameter: 'void *',
    ulParameterLen: 'unsigned long',
  });
  const attributes = koffi.pointer(
    koffi.struct({ type: 'unsigned long', pValue: 'uint8_t *', ulValueLen: 'unsigned long' }),
  );
  const bytes = 'uint8_t *';
  const count = koffi.inout(koffi.pointer('unsigned long'));
  const handle = koffi.out(koffi.pointer('unsigned long'));
  const call = (
    name: string,
    ...types: readonly (string | ReturnType<typeof koffi.pointer | typeof koffi.out>)[]
  ) => {
    const run = library.func(name, 'unsigned long', [...types]);
    return (...words: readonly unknown[]): void => {
      const answer = BigInt(run(...words));
      if (answer !== 0n) throw new ModuleRefused(name, answer);
    };
  };
  return {
    gcmBytes: koffi.sizeof(gcm),
    initialize: call('C_Initialize', 'void *'),
    finalize: call('C_Finalize', 'void *'),
    slotIds: call('C_GetSlotList', 'uint8_t', bytes, count),
    tokenOf: call('C_GetTokenInfo', 'unsigned long', bytes),
    openSession: call('C_OpenSession', 'unsigned long', 'unsigned long', 'void *', 'void *', handle),
    logIn: call('C_Login', 'unsigned long', 'unsigned long', bytes, 'unsigned long'),
    findBegin: call('C_FindObjectsInit', 'unsigned long', attributes, 'unsigned long'),
    find: call('C_FindObjects', 'unsigned long', bytes, 'unsigned long', handle),
    findEnd: call('C_FindObjectsFinal', 'unsigned long'),
    generate: call(
      'C_GenerateKey',
      'unsigned long',
      koffi.pointer(plainMechanism),
      attributes,
      'unsigned long',
      handle,
    ),
    encryptBegin: call('C_EncryptInit', 'unsigned long', koffi.pointer(gcmMechanism), 'unsigned long'),
    encrypt: call('C_Encrypt', 'unsigned long', bytes, 'unsigned long', bytes, count),
    decryptBegin: call('C_DecryptInit', 'unsigned long', koffi.pointer(gcmMechanism), 'unsigned long'),
    decrypt: call('C_Decrypt', 'unsigned long', bytes, 'unsigned long', bytes, count),
  };
}

/** What the module answered instead of doing it: the name of the call and its CKR number, nothing of what was given. */
class ModuleRefused extends Error {
  override readonly name = 'ModuleRefused';
  readonly answer: bigint;
  constructor(call: string, answer: bigint) {
    super(`the security module refused ${call} (0x${answer.toString(16)})`);
    this.answer = answer;
  }
}

/**
 * Opens the module, does the work with its key of this label, and lets go of it: between two uses nobody is logged in.
 * `makes`: the key is made where there is none, in the module, never to leave it.
 */
export async function withModuleKey<T>(
  place: Pkcs11Place,
  { pin, label, makes }: { readonly pin: Buffer; readonly label: string; readonly makes: boolean },
  work: (key: ModuleKey) => T,
): Promise<T> {
  const calls = await loadLibrary(place.module);
  try {
    calls.initialize(null);
    try {
      const session = openSession(calls, slotOf(calls, place.tokenLabel), makes);
      calls.logIn(session, CKU_USER, pin, pin.length);
      const key = findKey(calls, session, label) ?? (makes ? makeKey(calls, session, label) : undefined);
      if (key === undefined) throw new PlainFault(`The security module has no AES key named ${label}.`);
      return work(keyIn(calls, session, key));
    } finally {
      // Ends the session and its login with it.
      calls.finalize(null);
    }
  } catch (error) {
    if (error instanceof ModuleRefused) throw new PlainFault(`${capital(error.message)}.`);
    throw error;
  }
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function slotOf(calls: Calls, tokenLabel: string): bigint {
  const slots = Buffer.alloc(8 * SLOTS_MAX);
  const count = [SLOTS_MAX];
  calls.slotIds(1, slots, count);
  for (let index = 0; index < Number(count[0]); index += 1) {
    const slot = slots.readBigUInt64LE(8 * index);
    const told = Buffer.alloc(TOKEN_INFO_BYTES);
    calls.tokenOf(slot, told);
    if (told.subarray(0, LABEL_BYTES).toString('utf8').trimEnd() === tokenLabel) return slot;
  }
  throw new PlainFault(`The security module has no token labelled ${tokenLabel}.`);
}

function openSession(calls: Calls, slot: bigint, writes: boolean): bigint {
  const session = [0n];
  calls.openSession(slot, CKF_SERIAL_SESSION | (writes ? CKF_RW_SESSION : 0n), null, null, session);
  return BigInt(session[0] ?? 0n);
}

function findKey(calls: Calls, session: bigint, label: string): bigint | undefined {
  const wanted = [
    attribute(CKA.class, ulong(CKO_SECRET_KEY)),
    attribute(CKA.keyType, ulong(CKK_AES)),
    attribute(CKA.label, Buffer.from(label)),
  ];
  calls.findBegin(session, wanted, wanted.length);
  const found = Buffer.alloc(16);
  const count = [0];
  calls.find(session, found, 2, count);
  calls.findEnd(session);
  if (Number(count[0]) > 1) throw new PlainFault(`The security module has two AES keys named ${label}.`);
  return Number(count[0]) === 1 ? found.readBigUInt64LE(0) : undefined;
}

function makeKey(calls: Calls, session: bigint, label: string): bigint {
  const wanted = [
    attribute(CKA.class, ulong(CKO_SECRET_KEY)),
    attribute(CKA.keyType, ulong(CKK_AES)),
    attribute(CKA.valueLength, ulong(KEY_BYTES)),
    attribute(CKA.label, Buffer.from(label)),
    ...[CKA.token, CKA.private, CKA.sensitive, CKA.encrypt, CKA.decrypt].map((type) => attribute(type, yes)),
    attribute(CKA.extractable, no),
  ];
  const key = [0n];
  const mechanism = { mechanism: CKM_AES_KEY_GEN, pParameter: null, ulParameterLen: 0 };
  calls.generate(session, mechanism, wanted, wanted.length, key);
  return BigInt(key[0] ?? 0n);
}

function keyIn(calls: Calls, session: bigint, key: bigint): ModuleKey {
  const mechanism = (nonce: Buffer, context: Buffer) => ({
    mechanism: CKM_AES_GCM,
    pParameter: {
      pIv: nonce,
      ulIvLen: nonce.length,
      ulIvBits: nonce.length * 8,
      pAAD: context,
      ulAADLen: context.length,
      ulTagBits: TAG_BYTES * 8,
    },
    ulParameterLen: calls.gcmBytes,
  });
  return {
    encrypt: (plain, nonce, context) => {
      calls.encryptBegin(session, mechanism(nonce, context), key);
      const sealed = Buffer.alloc(plain.length + TAG_BYTES);
      const length = [sealed.length];
      calls.encrypt(session, plain, plain.length, sealed, length);
      return sealed.subarray(0, Number(length[0]));
    },
    decrypt: (sealed, nonce, context) => {
      calls.decryptBegin(session, mechanism(nonce, context), key);
      const plain = Buffer.alloc(sealed.length);
      const length = [plain.length];
      calls.decrypt(session, sealed, sealed.length, plain, length);
      return plain.subarray(0, Number(length[0]));
    },
  };
}
