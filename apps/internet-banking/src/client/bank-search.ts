const WAIT_MS = 180;

/** Filters banks and branches while the customer types. The form it holds does the same by its button. */
export class BankSearch extends HTMLElement {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #request: AbortController | undefined;

  connectedCallback(): void {
    const input = this.querySelector<HTMLInputElement>('input[name="q"]');
    input?.addEventListener('input', (event) => {
      if (event instanceof InputEvent && event.isComposing) return;
      this.#later(input.value);
    });
    input?.addEventListener('compositionend', () => this.#later(input.value));
  }

  #later(text: string): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#find(text), WAIT_MS);
  }

  async #find(text: string): Promise<void> {
    const source = this.getAttribute('source');
    const results = this.querySelector('[data-results]');
    if (source === null || results === null || text.trim() === '') return;
    this.#request?.abort();
    this.#request = new AbortController();
    try {
      const response = await fetch(`${source}?q=${encodeURIComponent(text)}`, {
        signal: this.#request.signal,
        redirect: 'error',
      });
      if (response.ok) results.innerHTML = await response.text();
    } catch {
      // The line is away, or the customer typed on: the button still searches.
    }
  }
}
