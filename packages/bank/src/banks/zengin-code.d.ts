declare module 'zengin-code' {
  /** Codes as keys; kana in full width and without small letters; `name` without 銀行. */
  interface Branch {
    readonly code: string;
    readonly name: string;
    readonly kana: string;
    readonly hira: string;
    readonly roma: string;
  }
  interface Bank extends Branch {
    readonly branches: Readonly<Record<string, Branch>>;
  }
  const banks: Readonly<Record<string, Bank>>;
  export = banks;
}
