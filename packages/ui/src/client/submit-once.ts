/** Keeps a second click from sending a form again, and says that the first is under way. */
export class SubmitOnce extends HTMLElement {
  #isUnderWay = false;

  connectedCallback(): void {
    this.addEventListener('submit', (event) => {
      if (this.#isUnderWay) {
        event.preventDefault();
        return;
      }
      this.#isUnderWay = true;
      const { submitter } = event;
      // After the browser has read the form: a button disabled earlier would not be sent with it.
      setTimeout(() => this.#markBusy(submitter));
    });
    // The page may come back from the browser's memory with the guard still down.
    addEventListener('pageshow', (event) => {
      if (event.persisted) location.reload();
    });
  }

  #markBusy(button: HTMLElement | null): void {
    if (button === null) return;
    button.setAttribute('aria-disabled', 'true');
    const busy = this.getAttribute('busy');
    if (busy !== null) button.textContent = busy;
  }
}
