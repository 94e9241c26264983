import { Actions, ErrorSummary, Form, SubmitButton, TextField } from '@warifu/ui';
import { consolePage, type Surroundings, wordsOf } from './frame.tsx';

/** The only page for everybody. */
export function loginPage(around: Surroundings, error?: string): string {
  const words = wordsOf(around).login;
  const { language } = around;
  return consolePage(around, {
    title: words.title,
    width: 'narrow',
    hasError: error !== undefined,
    children: (
      <>
        <ErrorSummary
          language={language}
          order={['password']}
          errors={error === undefined ? {} : { password: error }}
        />
        <p>{words.lead}</p>
        <Form action="/login" csrf="">
          <TextField
            language={language}
            name="password"
            label={words.password}
            error={error}
            type="password"
            autocomplete="current-password"
            maxLength={200}
            hasFocus
          />
          <Actions>
            <SubmitButton label={words.button} />
          </Actions>
        </Form>
      </>
    ),
  });
}
