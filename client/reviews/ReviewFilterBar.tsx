import type { ReviewFacets } from '#shared/reviewFacets.ts';
import { Button } from '../ui/Button.tsx';
import { Chip } from '../ui/Chip.tsx';
import { DaysFilter } from '../ui/DaysFilter.tsx';
import { FilterMenu } from '../ui/FilterMenu.tsx';
import { SearchField } from '../ui/SearchField.tsx';
import { useTypedWords } from '../ui/useTypedWords.ts';
import { noReviewSearch, type ReviewSearch } from './reviewSearch.ts';

interface ReviewFilterBarProps {
  filter: ReviewSearch;
  /** What there is to choose; absent until it is known. */
  facets: ReviewFacets | undefined;
  /** Resolves when the address says so. */
  onChange: (change: Partial<ReviewSearch>) => Promise<void>;
}

const languages = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'code' });

/** Words to look for, and what the reviews can be narrowed to. */
export function ReviewFilterBar({ filter, facets, onChange }: ReviewFilterBarProps) {
  const { minRating, maxRating, products, language, source, since, until, terms } = filter;
  const [typed, type] = useTypedWords(terms, (words) => onChange({ terms: words }));
  const one = (value: string | undefined) => (value === undefined ? [] : [value]);
  const isNarrowed = Object.values(filter).some((value) => value !== undefined);
  return (
    <div role="group" aria-label="Filters" className="flex flex-wrap items-center gap-2">
      <SearchField
        label="Search reviews"
        placeholder='slow or laggy, "log in", -battery'
        value={typed}
        onChange={type}
        className="w-full md:w-84"
      />
      {(minRating !== undefined || maxRating !== undefined) && (
        <Chip
          remove={{
            label: 'Any rating',
            onRemove: () => void onChange({ minRating: undefined, maxRating: undefined }),
          }}
        >
          Rating: <span className="text-ink">{ratingWords(minRating ?? 1, maxRating ?? 5)}</span>
        </Chip>
      )}
      <FilterMenu
        label="Product"
        choices={facets?.products ?? []}
        chosen={products ?? []}
        many
        onChange={(chosen) =>
          void onChange({ products: chosen.length === 0 ? undefined : chosen.slice(0, 20) })
        }
      />
      <FilterMenu
        label="Source"
        choices={facets?.sources ?? []}
        chosen={one(source)}
        onChange={([chosen]) => void onChange({ source: chosen })}
      />
      <FilterMenu
        label="Language"
        choices={facets?.languages ?? []}
        chosen={one(language)}
        nameOf={languageName}
        onChange={([chosen]) => void onChange({ language: chosen })}
      />
      <DaysFilter label="Written" since={since} until={until} onChange={(days) => void onChange(days)} />
      {isNarrowed && (
        <Button look="quiet" className="min-h-8!" onClick={() => void onChange(noReviewSearch)}>
          Clear
        </Button>
      )}
    </div>
  );
}

const ratingWords = (from: number, to: number) => (from === to ? String(from) : `${from} to ${to}`);

function languageName(code: string): string {
  try {
    return languages.of(code) ?? code;
  } catch {
    // whatever a file had in that column
    return code;
  }
}
