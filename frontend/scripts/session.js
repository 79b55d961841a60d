// Warns before the session ends, and lets people stay (WCAG 2.2.1).
//
// The server writes into <body> how long the session lasts, and whether it ends then whatever
// happens; asked to keep it, it says both anew. What one tab learns it tells the other tabs of
// the same browser. Without JavaScript nothing is lost but the warning.

const CHANNEL = 'cascade-session'

/** "2 minutes", "1 minute", "40 seconds". */
export function inWords(seconds) {
  const [count, unit] =
    seconds > 60 ? [Math.ceil(seconds / 60), 'minute'] : [Math.max(seconds, 0), 'second']
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}

/** What the server answers: "1800", or "90 final" where there will be no more. */
export function read(answer) {
  const [seconds, word] = answer.trim().split(' ')
  return { ends: Date.now() + Number(seconds) * 1000, final: word === 'final' }
}

export function watchSession(body = document.body) {
  const { sessionEndsIn, sessionFinal, sessionWarnBefore, sessionStay, sessionEnded } = body.dataset
  const dialog = document.getElementById('session-dialog')
  if (!sessionEndsIn || !dialog?.showModal) return

  const warnBefore = Number(sessionWarnBefore) * 1000
  const left = dialog.querySelector('[data-session-left]')
  const spoken = dialog.querySelector('[data-session-spoken]')
  const leave = dialog.querySelector('[data-session-leave]')
  const channel = 'BroadcastChannel' in window ? new BroadcastChannel(CHANNEL) : undefined
  let session = read(`${sessionEndsIn}${sessionFinal ? ' final' : ''}`)
  let lastSpoken = ''
  let dismissed = false
  let timer

  leave.href = sessionEnded

  // A clock that slept with the laptop is right again at once, because only the end counts.
  function tick() {
    clearTimeout(timer)
    const remaining = session.ends - Date.now()
    if (remaining <= 0) {
      location.assign(sessionEnded)
      return
    }
    if (remaining > warnBefore) {
      if (dialog.open) dialog.close('elsewhere')
      timer = setTimeout(tick, Math.min(remaining - warnBefore, 60_000))
      return
    }
    warn(inWords(Math.ceil(remaining / 1000)), remaining)
    timer = setTimeout(tick, 1000)
  }

  function warn(words, remaining) {
    left.textContent = words
    // Each minute, and once at 20 seconds, is said aloud; each second would be noise.
    if (words.includes('minute') ? words !== lastSpoken : remaining <= 20_000 && lastSpoken !== 'last') {
      lastSpoken = words.includes('minute') ? words : 'last'
      spoken.textContent = `You will be signed out in ${words}.`
    }
    for (const part of dialog.querySelectorAll('[data-session-idle]')) part.hidden = session.final
    for (const part of dialog.querySelectorAll('[data-session-over]')) part.hidden = !session.final
    dialog.querySelector('button').textContent = session.final ? 'Close' : 'Stay signed in'
    if (!dialog.open && !dismissed) dialog.showModal()
  }

  function learn(news) {
    session = news
    lastSpoken = ''
    dismissed = false
    tick()
  }

  async function stay() {
    try {
      const answer = await fetch(sessionStay, { cache: 'no-store', redirect: 'manual' })
      if (!answer.ok) throw new Error(`answered ${answer.status}`)
      learn(read(await answer.text()))
      channel?.postMessage(session)
    } catch {
      location.assign(sessionEnded)
    }
  }

  // "Stay signed in" and the Escape key both mean: I am here. At the very end being here does not
  // help, and the warning has been read.
  dialog.addEventListener('close', () => {
    const byHand = dialog.returnValue !== 'elsewhere'
    dialog.returnValue = ''
    if (byHand && session.final) {
      dismissed = true
      // The second may have come round between the key and this event, and have opened it again.
      if (dialog.open) dialog.close('elsewhere')
    } else if (byHand) stay()
  })
  // Signing out is a form with its token, in the header; the link alone only leads to the page
  // that says the session has ended.
  leave.addEventListener('click', (event) => {
    const form = document.querySelector('.app-account form')
    if (!form) return
    event.preventDefault()
    form.requestSubmit()
  })
  channel?.addEventListener('message', ({ data }) => learn(data))
  channel?.postMessage(session)
  document.addEventListener('visibilitychange', tick)
  tick()
}
