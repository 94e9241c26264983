/** What `verify` found wrong. */
export interface Fault {
  /** A stable name, for example `balance_differs`. */
  readonly name: string;
  /** One sentence that says where, for the operator. */
  readonly sentence: string;
}
