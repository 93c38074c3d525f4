import { Migration } from '@mikro-orm/migrations';

/** How long a company keeps texts, and when those of a run or a call were removed. */
export class Migration011Retention extends Migration {
  override name = 'Migration011Retention';

  override up(): void {
    // began_at: of the round that is under way, else null; the counts are that round's, else the last one's
    this.addSql(`create table retention (
      company_id text collate "C" primary key references companies (id) on delete cascade,
      texts_kept_days integer check (texts_kept_days between 1 and 3650),
      due_at timestamptz not null default now(),
      began_at timestamptz,
      ended_at timestamptz,
      questions integer not null default 0,
      calls integer not null default 0,
      messages integer not null default 0,
      events integer not null default 0
    )`);
    this.addSql('alter table llm_calls add column texts_removed_at timestamptz');
    // days: what the company had said at the time
    this.addSql(
      'alter table runs add column texts_removed_at timestamptz, add column texts_kept_days integer',
    );
    this.addSql('create index runs_with_texts on runs (company_id, ended_at) where texts_removed_at is null');
    this.addSql(`create index llm_calls_outside on llm_calls (company_id, created_at)
      where run_id is null and texts_removed_at is null`);
  }
}
