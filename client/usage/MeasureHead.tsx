import { columnLook } from './columnLook.ts';
import { type Measure, measures } from './measures.ts';

/** The head of a table of figures, under the name of what they are of; the column that sorts it is told. */
export function MeasureHead({ of, measure }: { of: string; measure: Measure }) {
  return (
    <thead className="text-xs text-ink-soft">
      <tr className="border-b border-line">
        <th scope="col" className="pb-1.5 text-left font-normal">
          {of}
        </th>
        {(['calls', 'tokens', 'cost'] as const).map((name) => (
          <th
            key={name}
            scope="col"
            aria-sort={name === measure ? 'descending' : undefined}
            className={`pb-1.5 font-normal ${name === measure ? 'text-ink' : ''} ${columnLook(name, measure)}`}
          >
            {measures[name].label}
          </th>
        ))}
      </tr>
    </thead>
  );
}
