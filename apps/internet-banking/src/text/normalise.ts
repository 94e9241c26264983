export { digitsOf, halfWidth, readAmount } from '@warifu/site';
