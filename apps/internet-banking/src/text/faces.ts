export { type Face, type Sentences, sentenceOf } from '@warifu/site';
