import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Budget } from '#shared/budget.ts';
import { Combobox } from '../ui/Combobox.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { SaveRow } from '../ui/SaveRow.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { Select } from '../ui/Select.tsx';
import { Switch } from '../ui/Switch.tsx';
import { TextField } from '../ui/TextField.tsx';
import { useCandorClient } from '../useCandorClient.ts';
import { type BudgetDraft, draftOf, owners, readDraft } from './budgetForm.ts';
import { budgetOwner } from './budgetTitle.ts';

const windows = [
  { value: 'day', label: 'Day' },
  { value: 'week', label: 'Week' },
  { value: 'month', label: 'Month' },
  { value: 'total', label: 'In total' },
] as const;
const measures = [
  { value: 'cost', label: 'Money' },
  { value: 'tokens', label: 'Tokens' },
] as const;

interface BudgetDialogProps {
  companyId: string;
  /** The budget that is changed; null: a new one. */
  budget: Budget | null;
  onClose: () => void;
}

/** Makes a budget, or changes what may still be changed of one: its limit, its warnings, and whether it refuses. */
export function BudgetDialog({ companyId, budget, onClose }: BudgetDialogProps) {
  const client = useCandorClient();
  const queries = useQueryClient();
  const [draft, setDraft] = useState(() => draftOf(budget));
  const [isTried, setTried] = useState(false);
  const change = (part: Partial<BudgetDraft>) => setDraft({ ...draft, ...part });
  const reading = readDraft(draft);
  const wrongOf = (field: string) =>
    isTried && 'wrong' in reading && reading.wrong === field ? reading.words : undefined;
  const save = useMutation({
    mutationFn: ({ limit, warnAt, hard, ...made }: Extract<typeof reading, { budget: unknown }>['budget']) =>
      budget === null
        ? client.budgets.make.mutate({ companyId, ...made, limit, warnAt, hard })
        : client.budgets.change.mutate({ companyId, budgetId: budget.id, limit, warnAt, hard }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['budgets', companyId] });
      onClose();
    },
  });
  return (
    <Dialog title={budget === null ? 'New budget' : `Budget: ${budgetOwner(budget)}`} onClose={onClose}>
      <form
        className="grid grid-cols-[minmax(0,1fr)] gap-4"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if ('budget' in reading) save.mutate(reading.budget);
        }}
      >
        {budget === null && (
          <div className="grid gap-1">
            <span className="text-sm font-medium">Who may use it</span>
            <Select
              label="Who may use it"
              options={owners}
              value={draft.owner}
              onChange={(owner) => change({ owner: owner as BudgetDraft['owner'] })}
            />
          </div>
        )}
        {budget === null && (draft.owner === 'user' || draft.owner === 'session') && (
          <TextField
            label={draft.owner === 'user' ? 'User id' : 'Conversation id'}
            value={draft.subject}
            error={wrongOf('subject')}
            onChange={(event) => change({ subject: event.target.value.trim() })}
          />
        )}
        {budget === null && (
          <div className="flex flex-wrap gap-3">
            <Segmented
              label="Measured in"
              options={measures}
              value={draft.measure}
              onChange={(measure) => change({ measure })}
            />
            <Segmented
              label="Begins anew each"
              options={windows}
              value={draft.window}
              onChange={(window) => change({ window })}
            />
          </div>
        )}
        <TextField
          label={draft.measure === 'cost' ? 'Limit in dollars' : 'Limit in tokens'}
          inputMode="decimal"
          value={draft.limit}
          error={wrongOf('limit')}
          onChange={(event) => change({ limit: event.target.value })}
        />
        {budget === null && draft.window !== 'total' && (
          <div className="grid gap-1">
            <span className="text-sm font-medium">Midnight of which time zone</span>
            <Combobox
              label="Time zone"
              options={Intl.supportedValuesOf('timeZone')}
              value={draft.zone}
              onChange={(zone) => change({ zone })}
            />
          </div>
        )}
        <TextField
          label="Warn at, percent"
          hint="Told once each, in the conversation that reaches it"
          value={draft.warnAt}
          error={wrongOf('warnAt')}
          onChange={(event) => change({ warnAt: event.target.value })}
        />
        <Switch label="Refuse what does not fit" checked={draft.hard} onChange={(hard) => change({ hard })} />
        <SaveRow label={budget === null ? 'Make the budget' : 'Save'} save={save} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
