// Warns before the session ends, and lets people stay (WCAG 2.2.1).
//
// The server writes into <body> how long the session lasts; what happens in another tab of the
// same browser counts here too. Without JavaScript nothing is lost but the warning.

const CHANNEL = 'cascade-session'

/** "2 minutes", "1 minute", "40 seconds". */
export function inWords(seconds) {
  const [count, unit] =
    seconds > 60 ? [Math.ceil(seconds / 60), 'minute'] : [Math.max(seconds, 0), 'second']
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}

export function watchSession(body = document.body) {
  const { sessionEndsIn, sessionWarnBefore, sessionStay, sessionEnded } = body.dataset
  const dialog = document.getElementById('session-dialog')
  if (!sessionEndsIn || !dialog?.showModal) return

  let life = Number(sessionEndsIn) * 1000
  const warnBefore = Number(sessionWarnBefore) * 1000
  const left = dialog.querySelector('[data-session-left]')
  const spoken = dialog.querySelector('[data-session-spoken]')
  const leave = dialog.querySelector('[data-session-leave]')
  const channel = 'BroadcastChannel' in window ? new BroadcastChannel(CHANNEL) : undefined
  let ends = Date.now() + life
  let lastSpoken = ''
  let timer

  leave.href = sessionEnded

  // A clock that slept with the laptop is right again at once, because only `ends` counts.
  function tick() {
    clearTimeout(timer)
    const remaining = ends - Date.now()
    if (remaining <= 0) {
      location.assign(sessionEnded)
      return
    }
    if (remaining > warnBefore) {
      if (dialog.open) dialog.close('elsewhere')
      timer = setTimeout(tick, Math.min(remaining - warnBefore, 60_000))
      return
    }
    const words = inWords(Math.ceil(remaining / 1000))
    left.textContent = words
    // Each minute, and once at 20 seconds, is said aloud; each second would be noise.
    if (words.includes('minute') ? words !== lastSpoken : remaining <= 20_000 && lastSpoken !== 'last') {
      lastSpoken = words.includes('minute') ? words : 'last'
      spoken.textContent = `You will be signed out in ${words}.`
    }
    if (!dialog.open) dialog.showModal()
    timer = setTimeout(tick, 1000)
  }

  function extend() {
    ends = Date.now() + life
    lastSpoken = ''
    tick()
  }

  async function stay() {
    try {
      const answer = await fetch(sessionStay, { cache: 'no-store', redirect: 'manual' })
      if (!answer.ok) throw new Error(`answered ${answer.status}`)
      // Near its absolute end a session lasts less long than it did; the server may say so.
      const left = Number(answer.headers.get('x-session-ends-in'))
      if (left > 0) life = left * 1000
      extend()
      channel?.postMessage('extended')
    } catch {
      location.assign(sessionEnded)
    }
  }

  // "Stay signed in" and the Escape key both mean: I am here.
  dialog.addEventListener('close', () => {
    if (dialog.returnValue !== 'elsewhere') stay()
    dialog.returnValue = ''
  })
  // Signing out is a form with its token, in the header; the link alone only leads to the page
  // that says the session has ended.
  leave.addEventListener('click', (event) => {
    const form = document.querySelector('.app-account form')
    if (!form) return
    event.preventDefault()
    form.requestSubmit()
  })
  channel?.addEventListener('message', extend)
  channel?.postMessage('extended')
  document.addEventListener('visibilitychange', tick)
  tick()
}
