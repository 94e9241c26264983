import { useSpeech } from './speech.ts';

/** The customer's manual in short, in its own words. */
export function HelpScreen() {
  const { words } = useSpeech();
  return (
    <div class="page">
      <section>
        <h2>{words.helpRegister}</h2>
        <ol class="steps">
          {words.helpRegisterSteps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </section>
      <Topic title={words.helpOrder} text={words.helpOrderText} />
      <Topic title={words.helpDevice} text={words.helpDeviceText} />
      <Topic title={words.helpLost} text={words.helpLostText} />
      <Topic title={words.helpMany} text={words.helpManyText} />
      <section>
        <h2>{words.checkTitle}</h2>
        <p>
          <a href="#check">{words.checkLink}</a>
        </p>
      </section>
      <Topic title={words.helpKeys} text={words.helpKeysText} />
    </div>
  );
}

function Topic({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <section>
      <h2>{title}</h2>
      <p>{text}</p>
    </section>
  );
}
