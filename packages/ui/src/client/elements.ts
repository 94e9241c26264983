import { OtpInput } from './otp-input.ts';
import { PasswordPeek } from './password-peek.ts';
import { SessionTimer } from './session-timer.ts';
import { SubmitOnce } from './submit-once.ts';

/** The custom elements that the parts of this package use. Comfort alone: every page does its job without them. */
export function defineElements(): void {
  customElements.define('submit-once', SubmitOnce);
  customElements.define('otp-input', OtpInput);
  customElements.define('password-peek', PasswordPeek);
  customElements.define('session-timer', SessionTimer);
}
