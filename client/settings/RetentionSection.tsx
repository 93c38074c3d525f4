import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Retention, RetentionAmounts, RetentionPreview } from '#shared/retention.ts';
import { Count, Moment } from '../ui/Amount.tsx';
import { Button } from '../ui/Button.tsx';
import { ConfirmButton } from '../ui/ConfirmButton.tsx';
import { LoadError } from '../ui/LoadError.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { TextField } from '../ui/TextField.tsx';
import { useCandorClient } from '../useCandorClient.ts';
import { SettingsSection } from './SettingsSection.tsx';

const LOOK_AGAIN_MS = 2_000;
const MOST_DAYS = 3_650;

interface RetentionSectionProps {
  companyId: string;
  companyName: string;
}

/** How many days a company keeps what was asked and answered, what would go, and what has gone. */
export function RetentionSection({ companyId, companyName }: RetentionSectionProps) {
  const client = useCandorClient();
  const queries = useQueryClient();
  const [typed, setTyped] = useState<string | null>(null);
  const queryKey = ['retention', companyId];
  const { data, error, refetch } = useQuery({
    queryKey,
    async queryFn({ signal }) {
      const wasWorking = queries.getQueryData<Retention>(queryKey)?.isWorking;
      const now = await client.retention.get.query({ companyId }, { signal });
      // what was read before still has the texts
      if (wasWorking && !now.isWorking)
        void queries.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'retention' });
      return now;
    },
    refetchInterval: ({ state }) => (state.data?.isWorking ? LOOK_AGAIN_MS : false),
  });
  const inForce = data?.textsKeptDays ?? null;
  const text = (typed ?? String(inForce ?? '')).trim();
  const days = text === '' ? null : Number(text);
  const isValid = text === '' || (/^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= MOST_DAYS);
  const isChanged = data !== undefined && isValid && days !== inForce;
  const { data: preview } = useQuery({
    queryKey: [...queryKey, 'preview', days],
    queryFn: ({ signal }) =>
      client.retention.preview.query({ companyId, days: days ?? MOST_DAYS }, { signal }),
    enabled: isChanged && days !== null,
    gcTime: 0,
  });
  const save = useMutation({
    mutationFn: () => client.retention.set.mutate({ companyId, textsKeptDays: days }),
    onSuccess: (now) => {
      queries.setQueryData(queryKey, now);
      setTyped(null);
    },
  });
  return (
    <SettingsSection
      title="Texts"
      intro={`How long ${companyName} keeps what was asked and answered, with every prompt and response behind it.`}
    >
      {data ? (
        <>
          <p className="text-sm">
            <RetentionState retention={data} />
          </p>
          <TextField
            label="Days to keep texts"
            inputMode="numeric"
            className="max-w-60"
            value={typed ?? String(inForce ?? '')}
            hint="Left empty: for ever"
            error={isValid ? undefined : 'A whole number of days from 1 to 3,650, or empty'}
            onChange={(event) => setTyped(event.target.value)}
          />
          <div className="grid justify-items-start gap-3 text-sm">
            <p aria-live="polite">{isChanged && preview && <PreviewWords preview={preview} />}</p>
            {isChanged && days === null && (
              <Button disabled={save.isPending} onClick={() => save.mutate()}>
                Keep texts for ever
              </Button>
            )}
            {isChanged && days !== null && preview && (
              <ConfirmButton
                label={`Keep texts for ${daysOf(days)}`}
                question={`Remove texts older than ${daysOf(days)}?`}
                consequence={
                  <>
                    <PreviewWords preview={preview} /> From now on texts that get older than {daysOf(days)} go
                    every hour: questions, answers, prompts, responses, searches and the names of
                    conversations. Tokens, costs, times, the steps of each answer and all reviews stay. What
                    is removed cannot be brought back.
                  </>
                }
                yes={`Remove what is older than ${daysOf(days)}`}
                action={save}
              />
            )}
          </div>
        </>
      ) : error ? (
        <LoadError
          error={error}
          advice="How long texts are kept could not be loaded."
          onRetry={() => void refetch()}
        />
      ) : (
        <Skeleton lines={3} label="Loading how long texts are kept" />
      )}
    </SettingsSection>
  );
}

const daysOf = (days: number) => (days === 1 ? '1 day' : `${days} days`);

function RetentionState({ retention: { textsKeptDays, isWorking, lastRound } }: { retention: Retention }) {
  return (
    <>
      {textsKeptDays === null ? 'Texts are kept for ever. ' : `Texts are kept for ${daysOf(textsKeptDays)}. `}
      {isWorking ? (
        <span role="status">Older ones are being removed…</span>
      ) : (
        lastRound && (
          <span className="text-ink-soft">
            Last round on <Moment iso={lastRound.at} />:{' '}
            {lastRound.calls === 0 ? 'nothing was old enough' : <Amounts amounts={lastRound} />}.
          </span>
        )
      )}
    </>
  );
}

function PreviewWords({ preview }: { preview: RetentionPreview }) {
  if (preview.oldestAt === null) return 'Nothing is that old yet.';
  return (
    <>
      <Amounts amounts={preview} /> would lose their texts now, the oldest of{' '}
      <Moment iso={preview.oldestAt} />.
    </>
  );
}

function Amounts({ amounts: { questions, calls, messages, events } }: { amounts: RetentionAmounts }) {
  return (
    <>
      <Count count={questions} unit="question" />, <Count count={messages} unit="message" />,{' '}
      <Count count={calls} unit="model call" /> and <Count count={events} unit="logged event" />
    </>
  );
}
