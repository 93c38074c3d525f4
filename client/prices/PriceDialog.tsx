import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Dialog } from '../ui/Dialog.tsx';
import { SaveRow } from '../ui/SaveRow.tsx';
import { TextField } from '../ui/TextField.tsx';
import { useCandorClient } from '../useCandorClient.ts';

interface PriceDialogProps {
  companyId: string;
  /** Empty: the person names it. */
  model: string;
  onClose: () => void;
}

const fields = [
  { name: 'input', label: 'Input, dollars per million tokens', isNeeded: true },
  { name: 'output', label: 'Output, dollars per million tokens', isNeeded: true },
  { name: 'cached', label: 'Cached input', isNeeded: false },
  { name: 'reasoning', label: 'Reasoning', isNeeded: false },
] as const;
type Field = (typeof fields)[number]['name'];

const amountOf = (text: string) => (text.trim() === '' ? null : Number(text.replace(/^\$/, '')));
const isAmount = (value: number | null) =>
  value !== null && Number.isFinite(value) && value >= 0 && value <= 1_000_000;

/** A price of one's own, from a day on. */
export function PriceDialog({ companyId, model, onClose }: PriceDialogProps) {
  const client = useCandorClient();
  const queries = useQueryClient();
  const [name, setName] = useState(model);
  const [since, setSince] = useState('');
  const [texts, setTexts] = useState<Record<Field, string>>({
    input: '',
    output: '',
    cached: '',
    reasoning: '',
  });
  const [isTried, setTried] = useState(false);
  const wrongName = /^\S{1,200}$/.test(name) ? undefined : 'A model id such as vendor/model, without spaces';
  const wrong = (field: (typeof fields)[number]) => {
    const value = amountOf(texts[field.name]);
    if (value === null && !field.isNeeded) return undefined;
    return isAmount(value) ? undefined : 'Dollars, such as 0.25';
  };
  const save = useMutation({
    mutationFn: () =>
      client.prices.set.mutate({
        companyId,
        model: name,
        // the beginning of the day where the person is
        ...(since === '' ? {} : { since: new Date(`${since}T00:00`).toISOString() }),
        inputUsdPerMtok: amountOf(texts.input) ?? 0,
        outputUsdPerMtok: amountOf(texts.output) ?? 0,
        cachedUsdPerMtok: amountOf(texts.cached),
        reasoningUsdPerMtok: amountOf(texts.reasoning),
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['prices', companyId] });
      onClose();
    },
  });
  return (
    <Dialog title={model === '' ? 'Own price' : `Own price of ${model}`} onClose={onClose}>
      <form
        className="grid grid-cols-[minmax(0,1fr)] gap-4"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (!wrongName && fields.every((field) => wrong(field) === undefined)) save.mutate();
        }}
      >
        {model === '' && (
          <TextField
            label="Model"
            placeholder="vendor/model"
            value={name}
            error={isTried ? wrongName : undefined}
            onChange={(event) => setName(event.target.value.trim())}
          />
        )}
        {fields.map((field) => (
          <TextField
            key={field.name}
            label={field.label}
            inputMode="decimal"
            hint={
              field.isNeeded ? undefined : `Left empty: as ${field.name === 'cached' ? 'input' : 'output'}`
            }
            value={texts[field.name]}
            error={isTried ? wrong(field) : undefined}
            onChange={(event) => setTexts({ ...texts, [field.name]: event.target.value })}
          />
        ))}
        <TextField
          label="From this day on"
          type="date"
          hint="Left empty: from now on. A day in the past changes no call that was made."
          value={since}
          onChange={(event) => setSince(event.target.value)}
        />
        <SaveRow label="Set the price" save={save} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
