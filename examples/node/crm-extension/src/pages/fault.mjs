// A page for what cannot be shown in a plan.

import { html } from '../html.mjs'
import { layout, refusal } from './layout.mjs'

export function faultPage({ signedIn, refused }) {
  return layout({ title: 'Not possible', person: signedIn, back: '/', body: html`<h1>Not possible</h1>${refusal({ ...refused, title: 'The request was refused' })}<p><a href="/">To the list of plans</a></p>` })
}
