// first of all: schemas are made when their files are read
import './withoutEval.ts';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { CandorClientContext } from './CandorClientContext.ts';
import { createRunsWorkers } from './chat/createRunsWorkers.ts';
import { keepTabsFresh } from './chat/keepTabsFresh.ts';
import { TabsContext } from './chat/TabsContext.ts';
import { createCandorClient } from './programs/createCandorClient.ts';
import { isRefusal } from './programs/isRefusal.ts';
import { router } from './router.tsx';
import { watchConnection } from './shell/watchConnection.ts';
import './ui/theme.css';

const client = createCandorClient({ url: location.origin });
const freshMs = 10_000;
const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: freshMs,
      retry: (failures, error) => failures < 2 && !isRefusal(error),
      // Candor may run on this very machine: being offline says nothing about it
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});
// a long answer weighs a hundred kilobytes: those that were left are kept as long as they are fresh
queries.setQueryDefaults(['session'], { gcTime: freshMs });
watchConnection(queries);
const tabs = { worker: createRunsWorkers(), ...keepTabsFresh(queries) };

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <CandorClientContext value={client}>
          <TabsContext value={tabs}>
            <RouterProvider router={router} />
          </TabsContext>
        </CandorClientContext>
      </QueryClientProvider>
    </StrictMode>,
  );
}
