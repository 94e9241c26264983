/** Where the pages of 定期預金 stand. */
export const LIST_PATH = '/time-deposits';
