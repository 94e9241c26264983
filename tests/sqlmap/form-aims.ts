import { type Form, forms } from '../fuzz/forms.ts';
import type { IntrudersGround } from '../intruders/ground.ts';
import type { Aim, Face } from './aim.ts';
import { openFresh } from './fresh.ts';

/** What only ends a session asks for nothing, and would leave the login page to be tried. */
const ONLY_ENDS = /(?:logout|sign-out)$/;

const faceOf = ({ site, who }: Form): Face => (who === 'mobile' ? 'mobile' : site);

/** A page, or a form, in which something is asked for. */
interface Asking {
  readonly form: Form;
  readonly fields: readonly string[];
  readonly ids: readonly string[];
}

/**
 * What is tried at a form: each name once on a face, all of them where all are asked for. Every form that can be sent is
 * tried in one place at least, whatever was tried elsewhere.
 */
function choose(form: Form, tried: Set<string>, isAll: boolean): Asking {
  const untried = (names: readonly string[]): readonly string[] => {
    const known = (name: string): string => `${faceOf(form)} ${form.method} ${name}`;
    const found = names.filter((name) => isAll || !tried.has(known(name)));
    for (const name of names) tried.add(known(name));
    return found;
  };
  const names = form.method === 'POST' ? form.fields : form.query;
  const places = [...form.path.matchAll(/:\w+Id/g)].map(([id]) => id);
  const [fields, ids] = [untried(names), untried(places)];
  if (form.method === 'GET' || fields.length + ids.length > 0) return { form, fields, ids };
  return names.length > 0
    ? { form, fields: names.slice(0, 1), ids }
    : { form, fields, ids: places.slice(0, 1) };
}

/** Pages with a question or an id and forms, of all three faces: those of everybody last, for who logs in there ends what was open. */
export function listFormAims(ground: IntrudersGround, isAll: boolean): readonly Aim[] {
  const tried = new Set<string>();
  const fresh = openFresh(ground);
  const ordered = forms
    .filter(({ path }) => !ONLY_ENDS.test(path))
    .toSorted((left, right) => Number(left.isOpen) - Number(right.isOpen));
  return ordered.flatMap((form): readonly Aim[] => {
    const { fields, ids } = choose(form, tried, isAll);
    const face = faceOf(form);
    const name = `${face} ${form.method} ${form.path}`;
    return [
      ...(fields.length > 0 ? [{ face, name, fields, open: () => fresh.open(form, false) }] : []),
      ...(ids.length > 0
        ? [{ face, name: `${name} (address)`, fields: [], open: () => fresh.open(form, true) }]
        : []),
    ];
  });
}
