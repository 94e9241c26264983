import { defineElements } from '@warifu/ui/elements';

defineElements();
