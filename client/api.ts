import type { TRPCClient, TRPCClientError } from '@trpc/client';
import type { AppRouter } from '#server/router.ts';

/** The server's whole interface, as a type: the one place where the client names the server. */
export type CandorRouter = AppRouter;

/** A typed client of every procedure; `createCandorClient` makes one. */
export type CandorClient = TRPCClient<AppRouter>;

/** What a procedure throws: `message` is a plain sentence, `data` has the code, the incident id and more. */
export type CandorError = TRPCClientError<AppRouter>;
