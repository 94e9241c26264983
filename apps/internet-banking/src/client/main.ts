import { defineElements } from '@warifu/ui/elements';
import { BankSearch } from './bank-search.ts';

defineElements();
customElements.define('bank-search', BankSearch);
