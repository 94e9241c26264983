import { type DeviceFacts, needsHomeScreen } from './device.ts';
import { findVault, judgeKeeping } from './fitness.ts';
import { findTokenId, keepTokenId } from './kept.ts';
import type { Opening } from './stage.ts';
import { type Token, works } from './token.ts';
import type { Vault } from './vault.ts';

/** What the storage holds. Without a vault the opening says why. */
export interface Opened {
  readonly opening: Opening;
  readonly vault: Vault | undefined;
}

/** Looks into the storage, before the first screen. */
export async function open(facts: DeviceFacts): Promise<Opened> {
  const nothing: Opening = {
    token: undefined,
    unfit: undefined,
    rememberedTokenId: findTokenId(),
    isPending: false,
    needsHomeScreen: needsHomeScreen(facts),
  };
  const found = await findVault();
  if (!found.isFit) return { opening: { ...nothing, unfit: found.unfit }, vault: undefined };
  const { vault } = found;
  const token = await findWorkingToken(vault);
  if (token !== undefined) {
    keepTokenId(token.tokenId);
    return { opening: { ...nothing, token }, vault };
  }
  const unfit = await judgeKeeping(vault);
  const isPending = unfit === undefined && (await vault.findPending()) !== undefined;
  return { opening: { ...nothing, unfit, isPending }, vault };
}

/** A key that came back from storage and signs no more is as lost as one that did not come back. */
async function findWorkingToken(vault: Vault): Promise<Token | undefined> {
  try {
    const token = await vault.findToken();
    return token !== undefined && (await works(token)) ? token : undefined;
  } catch {
    return undefined;
  }
}
