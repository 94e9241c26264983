import type { Route } from '../hooks/use-route.ts';
import { useSpeech } from './speech.ts';

/** The way to the other screens. The names of the keys are in the help. */
export function Nav({ route, hasToken }: { readonly route: Route; readonly hasToken: boolean }) {
  const { words } = useSpeech();
  return (
    <nav aria-label={words.menu}>
      {route !== 'top' && (
        <a href="#top" accessKey="0">
          {words.back}
        </a>
      )}
      {hasToken && route !== 'settings' && (
        <a href="#settings" accessKey="7">
          {words.settings}
        </a>
      )}
      {route !== 'help' && (
        <a href="#help" accessKey="8">
          {words.help}
        </a>
      )}
    </nav>
  );
}
