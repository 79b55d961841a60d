// Takes out of the styles what no page of ours has: variants and parts that the packages bring
// with the components we do use. A class that comes into use is deleted from this list.

const UNUSED = [
  // Parts that need scripts we do not load.
  /\.moj-alert__(dismiss|action)|\[data-dismissible\]/,
  /\.govuk-file-upload-(wrapper|button|drop)|\.govuk-file-upload-button/,
  // Parts that our components do not draw.
  /\.moj-timeline__document|\.moj-timeline--full/,
  /\.moj-identity-bar__menu|\.moj-button-menu/,
  /\.govuk-service-navigation(--inverse|__service-name)/,
  /\.govuk-generic-header__container--full-width/,
  /\.govuk-breadcrumbs--inverse|\.govuk-back-link--inverse/,
  /\.govuk-summary-list__key--|\.govuk-exit-this-page/,
  /\.govuk-(radios|checkboxes)__conditional/,
  /\.govuk-table--small-text-until-tablet/,
  /\.govuk-link--(text-colour|no-underline)/,
  /\.govuk-grid-column-(one-quarter|three-quarters|[a-z-]+-from-desktop)/,
  /\.govuk-main-wrapper--(auto-spacing|l)/,
]

const isUnused = (selector) => UNUSED.some((pattern) => pattern.test(selector))

/** Splits a selector list at its own commas, not at those within brackets. */
function selectors(list) {
  const parts = []
  let depth = 0
  let from = 0
  for (let at = 0; at < list.length; at += 1) {
    if (list[at] === '(' || list[at] === '[') depth += 1
    if (list[at] === ')' || list[at] === ']') depth -= 1
    if (list[at] === ',' && depth === 0) {
      parts.push(list.slice(from, at))
      from = at + 1
    }
  }
  parts.push(list.slice(from))
  return parts
}

/** `css` (compressed by Sass) without the rules that only unused selectors have. */
export function withoutUnused(css) {
  let kept = ''
  let at = 0
  while (at < css.length) {
    const open = css.indexOf('{', at)
    if (open < 0) return kept + css.slice(at)
    let depth = 1
    let end = open + 1
    while (depth > 0) {
      if (css[end] === '{') depth += 1
      if (css[end] === '}') depth -= 1
      end += 1
    }
    const head = css.slice(at, open)
    const body = css.slice(open + 1, end - 1)
    if (/^\s*@(media|supports)/.test(head)) {
      const inner = withoutUnused(body)
      if (inner) kept += `${head}{${inner}}`
    } else if (/^\s*@/.test(head)) {
      kept += css.slice(at, end)
    } else {
      const used = selectors(head).filter((selector) => !isUnused(selector))
      if (used.length > 0) kept += `${used.join(',')}{${body}}`
    }
    at = end
  }
  return kept
}
