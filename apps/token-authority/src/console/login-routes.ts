import { isLanguage } from '@warifu/ui';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { failurePage, wordsOf } from './frame.tsx';
import { loginPage } from './login-page.tsx';
import { isConsolePassword } from './password.ts';
import {
  ACTOR,
  type ConsoleGround,
  fieldOf,
  LANGUAGE_COOKIE,
  page,
  SESSION_COOKIE,
  surroundingsOf,
  takeVisit,
} from './visit.ts';

const LANGUAGE_SECONDS = 400 * 86_400;
const LOCAL_PATH = /^\/(?![/\\])[\w\-./]*$/;

/** What is open without a session: the login, its end, and the choice of the language. */
export function loginRoutes(app: FastifyInstance, ground: ConsoleGround): void {
  const { sessions } = ground;
  app.get('/login', async (request, reply) => page(reply, loginPage(surroundingsOf(ground, request))));

  app.post('/login', async (request, reply) => logIn(ground, request, reply));

  app.post('/logout', async (request, reply) => {
    const visit = await takeVisit(ground, request, reply);
    if (visit === 'refused') return page(reply, failurePage(surroundingsOf(ground, request), 'refused'), 403);
    sessions.close(request.cookies[SESSION_COOKIE]);
    return reply
      .clearCookie(SESSION_COOKIE, { path: '/' })
      .header('clear-site-data', '"cache", "storage"')
      .redirect('/login', 303);
  });

  app.get('/language', async (request, reply) => {
    const { to, back } = request.query as Readonly<Record<string, unknown>>;
    if (typeof to === 'string' && isLanguage(to)) {
      const cookie = { path: '/', httpOnly: true, sameSite: 'strict', maxAge: LANGUAGE_SECONDS } as const;
      void reply.setCookie(LANGUAGE_COOKIE, to, cookie);
    }
    return reply.redirect(typeof back === 'string' && LOCAL_PATH.test(back) ? back : '/', 303);
  });
}

/** Judges the password. Each attempt is in the audit trail, and counts before it is judged. */
async function logIn(
  ground: ConsoleGround,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { options, sessions } = ground;
  const around = surroundingsOf(ground, request);
  if (request.headers.origin !== options.origin) return page(reply, failurePage(around, 'refused'), 403);
  const words = wordsOf(around).login;
  const password = fieldOf(request, 'password');
  if (password === '') return page(reply, loginPage(around, words.empty), 422);
  const until = ground.guard.begin();
  if (until !== undefined) {
    const seconds = until - options.clock();
    return page(reply.header('retry-after', String(seconds)), loginPage(around, words.wait(seconds)), 429);
  }
  const kept = await options.passwordHash();
  const isRight = await isConsolePassword(password, kept);
  await options.operator.recordLogin({ outcome: isRight ? 'accepted' : 'refused', actor: ACTOR });
  if (!isRight || kept === undefined) return page(reply, loginPage(around, words.wrong), 422);
  ground.guard.succeed();
  sessions.close(request.cookies[SESSION_COOKIE]);
  const cookie = { path: '/', httpOnly: true, sameSite: 'strict' } as const;
  return reply.setCookie(SESSION_COOKIE, sessions.open(kept), cookie).redirect('/', 303);
}
