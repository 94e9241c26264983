/** Whether the browser may clear this site's storage when space runs short. */
export type Persistence = 'persistent' | 'best_effort' | 'unknown';

export async function findPersistence(): Promise<Persistence> {
  return ask(() => navigator.storage.persisted());
}

/** Asks the browser to keep the storage. Some ask the person, some decide by themselves. */
export async function requestPersistence(): Promise<Persistence> {
  return ask(() => navigator.storage.persist());
}

async function ask(question: () => Promise<boolean>): Promise<Persistence> {
  try {
    return (await question()) ? 'persistent' : 'best_effort';
  } catch {
    return 'unknown';
  }
}
