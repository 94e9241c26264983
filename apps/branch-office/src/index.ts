export type { BranchOfficeOptions } from './options.ts';
export { buildBranchOffice } from './server.ts';
