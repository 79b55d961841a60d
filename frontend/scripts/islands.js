// Wakes the islands of a page: loads the wasm, then hands each island its element.
//
// Leptos writes an island as <leptos-island data-component="name">, and what the page put into
// it as <leptos-children>. The wasm exports one function for each island. An outer island wakes
// before an inner one, and children before their island's next sibling.

const script = document.querySelector('script[data-islands]')
const waiting = []

async function wake(node, exports) {
  const tag = node.tagName.toLowerCase()
  if (tag === 'leptos-island') {
    const name = node.dataset.component
    const island = exports[name]
    if (island) {
      waiting.at(-1)?.()
      await island(node)
    } else {
      console.warn(`The wasm has no island called ${name}.`)
    }
  }
  const holdsChildren = tag === 'leptos-children'
  if (holdsChildren) waiting.push(node.$$on_hydrate)
  for (const child of node.children) await wake(child, exports)
  if (holdsChildren) waiting.pop()
}

async function start() {
  const exports = await import(script.dataset.js)
  await exports.default({ module_or_path: script.dataset.wasm })
  exports.hydrate()
  await wake(document.body, exports)
  document.documentElement.dataset.islands = 'awake'
}

if (script) start()
