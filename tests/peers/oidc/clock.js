// Lets the provider live at the instant that NOW names (in milliseconds), as the program under test does. Imported before
// everything else.

const Machine = globalThis.Date
const ahead = Number(process.env.NOW ?? Machine.now()) - Machine.now()

globalThis.Date = class Date extends Machine {
  constructor(...parts) {
    super(...(parts.length > 0 ? parts : [Machine.now() + ahead]))
  }

  static now() {
    return Machine.now() + ahead
  }
}
