import { Migration } from '@mikro-orm/migrations';

/**
 * Every combination of what calls are told apart by is known by a number, so that sums are kept for any filters; and
 * days of zones are kept whole.
 */
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
    this.addSql('truncate usage_spreads, usage_groups, usage_marks');
    // level: 0 a quarter of an hour, 1 half an hour, 2 a day of UTC, from 3 on one that begins so many quarters later
    this.addSql('alter table usage_buckets rename to usage_buckets_before');
    this.addSql('create table usage_buckets (like usage_buckets_before) partition by range (level)');
    this.addSql('drop table usage_buckets_before');
    this.addSql(
      'alter table usage_buckets add primary key (company_id, dimension, level, start, value, other)',
    );
    // what a figure of a year reads lies together, and not between the quarters of an hour that it does not read
    this.addSql('create table usage_buckets_fine partition of usage_buckets for values from (0) to (2)');
    for (const [name, from, to] of [
      ['days', 2, 3],
      ['local_days', 3, 98],
    ]) {
      const table = `usage_buckets_${name}`;
      this.addSql(
        `create table ${table} partition of usage_buckets for values from (${from}) to (${to}) partition by list (dimension)`,
      );
      this.addSql(`create table ${table}_single partition of ${table}
        for values in ('all', 'model', 'user', 'role', 'callType', 'status')`);
      this.addSql(`create table ${table}_more partition of ${table} default`);
    }
    // which calls a group has, and when the first of each combination was made: both are as long
    this.addSql('alter table usage_groups drop column names, add column combinations integer[] not null');
    this.addSql('create index usage_groups_combined on usage_groups using gin (combinations)');
    // of questions only: who looks a group up by its id shall find no other way, whatever the planner knows
    this.addSql('drop index usage_groups_first');
    this.addSql(
      `create index usage_groups_first on usage_groups (company_id, first_at desc, id desc) where kind = 'run'`,
    );
    this.addSql('update usage_splits set kept = false');
    this.addSql(`insert into usage_marks (id) select id from llm_calls where status <> 'open'`);
  }
}
