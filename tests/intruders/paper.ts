import { present } from '@warifu/base';
import type { IntrudersGround } from './ground.ts';
import { ask } from './walk.ts';

/** A procedure as it is entered through the pages; the id of the request that then waits for its checker. */
export async function enterProcedure(
  ground: IntrudersGround,
  sessionToken: string,
  { url, formNumber }: { readonly url: string; readonly formNumber: string },
): Promise<string> {
  const paper = { formNumber, identityDocument: 'drivers_licence', reason: '窓口でのお申し出' };
  const send = (form: Readonly<Record<string, string>>) =>
    ask(ground.sites.branch, {
      method: 'POST',
      url,
      cookies: { warifu_branch_session: sessionToken },
      form: { csrf: ground.formToken('branch', sessionToken), ...form },
    });
  const confirm = await send(paper);
  const [, entered = ''] = /name="entered" value="([^"]+)"/.exec(confirm.body) ?? [];
  const made = await send({ act: 'make', entered });
  const [, requestId] = /\/requests\/([0-9a-f-]{36})/.exec(String(made.headers.location)) ?? [];
  return present(requestId, 'the request was made');
}
