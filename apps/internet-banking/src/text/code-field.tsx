export { CODE_LENGTH_MAX, CodeField, SECOND_CODE_WORDS, SecondCode } from '@warifu/ui';
