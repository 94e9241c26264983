import type { ComponentChildren, VNode } from 'preact';
import { h } from 'preact';
import { Icon, type IconName } from './mark.tsx';

export interface FormProps {
  readonly action: string;
  /** The synchronizer token of this page. */
  readonly csrf: string;
  readonly children: ComponentChildren;
  readonly label?: string;
  readonly isPlain?: boolean;
  /** What the button says while the form is under way, where scripts run. */
  readonly busyLabel?: string;
}

/**
 * A form that posts. The element around it refuses a second click where scripts run;
 * where they do not, the server answers the second post like the first.
 */
export function Form(props: FormProps): VNode {
  return h(
    'submit-once',
    props.busyLabel === undefined ? {} : { busy: props.busyLabel },
    <form
      method="post"
      action={props.action}
      class={props.isPlain === true ? 'form-plain' : 'form'}
      noValidate
      {...(props.label === undefined ? {} : { 'aria-label': props.label })}
    >
      <input type="hidden" name="csrf" value={props.csrf} />
      {props.children}
    </form>,
  );
}

export type ButtonLook = 'primary' | 'secondary' | 'quiet' | 'danger';

/** A button that sends its form. It takes no other attributes: nothing spread over it can undo its guard. */
export function SubmitButton(props: {
  readonly label: ComponentChildren;
  readonly look?: ButtonLook;
  readonly name?: string;
  readonly value?: string;
}): VNode {
  return (
    <button
      type="submit"
      class={`button button-${props.look ?? 'primary'}`}
      {...(props.name === undefined ? {} : { name: props.name })}
      {...(props.value === undefined ? {} : { value: props.value })}
    >
      {props.label}
    </button>
  );
}

/** A link that looks like a button. */
export function ButtonLink(props: {
  readonly href: string;
  readonly label: string;
  readonly look?: ButtonLook;
  readonly icon?: IconName;
  /** More for those who hear the page, where the label alone would be one of many alike. */
  readonly context?: string;
}): VNode {
  return (
    <a class={`button button-${props.look ?? 'secondary'}`} href={props.href}>
      {props.icon === undefined ? null : <Icon name={props.icon} />}
      {props.label}
      {props.context === undefined ? null : <span class="visually-hidden">{props.context}</span>}
    </a>
  );
}

/** The buttons at the foot of a step. */
export function Actions(props: { readonly children: ComponentChildren }): VNode {
  return <div class="actions">{props.children}</div>;
}
