import { inBothLooks } from '../http/base.ts';
import { plainOwnTransferPage } from '../mobile/own-transfer-page.tsx';
import { ownTransferPage as full } from './pages.tsx';

export const ownTransferPage = inBothLooks(full, plainOwnTransferPage);
