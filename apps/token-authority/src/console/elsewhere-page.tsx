import { bareDocumentText, LANGUAGES } from '@warifu/ui';
import { wordsOf } from './frame.tsx';

/**
 * What whoever is not on this machine, or asks for another name, is told: in both languages, and with nothing to fetch,
 * for a stylesheet would be refused to them as this page is. It names no address, and leads nowhere.
 */
export function elsewherePage(): string {
  const { service, site } = wordsOf({ language: 'ja' });
  return bareDocumentText({
    language: 'ja',
    title: `${service} | ${site}`,
    children: LANGUAGES.map((language) => {
      const words = wordsOf({ language });
      const Heading = language === 'ja' ? 'h1' : 'h2';
      return (
        <section key={language} lang={language}>
          <Heading>{words.service}</Heading>
          <p>{words.elsewhere}</p>
        </section>
      );
    }),
  });
}
