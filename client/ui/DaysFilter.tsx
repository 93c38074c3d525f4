import { Plus, X } from 'lucide-react';
import { Day, Moment } from './Amount.tsx';
import { Button } from './Button.tsx';
import { fieldLook } from './fieldLook.ts';
import { filterLook } from './filterLook.ts';
import { Popover } from './Popover.tsx';

interface Stretch {
  since: string | undefined;
  until: string | undefined;
}

interface DaysFilterProps extends Stretch {
  label: string;
  /** Stretches that are often wanted, e.g. `Last 7 days`. */
  presets?: { label: string; since: () => string }[];
  /** Whose days they are, where that is not UTC. */
  zone?: string;
  onChange: (stretch: Stretch) => void;
}

/** From which day to which, both included; also a moment that a preset or a link has set. */
export function DaysFilter({ label, since, until, presets = [], zone = 'UTC', onChange }: DaysFilterProps) {
  const isSet = since !== undefined || until !== undefined;
  const field = (name: string, value: string | undefined, change: (day: string | undefined) => void) => (
    <label className="grid gap-1 text-xs text-ink-soft">
      {name}
      <input
        type="date"
        value={value?.slice(0, 10) ?? ''}
        onChange={(event) => change(event.target.value || undefined)}
        className={fieldLook}
      />
    </label>
  );
  const content = (
    <div className="grid gap-3">
      {presets.length > 0 && (
        <div className="flex flex-wrap gap-2">
          {presets.map((preset) => (
            <Button
              key={preset.label}
              className="min-h-8! px-2.5!"
              onClick={() => onChange({ since: preset.since(), until: undefined })}
            >
              {preset.label}
            </Button>
          ))}
        </div>
      )}
      <div className="grid grid-cols-2 gap-2">
        {field('From', since, (day) => onChange({ since: day, until }))}
        {field('To', until, (day) => onChange({ since, until: day }))}
      </div>
      <p className="text-xs text-ink-faint">Days are those of {zone}, and both are included.</p>
    </div>
  );
  return (
    <span className={filterLook.whole(isSet)}>
      <Popover title={label} content={content}>
        {(opens) => (
          <button type="button" {...opens} className={filterLook.button(isSet)}>
            {!isSet && <Plus size={14} aria-hidden />}
            <span className="min-w-0 truncate">
              {label}
              {since !== undefined && (
                <>
                  {' '}
                  from <DayOrMoment text={since} />
                </>
              )}
              {until !== undefined && (
                <>
                  {' '}
                  to <DayOrMoment text={until} />
                </>
              )}
            </span>
          </button>
        )}
      </Popover>
      {isSet && (
        <button
          type="button"
          aria-label={`Any ${label.toLowerCase()}`}
          onClick={() => onChange({ since: undefined, until: undefined })}
          className={filterLook.remove}
        >
          <X size={14} aria-hidden />
        </button>
      )}
    </span>
  );
}

const DayOrMoment = ({ text }: { text: string }) => (
  <span className="text-ink">{text.length > 10 ? <Moment iso={text} isShort /> : <Day day={text} />}</span>
);
