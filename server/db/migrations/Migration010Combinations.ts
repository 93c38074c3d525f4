import { Migration } from '@mikro-orm/migrations';

/** Every combination of what calls are told apart by is known by a number, so that sums are kept for any filters. */
export class Migration010Combinations extends Migration {
  override name = 'Migration010Combinations';

  override up(): void {
    const told = ['model', '"user"', 'role', '"callType"', 'status'];
    this.addSql(`create table usage_combinations (
      id integer generated always as identity primary key,
      company_id text collate "C" not null,
      ${told.map((name) => `${name} text collate "C" not null`).join(', ')},
      unique (company_id, ${told.join(', ')})
    )`);
    this.addSql('truncate usage_buckets, usage_spreads, usage_groups, usage_marks');
    // which calls a group has, and when the first of each combination was made: both are as long
    this.addSql('alter table usage_groups drop column names, add column combinations integer[] not null');
    this.addSql(
      `create index usage_groups_combined on usage_groups using gin (combinations) where kind = 'run'`,
    );
    this.addSql(`insert into usage_marks (id) select id from llm_calls where status <> 'open'`);
  }
}
