import { Migration } from '@mikro-orm/migrations';

/** A settled call is marked in its own transaction, to be folded soon after into sums that are kept beside the ledger. */
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
