/** Puts the keyboard where a form that has just opened begins; what was pressed to open it is gone by then. */
export function landInside(form: HTMLElement): void {
  form.querySelector('input')?.focus();
}
