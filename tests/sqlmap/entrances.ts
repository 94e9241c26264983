import { present } from '@warifu/base';
import { type Form, forms, rightFor, type Sender, sendAs } from '../fuzz/forms.ts';
import { OPERATOR_PASSWORD } from '../intruders/ground.ts';

/** Forms that stand behind others: whoever has not come through those sees nothing of them. */
const FLOW = /^(?<start>(?:\/m)?\/otp\/(?:register|stop))\/(?<step>old-code|token|code)$/;
const ENROLMENT = /^\/enrolment\/(?<step>token|password)$/;
const RIGHT_CODE = '123456';

export const hasEntrance = ({ site, method, path }: Form): boolean =>
  method === 'POST' && (site === 'bank' ? FLOW : ENROLMENT).test(path);

const formAt = ({ site }: Form, path: string): Form =>
  present(
    forms.find((form) => form.site === site && form.method === 'POST' && form.path === path),
    'the form before is there',
  );

type Answer = Awaited<ReturnType<typeof sendAs>>;

const cookieOf = ({ cookies }: Answer, name: string): string => {
  const found = present(
    cookies.find((cookie) => cookie.name === name),
    `${name} was given`,
  );
  return `; ${name}=${found.value}`;
};

/** 利用者認証, and the step before the one that is asked for. */
async function enterFlow(sender: Sender, form: Form): Promise<string> {
  const { start = '', step } = FLOW.exec(form.path)?.groups ?? {};
  const first = formAt(form, start);
  const { path, values } = await rightFor(sender, first);
  const identified = await sendAs(sender, first, {
    url: path,
    payload: new URLSearchParams(values).toString(),
  });
  const cookie = cookieOf(identified, 'warifu_flow');
  if (step === 'token') {
    const before = formAt(form, `${start}/old-code`);
    await sendAs(sender, before, { url: before.path, payload: `code=${RIGHT_CODE}`, cookie });
  }
  return cookie;
}

/** A first sign-in of an operator who is new: without a password of their own, or without a token. */
async function enterEnrolment(sender: Sender, form: Form): Promise<string> {
  const { ground } = sender;
  const isPassword = ENROLMENT.exec(form.path)?.groups?.['step'] === 'password';
  const { operatorId } = await ground.operator('teller');
  const [row] = await ground.query<{ number: string }>(
    `update bank.operator set state = 'enrolling', otp_mark = 'none', token_id = null, must_change_password = $2,
       password_expires_at = case when $2 then to_timestamp($3) end
     where id = $1 returning operator_number as number`,
    [operatorId, isPassword, ground.time.now + 86_400],
  );
  const { number } = present(row, 'the operator is there');
  const signIn = formAt(form, '/sign-in');
  const typed = { operatorNumber: number, password: OPERATOR_PASSWORD, code: '' };
  const payload = new URLSearchParams(typed).toString();
  return cookieOf(await sendAs(sender, signIn, { url: signIn.path, payload }), 'warifu_branch_enrolment');
}

/** Goes the way to a form, and tells the further cookies that the browser then has. */
export const openEntrance =
  (sender: Sender) =>
  (form: Form): Promise<string> =>
    form.site === 'bank' ? enterFlow(sender, form) : enterEnrolment(sender, form);
