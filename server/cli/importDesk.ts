import { createTRPCClient, httpLink, TRPCClientError } from '@trpc/client';
import { AppError } from '#server/appError.ts';
import { addSample } from '#server/companies/addSample.ts';
import { removeSample } from '#server/companies/removeSample.ts';
import { importReviews } from '#server/reviews/import/importReviews.ts';
import { listImports } from '#server/reviews/import/listImports.ts';
import { undoImport } from '#server/reviews/import/undoImport.ts';
import type { AppRouter } from '#server/router.ts';
import type { ImportRecord } from '#shared/importRecord.ts';
import { importThroughServer } from './importThroughServer.ts';
import type { Opened } from './openForCommand.ts';
import type { SendReviews } from './runImport.ts';

/** Everything the import command does to the reviews, whoever holds the database. */
export interface ImportDesk {
  send: SendReviews;
  list(companyId: string): Promise<ImportRecord[]>;
  /** Answers how many reviews went, as `removeSample` does; `addSample` how many came. */
  undo(companyId: string, importId: number): Promise<number>;
  removeSample(): Promise<number>;
  addSample(): Promise<number>;
}

/** The desk on the database of this process, or on the running server that holds it. */
export function importDesk(opened: Opened): ImportDesk {
  if (opened.kind === 'server') return deskOfServer(opened.url);
  const em = () => opened.database.fork();
  return {
    send: (source, { companyId, ...options }) => importReviews(em(), companyId, source, options),
    list: (companyId) => listImports(em(), companyId),
    undo: (companyId, importId) => undoImport(em(), companyId, importId),
    removeSample: () => removeSample(em()),
    addSample: () => addSample(em()),
  };
}

function deskOfServer(address: string): ImportDesk {
  const client = createTRPCClient<AppRouter>({ links: [httpLink({ url: `${address}/trpc` })] });
  return {
    send: importThroughServer(address),
    list: (companyId) => inItsWords(client.reviews.imports.query({ companyId })),
    undo: async (companyId, importId) =>
      (await inItsWords(client.reviews.undoImport.mutate({ companyId, importId }))).removed,
    removeSample: async () => (await inItsWords(client.companies.removeSample.mutate({}))).removed,
    addSample: async () => (await inItsWords(client.companies.addSample.mutate({}))).added,
  };
}

/** A refusal as the server told it. */
async function inItsWords<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof TRPCClientError)) throw error;
    throw new AppError('server-refused', error.message, { cause: error });
  }
}
