import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
  retainSearchParams,
} from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { z } from 'zod';
import { defaultCompanyId } from '#shared/limits.ts';
import { callsAddress } from './calls/callsAddress.ts';
import { draftKey, draftStore } from './chat/draftStore.ts';
import { NewConversationPage } from './chat/NewConversationPage.tsx';
import { defined } from './chat/scopeParts.ts';
import { reviewSearch } from './reviews/reviewSearch.ts';
import { scopeSearch } from './scopeSearch.ts';
import { PageError } from './shell/PageError.tsx';
import { PagePending } from './shell/PagePending.tsx';
import { Shell } from './shell/Shell.tsx';
import { usageAddress } from './usage/usageAddress.ts';

const NotFound = lazy(() => import('./shell/NotFound.tsx').then((file) => ({ default: file.NotFound })));

const text = z.string().optional().catch(undefined);
/** `company`: whose data; `call`, `review`: what is opened over the page. */
const pageSearch = z.object({ company: text, call: text, review: text });

const rootRoute = createRootRoute({
  validateSearch: (search) => pageSearch.parse(search),
  search: { middlewares: [retainSearchParams(['company'])] },
  component: Shell,
  notFoundComponent: () => (
    <Suspense>
      <NotFound />
    </Suspense>
  ),
});
const newConversation = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  validateSearch: (search) => scopeSearch.parse(search),
  beforeLoad: ({ search: { company, ...search }, preload }) => {
    const scope = defined(scopeSearch.parse(search));
    if (preload || Object.keys(scope).length === 0) return;
    // from here on it is the draft's: changed by its chips, and kept
    draftStore.set(draftKey(company ?? defaultCompanyId, null), { scope });
    throw redirect({ to: '/', search: { company }, replace: true });
  },
  component: NewConversationPage,
});
const conversation = createRoute({
  getParentRoute: () => rootRoute,
  path: '/s/$sessionId',
  // `run`: the answer that is scrolled to, and whose steps are shown
  validateSearch: (search) => z.object({ run: text }).parse(search),
  component: lazyRouteComponent(() => import('./chat/ConversationPage.tsx'), 'ConversationPage'),
});
const calls = createRoute({
  getParentRoute: () => rootRoute,
  path: '/calls',
  validateSearch: (search) => callsAddress.parse(search),
  component: lazyRouteComponent(() => import('./calls/CallsPage.tsx'), 'CallsPage'),
});
const usage = createRoute({
  getParentRoute: () => rootRoute,
  path: '/usage',
  validateSearch: (search) => usageAddress.parse(search),
  component: lazyRouteComponent(() => import('./usage/UsagePage.tsx'), 'UsagePage'),
});
const budgets = createRoute({
  getParentRoute: () => rootRoute,
  path: '/budgets',
  component: lazyRouteComponent(() => import('./budgets/BudgetsPage.tsx'), 'BudgetsPage'),
});
const prices = createRoute({
  getParentRoute: () => rootRoute,
  path: '/prices',
  component: lazyRouteComponent(() => import('./prices/PricesPage.tsx'), 'PricesPage'),
});
const settings = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings',
  component: lazyRouteComponent(() => import('./settings/SettingsPage.tsx'), 'SettingsPage'),
});

const reviews = createRoute({
  getParentRoute: () => rootRoute,
  path: '/reviews',
  validateSearch: (search) => reviewSearch.parse(search),
  component: lazyRouteComponent(() => import('./reviews/ReviewsPage.tsx'), 'ReviewsPage'),
});

/** Every part in every state; built into no page that is served. */
const inDevelopment = import.meta.env.DEV
  ? [
      createRoute({
        getParentRoute: () => rootRoute,
        path: '/ui',
        component: lazyRouteComponent(() => import('./gallery/GalleryPage.tsx'), 'GalleryPage'),
      }),
    ]
  : [];

/** Every page there is; all but the first are loaded when they are wanted, or a moment before. */
export const router = createRouter({
  routeTree: rootRoute.addChildren([
    newConversation,
    conversation,
    calls,
    usage,
    budgets,
    prices,
    reviews,
    settings,
    ...inDevelopment,
  ]),
  defaultPreload: 'intent',
  defaultErrorComponent: PageError,
  defaultPendingComponent: PagePending,
  defaultPendingMs: 150,
  defaultPendingMinMs: 0,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
