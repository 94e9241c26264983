import { openRoute, page, type Route } from '../http/route.ts';
import { CHAPTER_KEYS } from './guide.ts';
import { chapterPage, contentsPage } from './pages.tsx';
import { GUIDE_PATH } from './targets.ts';

const contents: Route = openRoute({
  method: 'GET',
  path: GUIDE_PATH,
  answer: (turn) => page(contentsPage(turn)),
});

const chapters: readonly Route[] = CHAPTER_KEYS.map((key) =>
  openRoute({
    method: 'GET',
    path: `${GUIDE_PATH}/${key}`,
    answer: (turn) => page(chapterPage(turn, key)),
  }),
);

/** ワンタイムパスワードのご利用について, open to everybody. */
export const guideRoutes: readonly Route[] = [contents, ...chapters];
