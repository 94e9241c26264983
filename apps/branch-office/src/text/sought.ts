export { readSought, SOUGHT_LENGTH_MAX, sealSought } from '@warifu/site';
