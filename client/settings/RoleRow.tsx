import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId } from 'react';
import type { CompanySettings } from '#shared/companySettings.ts';
import type { Role } from '#shared/llmCall.ts';
import { Button } from '../ui/Button.tsx';
import { Combobox } from '../ui/Combobox.tsx';
import { useCandorClient } from '../useCandorClient.ts';
import { TestOutcome } from './TestOutcome.tsx';

const tasks: Record<Role, string> = {
  'Query Planning': 'Decides what to look for. A small, quick model will do.',
  'RAG Retrieval': 'Finds what the first searches missed.',
  'Data Analysis': 'Groups the reviews into themes.',
  Answer: 'Writes what you read. The best model shows here.',
};

interface RoleRowProps {
  companyId: string;
  choice: CompanySettings['roles'][number];
  offered: string[];
  isConnected: boolean;
}

/** One role: its model, the way back to the standard one, and a try. */
export function RoleRow({ companyId, choice, offered, isConnected }: RoleRowProps) {
  const { role, model, standard, isChosen } = choice;
  const client = useCandorClient();
  const queries = useQueryClient();
  const nameId = useId();
  const choose = useMutation({
    mutationFn: (chosen: string | null) =>
      client.companies.setModel.mutate({ companyId, role, model: chosen }),
    // what is in force is shown, also when the choice was refused
    onSettled: () => queries.invalidateQueries({ queryKey: ['settings', companyId] }),
  });
  const test = useMutation({
    mutationFn: () => client.companies.testModel.mutate({ companyId, role }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['calls'] }),
  });
  const set = (text: string | null) => {
    test.reset();
    choose.mutate(text === '' || text === standard ? null : text);
  };
  const error = choose.error ?? test.error;
  return (
    <li aria-labelledby={nameId} className="grid gap-2 py-4">
      <div className="grid items-center gap-x-6 gap-y-2 sm:grid-cols-2">
        <div>
          <h3 id={nameId} className="text-sm font-medium">
            {role}
          </h3>
          <p className="text-xs text-ink-faint">{tasks[role]}</p>
        </div>
        <div className="flex items-center gap-2">
          <div className="min-w-0 flex-1">
            {isConnected ? (
              <Combobox
                label={`Model for ${role}`}
                options={offered}
                value={choose.isPending ? (choose.variables ?? standard) : model}
                placeholder={standard}
                disabled={choose.isPending}
                onChange={set}
              />
            ) : (
              <span className="font-mono text-sm wrap-anywhere">{model}</span>
            )}
          </div>
          <Button aria-label={`Test ${role}`} disabled={test.isPending} onClick={() => test.mutate()}>
            {test.isPending ? 'Testing…' : 'Test'}
          </Button>
        </div>
      </div>
      {isConnected && (
        <p className="flex min-h-7 flex-wrap items-center gap-x-2 text-xs text-ink-faint">
          {isChosen ? (
            <>
              Standard: {standard}
              <button
                type="button"
                onClick={() => set(null)}
                className="min-h-6 text-accent underline underline-offset-2"
              >
                Use the standard model
              </button>
            </>
          ) : (
            'This is the standard model.'
          )}
        </p>
      )}
      {error && (
        <p role="alert" className="text-sm text-danger">
          {error.message}
        </p>
      )}
      {test.data && <TestOutcome test={test.data} />}
    </li>
  );
}
