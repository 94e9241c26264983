export { localPathOf } from '@warifu/site';

/** Only what a browser says of itself: decides nothing but the row of the policy table and the login's record. */
export function channelOf(userAgent: string | undefined): 'pc' | 'smartphone' {
  return /\b(?:Mobi|Mobile|Android|iPhone|iPad)\b/i.test(userAgent ?? '') ? 'smartphone' : 'pc';
}
