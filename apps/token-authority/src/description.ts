import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger';

/** What stands at the head of the OpenAPI document. */
export const DESCRIPTION: NonNullable<FastifyDynamicSwaggerOptions['openapi']> = {
  openapi: '3.1.0',
  info: {
    title: 'Warifu token authority',
    version: '1.0.0',
    description:
      'Issues tokens, and says for its relying parties whether a code is good. A code is accepted once, whichever ' +
      'relying party it is given to. Answers are `accepted` or a word that says why not; only faults are problems ' +
      '(RFC 9457). A call with an `Idempotency-Key` may be sent again for ten minutes and gets the same answer.',
    license: { name: 'MIT', identifier: 'MIT' },
  },
  tags: [
    { name: 'devices', description: 'For the token app; without a key.' },
    { name: 'bindings', description: 'For relying parties, scope `verify`.' },
    {
      name: 'administration',
      description: 'For relying parties, scope `administer`: on paper, without a code.',
    },
  ],
  components: {
    securitySchemes: {
      key: { type: 'http', scheme: 'bearer', description: 'A relying party’s key.' },
    },
  },
};
