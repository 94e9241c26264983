import type { PendingProvision } from '@warifu/provisioning';
import type { Token } from './token.ts';

/** What is stored, by key. There is one of each at most: one token per browser profile. */
interface Contents {
  readonly token: Token;
  /** The request whose answer is still awaited: sent again, it gets the same token. */
  readonly pending: PendingProvision;
  /** A throw-away key, to see whether keys can be kept. */
  readonly probe: CryptoKey;
}

/** The keys' place in IndexedDB. */
export interface Vault {
  findToken(): Promise<Token | undefined>;
  findPending(): Promise<PendingProvision | undefined>;
  /** Keeps the request unless one is there already, and returns the one that is kept: of two tabs the first counts. */
  keepPending(pending: PendingProvision): Promise<PendingProvision>;
  forgetPending(): Promise<void>;
  /** Keeps the token unless one is there already, forgets the request, and returns the token that is kept. */
  keepToken(token: Token): Promise<Token>;
  deleteToken(): Promise<void>;
  /** Stores a key and gives back what comes out, leaving nothing behind. */
  probe(key: CryptoKey): Promise<CryptoKey | undefined>;
}

const DATABASE = 'warifu';
const STORE = 'vault';

/** Some private modes neither open the database nor say that they will not. */
const OPEN_MS_MAX = 5_000;

/** @throws whatever the browser throws, or an Error after 5 s without an answer, where it keeps no database */
export async function openVault(): Promise<Vault> {
  const database = await openDatabase();
  const reading = () => database.transaction(STORE, 'readonly').objectStore(STORE);
  const find = <Name extends keyof Contents>(name: Name): Promise<Contents[Name] | undefined> =>
    answerOf(reading().get(name));

  /** Runs `work` in one transaction, and returns only when it is on the disk. */
  const change = async <T>(work: (store: IDBObjectStore) => Promise<T>): Promise<T> => {
    const transaction = database.transaction(STORE, 'readwrite', { durability: 'strict' });
    const isDone = done(transaction);
    const [result] = await Promise.all([workOrAbort(transaction, work), isDone]);
    return result;
  };

  const keepFirst = async <Name extends 'token' | 'pending'>(
    store: IDBObjectStore,
    name: Name,
    value: Contents[Name],
  ): Promise<Contents[Name]> => {
    const kept: Contents[Name] | undefined = await answerOf(store.get(name));
    if (kept !== undefined) return kept;
    await answerOf(store.put(value, name));
    return value;
  };

  return {
    findToken: () => find('token'),
    findPending: () => find('pending'),
    keepPending: (pending) => change((store) => keepFirst(store, 'pending', pending)),
    forgetPending: () => change((store) => answerOf(store.delete('pending'))),
    keepToken: (token) =>
      change(async (store) => {
        const kept = await keepFirst(store, 'token', token);
        await answerOf(store.delete('pending'));
        return kept;
      }),
    deleteToken: () => change((store) => answerOf(store.delete('token'))),
    // In one transaction, because another tab may be trying at the same moment, with a key of its own under this name.
    probe: (key) =>
      change(async (store) => {
        await answerOf(store.put(key, 'probe'));
        const kept: CryptoKey | undefined = await answerOf(store.get('probe'));
        await answerOf(store.delete('probe'));
        return kept;
      }),
  };
}

/** `put` throws where the browser cannot clone a key: the transaction must not commit the rest then. */
async function workOrAbort<T>(
  transaction: IDBTransaction,
  work: (store: IDBObjectStore) => Promise<T>,
): Promise<T> {
  try {
    return await work(transaction.objectStore(STORE));
  } catch (error) {
    try {
      transaction.abort();
    } catch {
      // It has ended by itself, which is what was wanted.
    }
    throw error;
  }
}

function openDatabase(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(DATABASE, 1);
    const timer = setTimeout(() => reject(new Error('the database does not open')), OPEN_MS_MAX);
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore(STORE);
    };
    opening.onsuccess = () => {
      clearTimeout(timer);
      resolve(opening.result);
    };
    opening.onerror = () => {
      clearTimeout(timer);
      reject(opening.error);
    };
  });
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function done(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error('the transaction was broken off'));
  });
}
