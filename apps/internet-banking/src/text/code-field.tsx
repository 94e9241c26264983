export { CodeField, SecondCode } from '@warifu/ui';
