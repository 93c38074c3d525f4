import { useContext, useState } from 'react';
import type { CandorClient } from './api.ts';
import { CandorClientContext } from './CandorClientContext.ts';
import { createCandorClient } from './programs/createCandorClient.ts';

/** The provided client; without a provider, one for the server that this page came from. */
export function useCandorClient(): CandorClient {
  const provided = useContext(CandorClientContext);
  const [ownClient] = useState(() => provided ?? createCandorClient({ url: location.origin }));
  return provided ?? ownClient;
}
