import { createTRPCClient, httpLink } from '@trpc/client';
import type { AppRouter } from '#server/router.ts';
import type { VerifyReport } from '#server/verify/verify.ts';

/** A server seen from outside: typed calls, SQL, verification. */
export function outside(url: string) {
  return {
    trpc: createTRPCClient<AppRouter>({ links: [httpLink({ url: `${url}/trpc` })] }),
    /** The rows of a read-only statement, values as text. */
    async sql(statement: string): Promise<(string | null)[][]> {
      const response = await fetch(`${url}/api/v1/sql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ statement }),
      });
      if (!response.ok) throw new Error(await response.text());
      const { rows }: { rows: (string | null)[][] } = await response.json();
      return rows;
    },
    /** The ids of the broken invariants. @param witness JSON Lines */
    async broken(witness: Buffer): Promise<string[]> {
      const response = await fetch(`${url}/api/v1/verify`, {
        method: 'POST',
        headers: { 'content-type': 'application/jsonl' },
        body: new Uint8Array(witness),
      });
      if (!response.ok) throw new Error(await response.text());
      const { invariants }: VerifyReport = await response.json();
      return invariants.flatMap(({ id, broken }) => broken.map((what) => `${id}: ${what}`));
    },
  };
}

export type Outside = ReturnType<typeof outside>;
