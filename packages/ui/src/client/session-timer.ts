const WARN_SECONDS = 120;

/** Says in time that an idle session is about to end, and prolongs it on demand. */
export class SessionTimer extends HTMLElement {
  #timers: ReturnType<typeof setTimeout>[] = [];

  connectedCallback(): void {
    this.setAttribute('role', 'status');
    this.#start(Number(this.getAttribute('seconds')));
  }

  disconnectedCallback(): void {
    this.#stop();
  }

  #stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers = [];
  }

  #start(seconds: number): void {
    this.#stop();
    this.replaceChildren();
    this.#timers.push(
      setTimeout(() => this.#warn(seconds), Math.max(0, seconds - WARN_SECONDS) * 1000),
      // A little later than the server, which then says why.
      setTimeout(() => location.reload(), (seconds + 2) * 1000),
    );
  }

  #warn(seconds: number): void {
    const text = document.createElement('p');
    text.textContent = this.getAttribute('soon');
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'button button-secondary button-small';
    button.textContent = this.getAttribute('extend');
    button.addEventListener('click', () => void this.#extend(seconds));
    this.replaceChildren(text, button);
  }

  async #extend(seconds: number): Promise<void> {
    const body = new URLSearchParams({ csrf: this.getAttribute('csrf') ?? '' });
    const response = await fetch('/session/extend', { method: 'POST', body }).catch(() => undefined);
    if (response?.status === 204) this.#start(seconds);
    else location.reload();
  }
}
