export { type BareDocumentProps, bareDocumentText } from './bare-document.tsx';
export { Bar, type ChartPoint, Legend, LineChart, rangeTextOf, SERIES_MAX } from './chart.tsx';
export { CODE_LENGTH_MAX, CodeField, SECOND_CODE_WORDS, SecondCode } from './code-field.tsx';
export { type DocumentProps, documentText, fragmentText, type NavigationItem } from './document.tsx';
export {
  type Choice,
  Choices,
  ErrorSummary,
  type FormState,
  firstError,
  TextField,
  type TextFieldProps,
} from './fields.tsx';
export { Actions, ButtonLink, type ButtonLook, Form, SubmitButton } from './form.tsx';
export { dateText, instantText, monthText, shortDateText, yenText } from './format.ts';
export { isLanguage, LANGUAGES, type Language, type Spoken } from './language.ts';
export { SelectField, TextAreaField } from './long-fields.tsx';
export { Icon, type IconName, Mark } from './mark.tsx';
export {
  Amount,
  type Column,
  Instant,
  Notice,
  type NoticeTone,
  Section,
  Steps,
  Table,
  type Term,
  Terms,
} from './parts.tsx';
export { plainDocumentText } from './plain-document.tsx';
export {
  KeyButton,
  KeyLink,
  Menu,
  type MenuItem,
  type MenuKey,
  PlainError,
  PlainField,
  PlainForm,
  PlainSelect,
  PlainSubmit,
} from './plain-parts.tsx';
