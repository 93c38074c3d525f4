import { Migration } from '@mikro-orm/migrations';

const sums = [
  'llm_calls',
  'errors',
  'rejected_calls',
  'prompt_tokens',
  'completion_tokens',
  'cached_tokens',
  'reasoning_tokens',
  'total_tokens',
  'cost_nano_usd',
  'unpriced_calls',
  'estimated_calls',
  'run_tokens',
  'run_cost_nano_usd',
]
  .map((name) => `${name} bigint not null`)
  .join(', ');

/** Sums over the ledger are kept: a settled call is marked in its own transaction, and folded into them soon after. */
export class Migration007Usage extends Migration {
  override name = 'Migration007Usage';

  override up(): void {
    // a mark and nothing else: whatever two calls shared would make them wait for each other
    this.addSql('create table usage_marks (id bigint not null)');
    this.addSql(`create function mark_settled_call() returns trigger language plpgsql as
      $$ begin insert into usage_marks (id) values (new.id); return null; end $$`);
    this.addSql(`create trigger llm_calls_settled after update of status on llm_calls for each row
      when (old.status = 'open' and new.status <> 'open') execute function mark_settled_call()`);
    this.addSql(`create trigger llm_calls_inserted after insert on llm_calls for each row
      when (new.status <> 'open') execute function mark_settled_call()`);
    this.addSql(`insert into usage_marks (id) select id from llm_calls where status <> 'open'`);

    // level: 0 a quarter of an hour, 1 an hour, 2 a day of UTC
    this.addSql(`create table usage_buckets (
      company_id text collate "C" not null,
      dimension text collate "C" not null,
      level smallint not null check (level in (0, 1, 2)),
      start timestamptz not null,
      value text collate "C" not null,
      other text collate "C" not null,
      ${sums},
      primary key (company_id, dimension, level, start, value, other)
    )`);
    // bins and calls are as long: how many calls of a day lie in each bin of a measure
    this.addSql(`create table usage_spreads (
      company_id text collate "C" not null,
      dimension text collate "C" not null,
      measure text collate "C" not null,
      start timestamptz not null,
      value text collate "C" not null,
      bins smallint[] not null,
      calls integer[] not null,
      primary key (company_id, dimension, measure, start, value)
    )`);
    this.addSql(`create table usage_runs (
      run_id text collate "C" primary key,
      company_id text collate "C" not null,
      session_id text collate "C",
      user_id text collate "C" not null,
      first_at timestamptz not null,
      last_at timestamptz not null,
      models text[] not null,
      ${sums}
    )`);
    this.addSql(
      'create index usage_runs_first on usage_runs (company_id, first_at) include (last_at, user_id, session_id)',
    );
    this.addSql('create index usage_runs_cost on usage_runs (company_id, cost_nano_usd desc, run_id desc)');
    this.addSql(`create index usage_runs_long on usage_runs (company_id, last_at)
      where last_at - first_at > interval '1 hour'`);
    this.addSql(`create table usage_checks (
      checked_at timestamptz primary key default now(),
      differences integer not null,
      took_ms double precision not null
    )`);

    // beside the ledger, so that what the ledger shows stays readable
    this.addSql('create table llm_call_search (id bigint primary key, search tsvector not null)');
    this.addSql('create index llm_call_search_words on llm_call_search using gin (search)');
    this.addSql('create index llm_calls_made on llm_calls (company_id, created_at)');
    for (const measure of ['cost_nano_usd', 'total_tokens', 'duration_ms'])
      this.addSql(
        `create index llm_calls_by_${measure} on llm_calls (company_id, ${measure}, id) where ${measure} is not null`,
      );
  }
}
