const toDigits = (text: string): string => text.normalize('NFKC').replace(/\D/g, '');

/** Takes codes as people paste and type them: full-width digits, and `123 456` as six digits. */
export class OtpInput extends HTMLElement {
  connectedCallback(): void {
    const input = this.querySelector('input');
    if (input === null) return;
    let isComposing = false;
    const tidy = (): void => {
      const digits = toDigits(input.value);
      if (digits !== input.value) input.value = digits;
    };
    input.addEventListener('compositionstart', () => {
      isComposing = true;
    });
    input.addEventListener('compositionend', () => {
      isComposing = false;
      tidy();
    });
    input.addEventListener('input', () => {
      if (!isComposing) tidy();
    });
  }
}
