import { useQuery } from '@tanstack/react-query';
import { Check } from 'lucide-react';
import { chatAnswer } from '#shared/chatAnswer.ts';
import type { RunView } from '#shared/runView.ts';
import { Count } from '../ui/Amount.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { LoadError } from '../ui/LoadError.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { useCandorClient } from '../useCandorClient.ts';
import { ledgerSums, type ProofSums, proofSql, restSums, treeSums } from './proofSums.ts';

interface ProveItDialogProps {
  view: RunView;
  onClose: () => void;
}

const rows: { key: keyof ProofSums; label: string }[] = [
  { key: 'llmCalls', label: 'Calls' },
  { key: 'promptTokens', label: 'Tokens in' },
  { key: 'completionTokens', label: 'Tokens out' },
  { key: 'totalTokens', label: 'All tokens' },
  { key: 'costNanoUsd', label: 'Nano-dollars' },
];

/** The same sums from four places, fetched now: what the page shows, what the ledger holds, what programs are told. */
export function ProveItDialog({ view, onClose }: ProveItDialogProps) {
  const client = useCandorClient();
  const { runId, companyId } = view;
  const proof = useQuery({
    queryKey: ['proof', runId],
    queryFn: async () => {
      const [{ models }, response] = await Promise.all([
        client.usage.totals.query({ companyId, runId }),
        fetch(`/api/v1/runs/${runId}`),
      ]);
      if (!response.ok) throw new Error(`REST answered with status ${response.status}.`);
      return { ledger: ledgerSums(models), rest: restSums(chatAnswer.parse(await response.json())) };
    },
    // a proof from the past proves nothing
    staleTime: 0,
    gcTime: 0,
  });
  const command = `npm run sql -- "${proofSql(runId)}"`;
  return (
    <Dialog title="Prove it" shape="wide" onClose={onClose}>
      <div className="grid gap-4">
        <p className="text-sm text-ink-soft">
          Four ways to the same figures: the calls of the tree added up in this page, the rows of the ledger
          added up by the database, what is written under the answer, and what programs are told.
        </p>
        {proof.error && <LoadError error={proof.error} advice="" onRetry={() => void proof.refetch()} />}
        {proof.isPending && <Skeleton lines={5} label="Adding up" />}
        {proof.data && (
          <ProofTable
            columns={[
              { label: 'Tree', sums: treeSums(view) },
              { label: 'Ledger', sums: proof.data.ledger },
              { label: 'Footer', sums: view.totals },
              { label: 'REST', sums: proof.data.rest },
            ]}
          />
        )}
        <div className="grid gap-1">
          <div className="flex flex-wrap items-center justify-between gap-x-4">
            <h3 className="text-sm font-medium">Add them up yourself</h3>
            <CopyButton text={command} label="Copy the command" look="words" />
          </div>
          <pre className="rounded-md bg-raised px-4 py-3 font-mono text-xs wrap-anywhere whitespace-pre-wrap">
            {command}
          </pre>
        </div>
      </div>
    </Dialog>
  );
}

function ProofTable({ columns }: { columns: { label: string; sums: ProofSums }[] }) {
  return (
    <div className="overflow-x-auto">
      <table className="w-full text-right text-sm tabular-nums max-sm:text-xs">
        <thead>
          <tr className="border-b border-line text-ink-soft">
            <th className="py-1.5 text-left font-medium">Sum</th>
            {columns.map(({ label }) => (
              <th key={label} scope="col" className="py-1.5 pl-2 sm:pl-4 font-medium">
                {label}
              </th>
            ))}
            <th scope="col" className="py-1.5 pl-2 font-medium sm:pl-4">
              <span className="max-sm:sr-only">Agrees</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, label }) => {
            const values = columns.map(({ sums }) => sums[key]);
            const difference = Math.max(...values) - Math.min(...values);
            return (
              <tr key={key} className="border-b border-line">
                <th scope="row" className="py-1.5 text-left font-normal">
                  {label}
                </th>
                {columns.map((column) => (
                  <td key={column.label} className="py-1.5 pl-2 sm:pl-4">
                    <Count count={column.sums[key]} />
                  </td>
                ))}
                <td className="py-1.5 pl-2 sm:pl-4">
                  {difference === 0 ? (
                    <Check size={16} role="img" aria-label="Equal" className="ml-auto text-accent" />
                  ) : (
                    <span className="text-danger">
                      off by <Count count={difference} />
                    </span>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
