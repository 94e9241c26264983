import type { IntrudersGround } from '../intruders/ground.ts';
import type { Aim } from './aim.ts';
import { openApiAims } from './api-aims.ts';
import { listFormAims } from './form-aims.ts';

/** Everything that takes something from outside. */
export async function listAims(ground: IntrudersGround, isAll: boolean): Promise<readonly Aim[]> {
  return [...(await openApiAims(ground)), ...listFormAims(ground, isAll)];
}
