/** A button that shows what was typed as a password, and hides it again before it is sent. */
export class PasswordPeek extends HTMLElement {
  connectedCallback(): void {
    const input = this.querySelector('input');
    const [show, hide] = [this.getAttribute('show'), this.getAttribute('hide')];
    if (input === null || show === null || hide === null || this.querySelector('button') !== null) return;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'peek';
    const set = (isShown: boolean): void => {
      input.type = isShown ? 'text' : 'password';
      button.textContent = isShown ? hide : show;
      button.setAttribute('aria-pressed', String(isShown));
    };
    button.setAttribute('aria-controls', input.id);
    button.addEventListener('click', () => set(input.type === 'password'));
    input.form?.addEventListener('submit', () => set(false));
    set(false);
    this.append(button);
  }
}
