import type { FeedState, RowsChange } from '../../kubernetes/feed-types.ts';

/** What is known of a list that is followed by itself. */
export class LiveRows<Row extends { uid: string }> {
  readonly rows = new Map<string, Row>();
  state: FeedState = { state: 'loading' };

  apply({ whole, set, gone, state }: RowsChange<Row>): void {
    if (whole) {
      this.rows.clear();
    }
    for (const row of set) {
      this.rows.set(row.uid, row);
    }
    for (const uid of gone) {
      this.rows.delete(uid);
    }
    this.state = state;
  }
}
