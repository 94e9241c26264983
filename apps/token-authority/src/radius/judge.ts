import { createHash, randomBytes } from 'node:crypto';
import { unreachable } from '@warifu/base';
import type { OpenRadiusClient, TokenAuthorityService, Verdict } from '@warifu/token';
import { revealPassword } from './authenticity.ts';
import { type Attribute, CODE, onlyOf, type Packet, type ReplyCode, TYPE } from './packet.ts';

/** What the front needs of the authority. */
export type RadiusAuthority = Pick<TokenAuthorityService, 'openRadiusClients' | 'subjectNamed' | 'portFor'>;

export interface Answer {
  readonly code: ReplyCode;
  readonly attributes: readonly Attribute[];
}

const REJECT: Answer = { code: CODE.accessReject, attributes: [] };
const ACCEPT: Answer = { code: CODE.accessAccept, attributes: [] };
const NEXT_CODE = '次に表示されるワンタイムパスワードを入力してください。 Please enter the next code.';
const STATE_OCTETS = 16;

const PURPOSE = 'radius';
const NAME_OCTETS_MAX = 100;
/** Nothing is ever bound to it. */
const NOBODY = '';

/**
 * Asks the authority about the code in a request that is proved to come from this client.
 *
 * The idempotency key is of the packet, of where it came from and of this half minute: asked again after a crash, the
 * authority says what it said. The same octets at another time or from another place are another question, and their
 * code is spent.
 */
export async function judgeRequest(
  authority: RadiusAuthority,
  client: OpenRadiusClient,
  request: Packet,
  packetName: string,
): Promise<Answer> {
  const userName = textOf(onlyOf(request, TYPE.userName), NAME_OCTETS_MAX);
  const hidden = onlyOf(request, TYPE.userPassword);
  const code = hidden && textOf(revealPassword(hidden, request.authenticator, client.secret));
  // CHAP, EAP and the like: there is no code in it, so nothing is asked and nothing counted.
  if (userName === undefined || code === undefined) return REJECT;
  const { relyingPartyId } = client;
  // A name that means nobody is asked about like any other: it takes as long, and is written down.
  const subject = (await authority.subjectNamed(relyingPartyId, userName)) ?? NOBODY;
  const idempotencyKey = `radius/${createHash('sha256').update(packetName).digest('base64url')}`;
  const port = authority.portFor(relyingPartyId, ['verify']);
  const { verdict } = await port.validate({ subject, code, purpose: PURPOSE, idempotencyKey });
  return answerTo(verdict);
}

/** A refusal says nothing of its reason: a wrong code, a used one, a lock and a stranger read the same. */
function answerTo(verdict: Verdict): Answer {
  switch (verdict) {
    case 'accepted':
      return ACCEPT;
    case 'needs_second_code':
      // What is waited for stands in the authority's own database. The state is there because the protocol's clients
      // tie the next request to this one by it; nothing is believed of it when it comes back.
      return {
        code: CODE.accessChallenge,
        attributes: [
          { type: TYPE.state, value: randomBytes(STATE_OCTETS) },
          { type: TYPE.replyMessage, value: Buffer.from(NEXT_CODE) },
        ],
      };
    case 'wrong':
    case 'spent':
    case 'locked':
    case 'unknown':
      return REJECT;
    default:
      return unreachable(verdict);
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true });

/** The text, where it is one of some length; undefined where it is not. */
function textOf(octets: Buffer | undefined, octetsMax = 128): string | undefined {
  if (octets === undefined || octets.length === 0 || octets.length > octetsMax) return undefined;
  try {
    const text = decoder.decode(octets);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}
