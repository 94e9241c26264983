const STEP_MS = 30_000;
const PAST_MS = 50;

/** A token gives one code a step: a round begins with a step that no token has spent. */
export const untilNextStep = (): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, STEP_MS - (Date.now() % STEP_MS) + PAST_MS));
