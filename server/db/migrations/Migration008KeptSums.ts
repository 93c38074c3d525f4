import { Migration } from '@mikro-orm/migrations';

const counts = (names: string) =>
  names
    .trim()
    .split(/\s+/)
    .map((name) => `${name} bigint not null`)
    .join(', ');

const sums =
  counts(`llm_calls errors rejected_calls prompt_tokens completion_tokens cached_tokens reasoning_tokens
  total_tokens cost_nano_usd unpriced_calls estimated_calls run_tokens run_cost_nano_usd planning_tokens
  planning_cost_nano_usd retries_tokens retries_cost_nano_usd answer_tokens answer_cost_nano_usd`);

/** The sums over the ledger that are kept, in a shape whose reading takes as long for a year of any zone as for a day. */
export class Migration008KeptSums extends Migration {
  override name = 'Migration008KeptSums';

  override up(): void {
    this.addSql('drop table if exists usage_buckets, usage_spreads, usage_runs');

    // level: 0 a quarter of an hour, 1 half an hour, 2 a day of UTC, 3 the rest of such a day
    this.addSql(`create table usage_buckets (
      company_id text collate "C" not null,
      dimension text collate "C" not null,
      level smallint not null check (level in (0, 1, 2, 3)),
      start timestamptz not null,
      value text collate "C" not null,
      other text collate "C" not null,
      ${sums},
      ${counts('runs sessions')},
      primary key (company_id, dimension, level, start, value, other)
    ) partition by list (level)`);
    // what a figure of a year reads lies together, and not between the quarters of an hour that it does not read
    this.addSql('create table usage_buckets_fine partition of usage_buckets for values in (0, 1)');
    for (const [name, level] of [
      ['days', 2],
      ['rests', 3],
    ]) {
      const table = `usage_buckets_${name}`;
      this.addSql(
        `create table ${table} partition of usage_buckets for values in (${level}) partition by list (dimension)`,
      );
      this.addSql(`create table ${table}_single partition of ${table}
        for values in ('all', 'model', 'user', 'role', 'callType', 'status')`);
      this.addSql(`create table ${table}_pair partition of ${table} default`);
    }
    // the minutes of a day of UTC from which on its rest is kept: where the days of zones begin that were asked for
    this.addSql('create table usage_splits (minute smallint primary key, kept boolean not null)');
    // level: 1 an hour, 2 a day of UTC, 3 thirty-two of them; bins and calls are as long: how many calls lie in each
    this.addSql(`create table usage_spreads (
      company_id text collate "C" not null,
      dimension text collate "C" not null,
      measure text collate "C" not null,
      level smallint not null check (level in (1, 2, 3)),
      start timestamptz not null,
      value text collate "C" not null,
      bins smallint[] not null,
      calls integer[] not null,
      primary key (company_id, dimension, measure, level, start, value)
    )`);
    // names and firsts are as long: what its calls are told apart by, and when the first of them was made
    this.addSql(`create table usage_groups (
      kind text collate "C" not null check (kind in ('run', 'session')),
      id text collate "C" not null,
      company_id text collate "C" not null,
      session_id text collate "C",
      user_id text collate "C" not null,
      first_at timestamptz not null,
      last_at timestamptz not null,
      names text[] collate "C" not null,
      firsts timestamptz[] not null,
      ${sums},
      primary key (kind, company_id, id)
    )`);
    this.addSql(
      "create index usage_groups_lasting on usage_groups using gist (tstzrange(first_at, last_at, '[]'))",
    );
    this.addSql('create index usage_groups_first on usage_groups (kind, company_id, first_at)');
    this.addSql("create index usage_groups_named on usage_groups using gin (names) where kind = 'run'");
    for (const measure of ['cost_nano_usd', 'total_tokens', 'llm_calls'])
      this.addSql(`create index usage_groups_by_${measure} on usage_groups (company_id, ${measure} desc, id desc)
        where kind = 'run'`);

    this.addSql('truncate usage_marks');
    this.addSql(`insert into usage_marks (id) select id from llm_calls where status <> 'open'`);
  }
}
