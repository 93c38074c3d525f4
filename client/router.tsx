import { createRootRoute, createRoute, createRouter, retainSearchParams } from '@tanstack/react-router';
import { z } from 'zod';
import { CallsPage } from './calls/CallsPage.tsx';
import { callFilters } from './calls/callFilters.ts';
import { ConversationPage } from './chat/ConversationPage.tsx';
import { NewConversationPage } from './chat/NewConversationPage.tsx';
import { NotFound } from './shell/NotFound.tsx';
import { PageError } from './shell/PageError.tsx';
import { Shell } from './shell/Shell.tsx';

const pageSearch = z.object({ company: z.string().optional().catch(undefined) });

const rootRoute = createRootRoute({
  validateSearch: (search) => pageSearch.parse(search),
  search: { middlewares: [retainSearchParams(['company'])] },
  component: Shell,
  notFoundComponent: NotFound,
  errorComponent: PageError,
});
const newConversation = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  component: NewConversationPage,
});
const conversation = createRoute({
  getParentRoute: () => rootRoute,
  path: '/s/$sessionId',
  component: ConversationPage,
});
const calls = createRoute({
  getParentRoute: () => rootRoute,
  path: '/calls',
  validateSearch: (search) => callFilters.parse(search),
  component: CallsPage,
});

/** Every page there is. */
export const router = createRouter({
  routeTree: rootRoute.addChildren([newConversation, conversation, calls]),
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
