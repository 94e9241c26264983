import { BankSearch } from './bank-search.ts';
import { OtpInput } from './otp-input.ts';
import { PasswordPeek } from './password-peek.ts';
import { SessionTimer } from './session-timer.ts';
import { SubmitOnce } from './submit-once.ts';

// Comfort alone: every page does its job without these.
customElements.define('submit-once', SubmitOnce);
customElements.define('otp-input', OtpInput);
customElements.define('password-peek', PasswordPeek);
customElements.define('bank-search', BankSearch);
customElements.define('session-timer', SessionTimer);
