import { inBothLooks } from '../http/base.ts';
import { plainSettingsPage } from '../mobile/settings-page.tsx';
import * as full from './pages.tsx';

export const settingsPage = inBothLooks(full.settingsPage, plainSettingsPage);
