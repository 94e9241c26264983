import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Answer } from './answer.ts';
import { type CookieChange, cookieNameOf, cookieOf, cookieOptionsOf } from './cookies.ts';
import { FAILURE_STATUS, type Failure } from './failure.ts';
import type { SitePlan, TableRoute } from './plan.ts';
import { chosenLanguage } from './turn.ts';

const RETRY_AFTER_SECONDS = 10;
/**
 * With the end of a session whatever a browser kept of its pages is to go. Not all cookies: that of the device keeps
 * strangers from locking its customer out, and the language is his choice.
 */
const CLEARED = '"cache", "storage"';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The page to open anew after a stale form. */
    readonly again?: string;
  }
}

function fillPath(path: string, params: unknown): string {
  const values = (params ?? {}) as Readonly<Record<string, string>>;
  return path.replace(/:(\w+)/g, (_, name: string) => values[name] ?? '');
}

/** How a site sends: what a flow answered, the page of a failure, cookies. */
export interface Sender<Own extends string> {
  /** The way on is the page of the same address, where that can be fetched. */
  readonly failure: (request: FastifyRequest, reply: FastifyReply, failure: Failure) => FastifyReply;
  readonly answer: (request: FastifyRequest, reply: FastifyReply, answer: Answer<Own>) => FastifyReply;
  readonly cookies: (reply: FastifyReply, changes: readonly CookieChange<Own>[]) => void;
}

export function senderOf<Turn, Session, Own extends string, Route extends TableRoute<Turn, Own>>(
  plan: SitePlan<Turn, Session, Own, Route>,
): Sender<Own> {
  const failure: Sender<Own>['failure'] = (request, reply, what) => {
    const isLoggedIn = cookieOf(request, plan.cookies, 'session') !== undefined;
    const home = plan.homeOf?.(request.url) ?? '/';
    const again = what === 'form_stale' ? (request.routeOptions.config.again ?? home) : undefined;
    const html = plan.failurePage(
      {
        language: chosenLanguage(plan, request) ?? 'ja',
        address: request.method === 'GET' ? request.url : home,
      },
      what,
      {
        isLoggedIn,
        ...(again === undefined ? {} : { again: fillPath(again, request.params) }),
        ...(what === 'our_fault' || what === 'away' ? { requestId: request.id } : {}),
      },
    );
    if (what === 'away') void reply.header('retry-after', String(RETRY_AFTER_SECONDS));
    return reply
      .code(FAILURE_STATUS[what])
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(html);
  };
  const cookies: Sender<Own>['cookies'] = (reply, changes) => {
    for (const change of changes) {
      const name = cookieNameOf(plan.cookies, change.name);
      const options = cookieOptionsOf(plan.cookies, change.name);
      if (change.value !== undefined) {
        void reply.setCookie(name, change.value, options);
        continue;
      }
      void reply.clearCookie(name, options);
      if (change.name === 'session') void reply.header('clear-site-data', CLEARED);
    }
  };
  const answer: Sender<Own>['answer'] = (request, reply, given) => {
    void reply.header('cache-control', 'no-store');
    switch (given.kind) {
      case 'page':
        cookies(reply, given.cookies ?? []);
        return reply.code(given.status).type('text/html; charset=utf-8').send(given.html);
      case 'redirect':
        cookies(reply, given.cookies ?? []);
        return reply.redirect(given.to, 303);
      case 'file':
        return attach(reply, given).send(Readable.from(given.lines));
      case 'document':
        return attach(reply, given).send(Buffer.from(given.bytes));
      case 'nothing':
        return reply.code(204).send();
      case 'unknown':
        return failure(request, reply, 'not_found');
    }
  };
  return { failure, answer, cookies };
}

const attach = (
  reply: FastifyReply,
  file: { readonly type: string; readonly fileName: string },
): FastifyReply =>
  reply.type(file.type).header('content-disposition', `attachment; filename="${file.fileName}"`);
