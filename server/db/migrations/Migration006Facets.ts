import { Migration } from '@mikro-orm/migrations';

/** Choices of a source are counted from the index too, and calls that went wrong are found by one. */
export class Migration006Facets extends Migration {
  override name = 'Migration006Facets';

  override up(): void {
    this.addSql('drop index reviews_facets');
    this.addSql(
      'create index reviews_facets on reviews (company_id, rating) include (product, language, source, reviewed_at)',
    );
    // what went wrong is looked for among very many that did not
    this.addSql(`create index llm_calls_not_done on llm_calls (company_id, id desc) where status <> 'done'`);
  }
}
