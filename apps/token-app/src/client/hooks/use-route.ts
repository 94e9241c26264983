import { useEffect, useState } from 'preact/hooks';

/** Screens that have an address, so that a phone's back button works. `top` is whatever the stage shows. */
export type Route = 'top' | 'settings' | 'help' | 'delete' | 'check';

const ROUTES: readonly Route[] = ['top', 'settings', 'help', 'delete', 'check'];

export function useRoute(): Route {
  const [route, setRoute] = useState(routeNow);
  useEffect(() => {
    const follow = () => setRoute(routeNow());
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return route;
}

export function goTo(route: Route): void {
  location.hash = route;
}

function routeNow(): Route {
  const name = location.hash.slice(1);
  return ROUTES.find((route) => route === name) ?? 'top';
}
