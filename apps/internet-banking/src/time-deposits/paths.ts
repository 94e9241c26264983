/** Where the pages of 定期預金 stand. */
export const LIST_PATH = '/time-deposits';
export const OPEN_PATH = `${LIST_PATH}/open`;
